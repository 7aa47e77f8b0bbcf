import {CheckFailed, SourceError} from "../base/index.ts";
import {
  cleanTable,
  fixed,
  joined,
  name,
  type SqlName,
  type SqlValue,
  type Statement,
  type StoreRow,
  sql,
  type Writer,
} from "../store/index.ts";
import type {Check} from "./check.ts";
import type {Correction} from "./correction.ts";
import type {Source} from "./source.ts";

/** A source as far as its corrections and checks are concerned. */
interface Corrected {
  readonly meta: {readonly id: string};
}

/** The part that changes rows: corrections, and older vintages set aside. */
export async function settleRows(writer: Writer, source: Source): Promise<void> {
  for (const correction of source.corrections) await correct(writer, source, correction);
  await supersede(writer, source);
}

/** The part that reads all rows of the source: coverage of codes, the ledger of drops, checks. */
export async function settleWhole(writer: Writer, source: Source): Promise<void> {
  const mapped = await mappedShare(writer, source);
  await writeLedger(writer, source);
  await writer.run(sql`UPDATE meta.source SET mapped_share = ${mapped} WHERE id = ${source.meta.id}`);
  for (const check of source.checks) await runCheck(writer, source, check);
}

/**
 * One cell published in several files: the newest vintage stays, the others are kept as dropped. The vintage text sorts
 * by time within a source; files of one vintage that disagree on a value stop the build.
 */
async function supersede(writer: Writer, source: Source): Promise<void> {
  const table = name("clean", cleanTable(source.meta.id));
  if (!(await periodsOverlap(writer, source))) return;
  await refuseConflicts(writer, source);
  await writer.run(sql`
    UPDATE ${table} AS old SET dropped = 'superseded: the same cell stands in a newer or equal file'
    FROM (SELECT ${CELL}, arg_max(file_id, (${STATED}, file_id)) AS kept FROM ${table} WHERE dropped IS NULL
      GROUP BY ${CELL} HAVING count(DISTINCT file_id) > 1) AS newest
    WHERE old.dropped IS NULL AND old.file_id <> newest.kept AND ${sameCell()}`);
}

// Files of disjoint periods cannot hold one cell twice; telling so by their bounds spares a pass over every row.
async function periodsOverlap(writer: Writer, source: Source): Promise<boolean> {
  const spans = await writer.rows(sql`
    SELECT min(period) AS first, max(period) AS last FROM ${name("clean", cleanTable(source.meta.id))}
    WHERE dropped IS NULL GROUP BY file_id ORDER BY first`);
  return spans.some(
    (span, at) =>
      at > 0 && Number(span.first) <= Math.max(...spans.slice(0, at).map(({last}) => Number(last))),
  );
}

// A vintage that a file does not state is older than any that one does.
const STATED = sql`CASE WHEN vintage LIKE 'unstated%' THEN '' ELSE vintage END`;

const KEY = ["period", "reporter", "partner", "flow", "product", "partner_basis"] as const;
const CELL = joined(
  KEY.map((column) => sql`${name(column)}`),
  ", ",
);

function sameCell(): Statement {
  return joined(
    KEY.map((column) => sql`${name("old", column)} IS NOT DISTINCT FROM ${name("newest", column)}`),
    " AND ",
  );
}

async function refuseConflicts(writer: Writer, source: Source): Promise<void> {
  const found = await writer.rows(sql`
    WITH cell AS (SELECT ${CELL}, file_id, vintage, sum(value_native) AS value FROM ${name("clean", cleanTable(source.meta.id))}
      WHERE dropped IS NULL GROUP BY ALL)
    SELECT a.period, a.reporter, a.partner, a.flow, a.product, a.value AS one, b.value AS other, fa.name AS one_file, fb.name AS other_file
    FROM cell AS a JOIN cell AS b ON a.file_id < b.file_id AND (a.vintage = b.vintage OR (a.vintage LIKE 'unstated%' AND b.vintage LIKE 'unstated%'))
      AND ${joined(
        KEY.map((column) => sql`${name("a", column)} IS NOT DISTINCT FROM ${name("b", column)}`),
        " AND ",
      )}
    JOIN meta.file AS fa ON fa.file_id = a.file_id JOIN meta.file AS fb ON fb.file_id = b.file_id
    WHERE abs(a.value - b.value) > 1 ORDER BY abs(a.value - b.value) DESC LIMIT 1`);
  const first = found[0];
  if (first === undefined) return;
  throw new SourceError("files-disagree", {
    message: `"${first.one_file}" and "${first.other_file}" are of one vintage and differ on ${first.reporter} ${first.flow} ${first.partner} ${first.product} ${first.period}: ${first.one} against ${first.other}`,
    where: source.meta.id,
    hint: "keep the right file, or state the vintage of each (by file name or in the source's parse.ts)",
  });
}

// Rows that should enter and cannot be placed. A table whose product codes lost their leading zeros is as wrong as one
// whose countries are unknown.
const UNPLACED = fixed("(dropped LIKE '%: unknown code' OR dropped LIKE 'no product code%')");

const ENTERED = fixed("dropped IS NULL");
const VALUED = fixed("dropped IS NULL AND value_native IS NOT NULL");

// Reasons are compressed to almost nothing, values are not: where every code is known, no value need be read.
async function anyRow(writer: Writer, table: SqlName, which: Statement): Promise<boolean> {
  const found = await writer.rows(sql`SELECT true AS yes FROM ${table} WHERE ${which} LIMIT 1`);
  return found.length > 0;
}

/** Share of value among rows that should enter whose codes are known. Known aggregates are neither. */
async function mappedShare(writer: Writer, source: Source): Promise<number | null> {
  const {id, mapping_bound} = source.meta;
  const table = name("clean", cleanTable(id));
  if (!(await anyRow(writer, table, UNPLACED))) return (await anyRow(writer, table, VALUED)) ? 1 : null;
  const row = await writer.one(sql`
    SELECT sum(value_native) FILTER (${ENTERED}) AS known,
      sum(value_native) FILTER (${UNPLACED}) AS unknown FROM ${table}`);
  if (row.unknown === null) return row.known === null ? null : 1;
  const [known, unknown] = [row.known === null ? null : Number(row.known), Number(row.unknown)];
  const share = sharePart(known, unknown);
  if (share >= mapping_bound) return share;
  const largest = await largestUnknown(writer, table);
  throw new CheckFailed("mapping-bound", {
    message: `only ${(100 * share).toFixed(2)} % of the value has known codes; the bound of ${id} is ${100 * mapping_bound} %. The largest row without: ${largest.source_row ?? "?"}, ${largest.dropped}`,
    where: `${largest.file}:${largest.source_row ?? "?"}`,
    hint: "add a country's code to reference/states/codes.csv (or aliases.csv, non-states.csv) with its source; mend a product's in the file, or drop it with a reason in the source's parse.ts",
  });
}

// Codes that carry no value at all hide none.
function sharePart(known: number | null, unknown: number): number {
  if (unknown === 0) return 1;
  return known === null ? 0 : known / (known + unknown);
}

function largestUnknown(writer: Writer, table: SqlName): Promise<StoreRow> {
  return writer.one(sql`
    SELECT f.path AS file, c.source_row, c.dropped FROM ${table} AS c JOIN meta.file AS f USING (file_id)
    WHERE ${UNPLACED} ORDER BY c.value_native DESC, c.file_id, c.source_row LIMIT 1`);
}

async function writeLedger(writer: Writer, source: Source): Promise<void> {
  await writer.run(sql`
    INSERT INTO meta.dropped
    SELECT ${source.meta.id}, file_id, dropped, count(*), sum(value_usd),
      any_value('row ' || coalesce(source_row::VARCHAR, '?') || ': ' || coalesce(reporter_code, '') || ' ' || coalesce(flow, '') || ' ' || coalesce(partner_code, '') || ' ' || coalesce(product, '') || ' ' || coalesce(period::VARCHAR, ''))
    FROM ${name("clean", cleanTable(source.meta.id))} WHERE dropped IS NOT NULL GROUP BY file_id, dropped`);
}

/** Asks a check and writes down what was found. @throws CheckFailed "check-failed" */
export async function runCheck(
  writer: Writer,
  {meta}: Corrected,
  {name: title, observe, atLeast, atMost, onlyWhen}: Check,
): Promise<void> {
  const applies = onlyWhen === undefined || (await writer.one(onlyWhen)).yes === true;
  const observed = applies ? observedIn(await writer.one(observe), title, meta.id) : null;
  const passed = observed === null || (observed >= atLeast && observed <= atMost);
  const bounds = [atLeast, atMost].map((bound) => (Number.isFinite(bound) ? bound : null));
  await writer.run(
    sql`INSERT INTO meta.check VALUES (${meta.id}, ${title}, ${observed}, ${bounds[0] ?? null}, ${bounds[1] ?? null}, ${outcome(observed, passed)})`,
  );
  if (passed) return;
  throw new CheckFailed("check-failed", {
    message: `${title}: observed ${observed}, wanted ${wanted(atLeast, atMost)}`,
    where: `sources/${meta.id}/checks.ts`,
    hint: "look at the rows in the file; if the publisher changed and is right, change the bound and say why",
  });
}

// A check that found no row to look at has not passed.
function observedIn({observed}: StoreRow, title: string, source: string): number {
  if (typeof observed === "number") return observed;
  throw new CheckFailed("check-failed", {
    message: `${title}: observed ${observed === null ? "no number" : JSON.stringify(observed)}`,
    where: `sources/${source}/checks.ts`,
    hint: "let the check apply only where there are rows (checkWhen), or give a number for none",
  });
}

function wanted(atLeast: number, atMost: number): string {
  if (!Number.isFinite(atLeast)) return `at most ${atMost}`;
  return Number.isFinite(atMost) ? `${atLeast} to ${atMost}` : `at least ${atLeast}`;
}

function outcome(observed: number | null, passed: boolean): string {
  if (observed === null) return "does not apply";
  return passed ? "passed" : "failed";
}

/** Applies a correction where the wrong value still stands. @throws CheckFailed "correction-outlived" when rows match but the wrong value is gone */
export async function correct(writer: Writer, {meta}: Corrected, correction: Correction): Promise<void> {
  const table = name("clean", cleanTable(meta.id));
  const matched = and(Object.entries(correction.match));
  const wrong = and(Object.entries(correction.set).map(([column, {from}]) => [column, from]));
  const counts = await writer.one(
    sql`SELECT count(*) AS matching, count(*) FILTER (${wrong}) AS wrong FROM ${table} WHERE ${matched}`,
  );
  if (Number(counts.matching) > Number(counts.wrong)) {
    throw new CheckFailed("correction-outlived", {
      message: `${correction.id}: ${Number(counts.matching) - Number(counts.wrong)} rows match but no longer hold the wrong value`,
      where: `sources/${meta.id}/corrections.yaml`,
      hint: "the publisher seems to have mended it: remove the correction",
    });
  }
  const assignments = joined(
    Object.entries(correction.set).map(([column, {to}]) => sql`${name(column)} = ${to}`),
    ", ",
  );
  if (Number(counts.matching) > 0) await writer.run(sql`UPDATE ${table} SET ${assignments} WHERE ${matched}`);
  await writer.run(
    sql`INSERT INTO meta.correction VALUES (${meta.id}, ${correction.id}, ${correction.reason}, ${correction.source}, ${counts.matching ?? null})`,
  );
}

/** Equalities joined by AND; null equals null. */
export function and(equalities: readonly (readonly [string, SqlValue])[]): Statement {
  return joined(
    equalities.map(([column, value]) => sql`${name(column)} IS NOT DISTINCT FROM ${value}`),
    " AND ",
  );
}
