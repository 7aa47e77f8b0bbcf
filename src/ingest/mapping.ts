import {SourceError} from "../base/index.ts";
import type {Reader, Statement, Writer} from "../store/index.ts";
import {name, sql} from "../store/index.ts";
import type {Scheme} from "./source.ts";

/** What a publisher's code means: a state or unit that trade is counted for, a known other thing, or nothing known. */
export type CodeMeaning =
  | {readonly kind: "unit"; readonly unit: string}
  | {readonly kind: "non-state"; readonly label: string}
  | {readonly kind: "unknown"};

/** Resolves a code of a scheme in a year. Given by the caller, so that this room needs no country names. */
export type CodeResolver = (scheme: Scheme, code: string, year: number) => CodeMeaning;

/** A code met in a file. */
interface CodeYear<Named extends string> {
  readonly scheme: Named;
  readonly code: string;
  readonly year: number;
}

/** Makes the temporary table `code_map` on this connection: scheme, code, year → unit, or why there is none. */
export async function createCodeMap(writer: Writer): Promise<void> {
  await writer.run(
    sql`CREATE OR REPLACE TEMP TABLE code_map (scheme VARCHAR, code VARCHAR, year INTEGER, unit VARCHAR, why VARCHAR, unknown BOOLEAN)`,
  );
}

/** Adds to `code_map` every code of `relation` (columns reporter_code, partner_code, period) that is not there yet. */
export async function mapCodes(
  writer: Writer,
  relation: Statement,
  schemes: {readonly reporter: Scheme; readonly partner: Scheme},
  resolve: CodeResolver,
): Promise<void> {
  const codes = [
    ...(await distinctCodes(writer, relation, "reporter_code", schemes.reporter)),
    ...(await distinctCodes(writer, relation, "partner_code", schemes.partner)),
  ];
  await addCodes(writer, codes, resolve);
}

/** Adds given codes for every year of a span: for files whose codes are only seen while they stream. */
export async function mapKnownCodes(
  writer: Writer,
  scheme: Scheme,
  codes: readonly string[],
  years: readonly number[],
  resolve: CodeResolver,
): Promise<void> {
  await addCodes(
    writer,
    codes.flatMap((code) => years.map((year) => ({scheme, code, year}))),
    resolve,
  );
}

async function distinctCodes(
  reader: Reader,
  relation: Statement,
  column: string,
  scheme: Scheme,
): Promise<CodeYear<Scheme>[]> {
  const rows = await reader.rows(sql`
    SELECT DISTINCT coalesce(${name(column)}, '') AS code, CASE WHEN period < 10000 THEN period ELSE period // 100 END AS year
    FROM (${relation}) WHERE dropped IS NULL AND period IS NOT NULL`);
  return rows.map((row) => ({scheme, code: String(row.code), year: Number(row.year)}));
}

/** Adds every code of `relation` (columns code, year), all of one scheme, that is not there yet. */
export async function mapCodesOf<Named extends string>(
  writer: Writer,
  relation: Statement,
  scheme: Named,
  resolve: (scheme: Named, code: string, year: number) => CodeMeaning,
): Promise<void> {
  const rows = await writer.rows(relation);
  await addCodes(
    writer,
    rows.map(({code, year}) => ({scheme, code: String(code), year: Number(year)})),
    resolve,
  );
}

async function addCodes<Named extends string>(
  writer: Writer,
  codes: readonly CodeYear<Named>[],
  resolve: (scheme: Named, code: string, year: number) => CodeMeaning,
): Promise<void> {
  if (codes.length === 0) return;
  const meanings = codes.map(({scheme, code, year}) => resolve(scheme, code, year));
  await writer.run(sql`
    INSERT INTO code_map
    SELECT DISTINCT * FROM (SELECT ${texts(codes.map(({scheme}) => scheme))} AS scheme, ${texts(codes.map(({code}) => code))} AS code,
      ${texts(codes.map(({year}) => String(year)))}::INTEGER AS year, nullif(${texts(meanings.map(unitOf))}, '') AS unit,
      nullif(${texts(meanings.map(whyNot))}, '') AS why, ${texts(meanings.map(({kind}) => kind))} = 'unknown' AS unknown)
    ANTI JOIN (SELECT scheme, code, year FROM code_map) AS present USING (scheme, code, year)`);
}

// One text a column: thousands of bound values each cross over as an object of its own.
const BETWEEN = "\u001e";

function texts(values: readonly string[]): Statement {
  const torn = values.find((value) => value.includes(BETWEEN));
  if (torn === undefined) return sql`unnest(string_split(${values.join(BETWEEN)}, ${BETWEEN}))`;
  throw new SourceError("bad-code", {
    message: `the code ${JSON.stringify(torn)} holds a separator of records, which no code has`,
    hint: "the file is damaged or in another encoding; get it again",
  });
}

function unitOf(meaning: CodeMeaning): string {
  return meaning.kind === "unit" ? meaning.unit : "";
}

function whyNot(meaning: CodeMeaning): string {
  if (meaning.kind === "unit") return "";
  return meaning.kind === "non-state" ? `no state: ${meaning.label}` : "unknown code";
}
