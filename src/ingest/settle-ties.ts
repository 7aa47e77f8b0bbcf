import {CheckFailed} from "../base/index.ts";
import {cleanTable, fillTies, fixed, joined, name, type SqlName, sql, type Writer} from "../store/index.ts";
import type {Correction} from "./correction.ts";
import {and, correct, runCheck} from "./settle.ts";
import {disagreements} from "./tie-disagreements.ts";
import type {TieSource} from "./tie-source.ts";

/**
 * Corrections, repeated rows, the ledger and the layer of the ties; then what sources say against each other, what is
 * covered, and the checks.
 *
 * @param packed ids of sources whose clean tables come settled, from a pack
 * @throws CheckFailed as a check, a guard or the bound on unknown codes does
 */
export async function settleTies(
  writer: Writer,
  sources: readonly TieSource[],
  packed: readonly string[] = [],
): Promise<void> {
  const ids = [...packed, ...sources.map(({meta}) => meta.id)];
  if (ids.length === 0) return;
  for (const source of sources) {
    for (const correction of source.corrections) {
      await recordCorrection(writer, source, correction);
      await correct(writer, source, correction);
    }
    await dropRepeated(writer, source);
    await writeLedger(writer, source);
    await writer.run(
      sql`UPDATE meta.source SET mapped_share = ${await mappedShare(writer, source)} WHERE id = ${source.meta.id}`,
    );
  }
  await writer.run(fillTies(ids));
  for (const statement of disagreements()) await writer.run(statement);
  await describeTies(writer, ids);
  for (const source of sources) for (const check of source.checks) await runCheck(writer, source, check);
}

/** As published against as mended, in the words of the correction: the source is overruled, not silenced. */
async function recordCorrection(writer: Writer, {meta}: TieSource, correction: Correction): Promise<void> {
  const table = name("clean", cleanTable(meta.id));
  for (const [column, {from, to}] of Object.entries(correction.set)) {
    await writer.run(sql`
      INSERT INTO layer.tie_disagreement BY NAME
      SELECT layer, kind, a, b, status, item, 'correction' AS about, ${column} AS period, unit, ${meta.id} AS source_one, record AS record_one,
        ${from === null ? null : String(from)} AS said_one, ${typeof from === "number" ? from : null}::DOUBLE AS value_one,
        ${correction.source} AS source_other, ${correction.id} AS record_other, ${to === null ? null : String(to)} AS said_other,
        ${typeof to === "number" ? to : null}::DOUBLE AS value_other, ${correction.reason} AS note
      FROM ${table} WHERE ${and(Object.entries(correction.match))} AND dropped IS NULL`);
  }
}

const CONTENT = fixed(
  `kind, a, b, status, item, start, "end", seen_from, seen_to, value, low, high, missing, detail, record`,
);
const KEY = fixed("kind, a, b, status, item, start, record");

/** A row that stands twice enters once; of one key in several files the newest vintage stays. Both stay in the ledger. */
async function dropRepeated(writer: Writer, {meta}: TieSource): Promise<void> {
  const table = name("clean", cleanTable(meta.id));
  await writer.run(sql`
    UPDATE ${table} AS old SET dropped = 'repeats another row of its file'
    FROM (SELECT file_id, source_row, rowid AS at, row_number() OVER (PARTITION BY file_id, ${CONTENT} ORDER BY source_row, rowid) AS nth
      FROM ${table} WHERE dropped IS NULL) AS again
    WHERE again.nth > 1 AND old.rowid = again.at`);
  await writer.run(sql`
    UPDATE ${table} AS old SET dropped = 'superseded: the same tie stands in a newer or equal file'
    FROM (SELECT rowid AS at, file_id, first_value(file_id) OVER (PARTITION BY ${KEY}
        ORDER BY CASE WHEN vintage LIKE 'unstated%' THEN '' ELSE vintage END DESC, file_id DESC) AS kept
      FROM ${table} WHERE dropped IS NULL) AS newest
    WHERE old.rowid = newest.at AND newest.file_id <> newest.kept`);
}

async function writeLedger(writer: Writer, {meta}: TieSource): Promise<void> {
  await writer.run(sql`
    INSERT INTO meta.dropped
    SELECT ${meta.id}, file_id, dropped, count(*), NULL,
      any_value('row ' || coalesce(source_row::VARCHAR, '?') || ': ' || concat_ws(' ', kind, a_code, b_code, item, start))
    FROM ${name("clean", cleanTable(meta.id))} WHERE dropped IS NOT NULL GROUP BY file_id, dropped`);
}

const UNKNOWN = fixed("dropped LIKE '%: unknown code'");

/** Share of rows that should enter whose codes are known; known aggregates are neither. Null without rows. */
async function mappedShare(writer: Writer, {meta}: TieSource): Promise<number | null> {
  const table = name("clean", cleanTable(meta.id));
  const {known, unknown} = await writer.one(
    sql`SELECT count(*) FILTER (dropped IS NULL) AS known, count(*) FILTER (${UNKNOWN}) AS unknown FROM ${table}`,
  );
  const all = Number(known) + Number(unknown);
  if (all === 0) return null;
  const share = Number(known) / all;
  if (share >= meta.mapping_bound) return share;
  throw await tooManyUnknown(writer, table, meta, share);
}

async function tooManyUnknown(
  writer: Writer,
  table: SqlName,
  {id, mapping_bound}: TieSource["meta"],
  share: number,
): Promise<CheckFailed> {
  const {file, source_row, dropped} = await writer.one(sql`
    SELECT f.path AS file, min(c.source_row) AS source_row, c.dropped FROM ${table} AS c JOIN meta.file AS f USING (file_id)
    WHERE ${UNKNOWN} GROUP BY f.path, c.dropped ORDER BY count(*) DESC, c.dropped LIMIT 1`);
  return new CheckFailed("mapping-bound", {
    message: `only ${(100 * share).toFixed(2)} % of the rows have known codes; the bound of ${id} is ${100 * mapping_bound} %. The commonest without: ${dropped}`,
    where: `${file}:${source_row ?? "?"}`,
    hint: "add a state to reference/states/codes.csv or aliases.csv, an organisation to reference/organisations/codes.csv, with its source",
  });
}

/** Rows a file, what is covered (a source's rows by state, at either end, and year), and what is held by kind and item. */
async function describeTies(writer: Writer, ids: readonly string[]): Promise<void> {
  await writer.run(sql`
    UPDATE meta.file SET rows = counted.rows FROM (
      SELECT f.file_id, count(t.file_id) AS rows FROM meta.file AS f LEFT JOIN layer.tie AS t ON t.file_id = f.file_id AND t.source = f.source
      WHERE f.source IN (SELECT unnest(${[...ids]}::VARCHAR[])) GROUP BY f.file_id) AS counted
    WHERE counted.file_id = meta.file.file_id`);
  const ends = joined(
    [sql`SELECT *, a AS state FROM layer.tie`, sql`SELECT *, b AS state FROM layer.tie WHERE b IS NOT NULL`],
    " UNION ALL ",
  );
  await writer.run(sql`
    INSERT INTO meta.tie_coverage
    SELECT source, layer, kind, state, year, count(*), count(value), count(missing)
    FROM (SELECT *, unnest(range(first_year, greatest(first_year, last_year) + 1))::INTEGER AS year FROM (SELECT *, year(from_day) AS first_year,
        coalesce(year(least(to_day, TRY_CAST(left(seen_to, 4) || '-12-31' AS DATE))), year(from_day)) AS last_year FROM (${ends})
      WHERE from_day IS NOT NULL AND state IN (SELECT iso3 FROM ref.state)))
    GROUP BY ALL ORDER BY ALL`);
  await writer.run(sql`
    INSERT INTO meta.tie_group
    SELECT layer, kind, form, source, item, coalesce(a IN (${OUTSIDERS}) AND (b IS NULL OR b IN (${OUTSIDERS})), false) AS outside, count(*),
      min(from_day), max(to_day), max(least(coalesce(to_day, from_day), coalesce(TRY_CAST(left(seen_to, 4) || '-12-31' AS DATE), to_day, from_day))),
      max(TRY_CAST(left(seen_to, 4) AS INTEGER))
    FROM layer.tie GROUP BY ALL ORDER BY ALL`);
}

const OUTSIDERS = fixed("SELECT iso3 FROM ref.state WHERE NOT study");
