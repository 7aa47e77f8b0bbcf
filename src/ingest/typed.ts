import {didYouMean, quoteList, SourceError} from "../base/index.ts";
import {fixed, joined, name, type Reader, type SqlName, type Statement, sql} from "../store/index.ts";
import type {ColumnSpec} from "./column.ts";
import type {Shape} from "./source.ts";

/**
 * Checks a file's columns against the dialect's.
 *
 * @returns the dialect's columns that the file has
 * @throws SourceError "column-missing" or "column-unknown" naming the column, what was found and what mends it
 */
export function checkColumns(dialect: Shape, header: readonly string[], where: string): string[] {
  const declared = Object.keys(dialect.columns);
  const twice = header.find((column, at) => header.indexOf(column) !== at);
  if (twice !== undefined)
    throw new SourceError("column-twice", {
      message: `column "${twice}" stands twice in the header`,
      where,
      hint: "remove or rename one of them",
    });
  const missing = declared.find(
    (column) => !header.includes(column) && dialect.columns[column]?.optional === false,
  );
  if (missing !== undefined) {
    throw new SourceError("column-missing", {
      message: `expected column "${missing}", found ${quoteList(header, 40)}`,
      where,
      hint: `if the publisher renamed it (${didYouMean(missing, header)}), declare the new name in the source's parse.ts and add a row of it to fixture/`,
    });
  }
  const unknown = header.find((column) => !declared.includes(column));
  if (unknown !== undefined) {
    throw new SourceError("column-unknown", {
      message: `column "${unknown}" is unknown to ${dialect.what}; known are ${quoteList(declared, 40)}`,
      where,
      hint: "take it or ignore it by name in the source's parse.ts",
    });
  }
  return declared.filter((column) => header.includes(column));
}

/** The relation `typed` of a dialect over a raw relation that has all declared columns, `file_id` and `source_row`. */
export function typedRelation(
  dialect: Shape,
  raw: SqlName | Statement,
  present: readonly string[],
): Statement {
  const taken = Object.entries(dialect.columns).filter(([, spec]) => spec.kind !== "ignored");
  const columns = taken.map(([column, spec]) =>
    present.includes(column)
      ? sql`${cast(column, spec)} AS ${name(column)}`
      : sql`CAST(NULL AS ${fixed(typeOf(spec))}) AS ${name(column)}`,
  );
  return sql`SELECT ${joined(columns, ", ")}, file_id, source_row FROM ${raw}`;
}

/** The engine's type of a taken column. */
export function typeOf(spec: ColumnSpec): string {
  const types = {
    text: "VARCHAR",
    choice: "VARCHAR",
    number: "DOUBLE",
    integer: "BIGINT",
    date: "DATE",
    ignored: "VARCHAR",
  } as const;
  return types[spec.kind];
}

function cast(column: string, spec: ColumnSpec): Statement {
  const cell = cleaned(column, spec);
  if (spec.kind === "text" || spec.kind === "choice" || spec.kind === "ignored") return cell;
  return sql`TRY_CAST(${cell} AS ${fixed(typeOf(spec))})`;
}

// Trimmed text, NULL for the empty cell and for each token the source declares as missing.
function cleaned(column: string, spec: ColumnSpec): Statement {
  const trimmed = sql`nullif(trim(CAST(${name(column)} AS VARCHAR)), '')`;
  const missing = spec.kind === "ignored" ? [] : spec.missing;
  return missing.reduce((inner, token) => sql`nullif(${inner}, ${fixed(literal(token))})`, trimmed);
}

// Declared tokens are the source author's words, not a file's or a user's; a view's text must carry them literally.
function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

/**
 * Refuses cells that do not fit their declared type.
 *
 * @throws SourceError "bad-cell" naming file, row, column and value of the first, and how many more there are
 */
export async function refuseBadCells({reader, dialect, raw, present, shown}: BadCellInput): Promise<void> {
  const tests = present.flatMap((column) => {
    const spec = dialect.columns[column];
    const bad = spec === undefined ? null : badCell(column, spec);
    return bad === null ? [] : [{column, bad}];
  });
  if (tests.length === 0) return;
  const any = joined(
    tests.map(({bad}) => bad),
    " OR ",
  );
  const which = joined(
    tests.map(({column, bad}) => sql`WHEN ${bad} THEN ${fixed(literal(column))}`),
    " ",
  );
  const found = await reader.rows(sql`
    SELECT source_row, "column", "value", count(*) OVER () AS bad_rows FROM (
      SELECT *, CASE ${which} END AS "column", ${offending(tests)} AS "value" FROM ${raw} WHERE ${any}
    ) ORDER BY source_row LIMIT 1`);
  const first = found[0];
  if (first !== undefined) throw badCellError(first, dialect, shown);
}

interface BadCellInput {
  readonly reader: Reader;
  readonly dialect: Shape;
  readonly raw: Statement;
  readonly present: readonly string[];
  readonly shown: string;
}

function offending(tests: readonly {readonly column: string; readonly bad: Statement}[]): Statement {
  return sql`CASE ${joined(
    tests.map(({column, bad}) => sql`WHEN ${bad} THEN CAST(${name(column)} AS VARCHAR)`),
    " ",
  )} END`;
}

function badCell(column: string, spec: ColumnSpec): Statement | null {
  const cell = cleaned(column, spec);
  if (spec.kind === "text" || spec.kind === "ignored") return null;
  if (spec.kind === "choice") {
    return sql`(${cell} IS NOT NULL AND ${cell} NOT IN (${fixed(spec.choices.map(literal).join(", "))}))`;
  }
  return sql`(${cell} IS NOT NULL AND (${cast(column, spec)} IS NULL OR ${misread(cell, spec.kind)}))`;
}

// What the engine converts and no publisher means: "nan", "inf" and "1_000" as numbers, "5.5" and "0x1F" as whole numbers,
// "epoch" and "2022-01-05x" as dates.
function misread(cell: Statement, kind: "number" | "integer" | "date"): Statement {
  if (kind === "date")
    return sql`NOT regexp_full_match(${cell}, '\\d{4}-\\d{1,2}-\\d{1,2}([ T][0-9:.]+([+-][0-9:]+|Z)?)?')`;
  const asNumber = sql`TRY_CAST(${cell} AS DOUBLE)`;
  if (kind === "number") return sql`NOT isfinite(${asNumber}) OR contains(${cell}, '_')`;
  return sql`${asNumber} IS DISTINCT FROM TRY_CAST(${cell} AS BIGINT)::DOUBLE OR contains(${cell}, '_')`;
}

const WANTED = {
  text: "text",
  ignored: "text",
  number: "a number",
  integer: "a whole number",
  date: "a date YYYY-MM-DD",
} as const;

function badCellError(first: Readonly<Record<string, unknown>>, dialect: Shape, shown: string): SourceError {
  const column = String(first.column);
  const spec = dialect.columns[column];
  const wanted =
    spec?.kind === "choice" ? `one of ${quoteList(spec.choices, 20)}` : WANTED[spec?.kind ?? "text"];
  const more = Number(first.bad_rows) > 1 ? ` (and ${Number(first.bad_rows) - 1} more rows like it)` : "";
  return new SourceError("bad-cell", {
    message: `row ${first.source_row}, column "${column}": ${JSON.stringify(first.value)} is not ${wanted}${more}`,
    where: `${shown}:${first.source_row}`,
    hint: "mend the file, or declare the value as missing or as a choice in the source's parse.ts if the publisher means it",
  });
}
