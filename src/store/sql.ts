/** A value that may be bound to a statement. Lists are bound as SQL lists. */
export type SqlValue = string | number | boolean | null | readonly string[] | readonly number[];

/** One SQL statement with its values bound by position, never glued into the text. */
export interface Statement {
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** A part of a statement (a condition, a list, a CTE), made like one and spliced into one; by itself it may not bind. */
export type Clause = Statement;

const NAME = Symbol("sql name");
/** A table or column name that entered as data; quoted when rendered. */
export interface SqlName {
  readonly [NAME]: string;
}

type Part = SqlValue | Statement | SqlName;

/**
 * One statement. Values become parameters; a nested `sql` is spliced in with its values; `name()` is quoted.
 *
 * @example sql`SELECT sum(value_usd) FROM layer.trade WHERE partner = ${partner}`
 */
export function sql(strings: TemplateStringsArray, ...parts: readonly Part[]): Statement {
  const values: SqlValue[] = [];
  let text = strings[0] ?? "";
  for (const [at, part] of parts.entries()) {
    text += rendered(part, values) + (strings[at + 1] ?? "");
  }
  return {text, values};
}

/** A table, schema.table or column name from data: each dotted piece is quoted. */
export function name(...pieces: readonly string[]): SqlName {
  return {[NAME]: pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join(".")};
}

/** Statements joined by `separator`, such as UNION ALL BY NAME. At least one. */
export function joined(statements: readonly Statement[], separator: string): Statement {
  return statements.reduce((left, right) => ({
    text: `${left.text}${separator}${renumbered(right, left.values.length)}`,
    values: [...left.values, ...right.values],
  }));
}

/**
 * A statement of fixed text without values: for SQL assembled from declarations (column lists of a source), never from
 * what a user typed.
 */
export function fixed(text: string): Statement {
  return {text, values: []};
}

function rendered(part: Part, values: SqlValue[]): string {
  if (isName(part)) return part[NAME];
  if (isStatement(part)) {
    const text = renumbered(part, values.length);
    values.push(...part.values);
    return text;
  }
  values.push(part);
  return `$${values.length}`;
}

function renumbered({text, values}: Statement, by: number): string {
  return values.length === 0 ? text : text.replace(/\$(\d+)/g, (_, digits) => `$${Number(digits) + by}`);
}

function isName(part: Part): part is SqlName {
  return typeof part === "object" && part !== null && NAME in part;
}

function isStatement(part: Part): part is Statement {
  return typeof part === "object" && part !== null && "text" in part;
}
