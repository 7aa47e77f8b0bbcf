import {CheckFailed} from "../base/index.ts";
import {cleanTable, fillIndicators, fixed, name, sql, type Writer} from "../store/index.ts";
import type {IndicatorSource} from "./indicator-source.ts";
import {correct, runCheck} from "./settle.ts";

/**
 * Corrections, older vintages, the ledger and the layer of the indicators; what is covered, and the checks.
 *
 * @param packed ids of sources whose clean tables come settled, from a pack
 * @throws CheckFailed as a check, a guard or the bound on unknown codes does
 */
export async function settleIndicators(
  writer: Writer,
  sources: readonly IndicatorSource[],
  packed: readonly string[] = [],
): Promise<void> {
  const ids = [...packed, ...sources.map(({meta}) => meta.id)];
  if (ids.length === 0) return;
  for (const source of sources) {
    for (const correction of source.corrections) await correct(writer, source, correction);
    await supersede(writer, source);
    await writeLedger(writer, source);
    await writer.run(
      sql`UPDATE meta.source SET mapped_share = ${await mappedShare(writer, source)} WHERE id = ${source.meta.id}`,
    );
  }
  await writer.run(fillIndicators(ids));
  await writer.run(disagreements);
  await describeIndicators(writer, ids);
  for (const source of sources) for (const check of source.checks) await runCheck(writer, source, check);
}

const KEY = fixed("state, indicator, item, period, status");

/** A figure that stands in several files of a source: the newest vintage stays, the others are kept as dropped. */
async function supersede(writer: Writer, {meta}: IndicatorSource): Promise<void> {
  const table = name("clean", cleanTable(meta.id));
  await writer.run(sql`
    UPDATE ${table} AS old SET dropped = CASE WHEN newest.file_id = newest.kept THEN 'repeats another row of its file' ELSE 'superseded: the same figure stands in a newer or equal file' END
    FROM (SELECT rowid AS at, file_id, first_value(file_id) OVER w AS kept, row_number() OVER (w ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nth
      FROM ${table} WHERE dropped IS NULL
      WINDOW w AS (PARTITION BY ${KEY} ORDER BY CASE WHEN vintage LIKE 'unstated%' THEN '' ELSE vintage END DESC, file_id DESC, source_row)) AS newest
    WHERE old.rowid = newest.at AND newest.nth > 1`);
}

async function writeLedger(writer: Writer, {meta}: IndicatorSource): Promise<void> {
  await writer.run(sql`
    INSERT INTO meta.dropped
    SELECT ${meta.id}, file_id, dropped, count(*), NULL,
      any_value('row ' || coalesce(source_row::VARCHAR, '?') || ': ' || concat_ws(' ', indicator, state_code, item, period))
    FROM ${name("clean", cleanTable(meta.id))} WHERE dropped IS NOT NULL GROUP BY file_id, dropped`);
}

const UNKNOWN = fixed("dropped LIKE '%: unknown code'");

/** Share of figures that should enter whose codes are known; known aggregates are neither. Null without figures. */
async function mappedShare(writer: Writer, {meta}: IndicatorSource): Promise<number | null> {
  const table = name("clean", cleanTable(meta.id));
  const {known, unknown, example} = await writer.one(sql`
    SELECT count(*) FILTER (dropped IS NULL) AS known, count(*) FILTER (${UNKNOWN}) AS unknown,
      min(dropped) FILTER (${UNKNOWN}) AS example FROM ${table}`);
  const all = Number(known) + Number(unknown);
  if (all === 0) return null;
  const share = Number(known) / all;
  if (share >= meta.mapping_bound) return share;
  throw new CheckFailed("mapping-bound", {
    message: `only ${(100 * share).toFixed(2)} % of the figures have known codes; the bound of ${meta.id} is ${100 * meta.mapping_bound} %. One without: ${example}`,
    where: meta.id,
    hint: "add the state to reference/states/codes.csv or aliases.csv with its source",
  });
}

// Publishers round: what agrees to a thousandth, or within half of the last digit of the coarser one, agrees. A whole number may have
// lost its ".0", so one decimal is the least that is taken for printed.
const digits = (value: string) =>
  `CASE WHEN ${value}::VARCHAR LIKE '%e%' THEN 17 ELSE greatest(1, length(split_part(${value}::VARCHAR, '.', 2))) END`;
const PRINTED = fixed(`0.5000001 * pow(10, -least(${digits("one.value")}, ${digits("other.value")}))`);

const disagreements = sql`
  INSERT INTO layer.tie_disagreement BY NAME
  SELECT i.layer, one.indicator AS kind, one.state AS a, one.item, 'value' AS about, one.period, one.unit,
    one.source AS source_one, one.value AS value_one, other.source AS source_other, other.value AS value_other
  FROM layer.indicator AS one JOIN layer.indicator AS other ON other.state = one.state AND other.indicator = one.indicator
    AND other.item IS NOT DISTINCT FROM one.item AND other.period = one.period AND other.status = one.status AND one.source < other.source
  JOIN ref.indicator AS i ON i.indicator = one.indicator
  WHERE abs(one.value - other.value) > greatest(0.001 * greatest(abs(one.value), abs(other.value)), ${PRINTED}) ORDER BY ALL`;

/** Rows a file, and what is covered: figures by state and year. */
async function describeIndicators(writer: Writer, ids: readonly string[]): Promise<void> {
  await writer.run(sql`
    UPDATE meta.file SET rows = counted.rows FROM (
      SELECT f.file_id, count(i.file_id) AS rows FROM meta.file AS f LEFT JOIN layer.indicator AS i ON i.file_id = f.file_id AND i.source = f.source
      WHERE f.source IN (SELECT unnest(${[...ids]}::VARCHAR[])) GROUP BY f.file_id) AS counted
    WHERE counted.file_id = meta.file.file_id`);
  await writer.run(sql`
    INSERT INTO meta.tie_coverage
    SELECT i.source, k.layer, i.indicator, i.state, left(i.period, 4)::INTEGER, count(*), count(i.value), count(i.missing)
    FROM layer.indicator AS i JOIN ref.indicator AS k USING (indicator) GROUP BY ALL ORDER BY ALL`);
}
