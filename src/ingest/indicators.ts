import {SourceError} from "../base/index.ts";
import {
  cleanTable,
  createCleanIndicators,
  fixed,
  joined,
  name,
  type Statement,
  sql,
  type Writer,
} from "../store/index.ts";
import {INDICATOR_FIELDS, type IndicatorDialect, type IndicatorSource} from "./indicator-source.ts";
import {type CodeResolver, createCodeMap, mapCodesOf} from "./mapping.ts";
import {insertPublication, type PreparedFile} from "./prepare.ts";
import {loadRaw, rawTable} from "./raw.ts";
import {refuseBadCells, typedRelation} from "./typed.ts";
import {WORKED_OUT, workOut} from "./worked-out.ts";

/** An indicator: a row of reference/indicators/indicators.csv. */
export interface IndicatorRow {
  readonly layer: string;
  readonly indicator: string;
  readonly unit: string;
  readonly meaning: string;
}

/** What a build is given to load indicators. */
export interface IndicatorInput {
  readonly sources: readonly IndicatorSource[];
  readonly indicators: readonly IndicatorRow[];
}

/** A file of indicators on its way in. */
export interface IndicatorJob extends PreparedFile {
  readonly source: IndicatorSource;
  readonly dialect: IndicatorDialect;
  readonly present: readonly string[];
}

/** Fills `ref.indicator`. */
export async function insertIndicatorReference(writer: Writer, rows: readonly IndicatorRow[]): Promise<void> {
  const column = (field: keyof IndicatorRow) => sql`unnest(${rows.map((row) => row[field])}::VARCHAR[])`;
  await writer.run(
    sql`INSERT INTO ref.indicator SELECT ${column("layer")}, ${column("indicator")}, ${column("unit")}, ${column("meaning")}`,
  );
}

/** Makes the tables of a source of indicators and says in `meta.source` whose it is. */
export async function prepareIndicatorSource(writer: Writer, {meta}: IndicatorSource): Promise<void> {
  await writer.run(createCleanIndicators(meta.id));
  await insertPublication(writer, meta, meta.layer);
}

/** One file from raw to clean. `writer` is a connection of its own. */
export async function loadIndicators(
  writer: Writer,
  job: IndicatorJob,
  resolve: CodeResolver,
): Promise<void> {
  const {source, dialect, file, fileId, present, vintage} = job;
  await createCodeMap(writer);
  await loadRaw({writer, source: source.meta.id, dialect, file, fileId, present});
  const raw = sql`(SELECT * FROM ${name("raw", rawTable(source.meta.id, dialect))} WHERE file_id = ${fileId})`;
  await refuseBadCells({reader: writer, dialect, raw, present, shown: file.shown});
  await workOut(writer, cleanIndicators(dialect, typedRelation(dialect, raw, present)));
  const clean = WORKED_OUT;
  await mapCodesOf(writer, indicatorCodes(clean), dialect.schemes.state, resolve);
  await refuseUnknown(writer, {clean, layer: source.meta.layer, shown: file.shown});
  await land(writer, {source, dialect, clean, vintage});
}

/** The dialect's clean SELECT over `typed`, with every column of the contract in its type; those it does not give are NULL. */
export function cleanIndicators(dialect: IndicatorDialect, typed: Statement): Statement {
  const fields = Object.entries(INDICATOR_FIELDS).map(
    ([field, type]) => sql`CAST(${name(field)} AS ${fixed(type)}) AS ${name(field)}`,
  );
  return sql`SELECT ${joined(fields, ", ")} FROM (
    (SELECT ${NULLS} WHERE false) UNION ALL BY NAME (WITH typed AS (${typed}) ${dialect.clean}))`;
}

const NULLS = fixed(
  Object.entries(INDICATOR_FIELDS)
    .map(([field, type]) => `NULL::${type} AS "${field}"`)
    .join(", "),
);

/** The codes of a clean relation as `mapCodesOf` reads them. */
export function indicatorCodes(relation: Statement): Statement {
  return sql`SELECT DISTINCT state_code AS code, TRY_CAST(left(period, 4) AS INTEGER) AS year FROM (${relation})
    WHERE dropped IS NULL AND state_code IS NOT NULL AND TRY_CAST(left(period, 4) AS INTEGER) IS NOT NULL`;
}

async function refuseUnknown(
  writer: Writer,
  {clean, layer, shown}: {readonly clean: Statement; readonly layer: string; readonly shown: string},
): Promise<void> {
  const [first] = await writer.rows(sql`
    SELECT indicator, min(source_row) AS source_row FROM (${clean})
    WHERE indicator IS NULL OR indicator NOT IN (SELECT indicator FROM ref.indicator WHERE layer = ${layer}) GROUP BY indicator ORDER BY 2 LIMIT 1`);
  if (first === undefined) return;
  throw new SourceError("indicator-unknown", {
    message: `row ${first.source_row} is of the indicator ${JSON.stringify(first.indicator)}, which the layer "${layer}" does not have`,
    where: `${shown}:${first.source_row}`,
    hint: "add the indicator to reference/indicators/indicators.csv, or mend the row",
  });
}

interface IndicatorLanding {
  readonly source: IndicatorSource;
  readonly dialect: IndicatorDialect;
  readonly clean: Statement;
  readonly vintage: string;
}

async function land(
  writer: Writer,
  {source: {meta}, dialect, clean, vintage}: IndicatorLanding,
): Promise<void> {
  await writer.run(sql`
    INSERT INTO ${name("clean", cleanTable(meta.id))}
    SELECT m.unit, c.state_code, c.indicator, c.item, c.period, c.value, i.unit, c.std_error, c.sample, coalesce(c.status, 'observed'),
      c.missing, c.detail, coalesce(c.dropped, ${whyDropped()}), ${vintage}, c.file_id, c.source_row
    FROM (${clean}) AS c JOIN ref.indicator AS i ON i.layer = ${meta.layer} AND i.indicator = c.indicator
    LEFT JOIN code_map AS m ON m.scheme = ${fixed(`'${dialect.schemes.state}'`)} AND m.code = c.state_code AND m.year = TRY_CAST(left(c.period, 4) AS INTEGER)`);
}

// The order is the order of precedence: the first reason that holds is the one that is counted.
function whyDropped(): Statement {
  return sql`CASE
    WHEN c.period IS NULL THEN 'no period'
    WHEN NOT regexp_full_match(c.period, '\\d{4}(-\\d{2}|-Q[1-4])?') THEN 'no period: ' || c.period
    WHEN c.state_code IS NULL THEN 'no state'
    WHEN m.unit IS NULL THEN 'state "' || c.state_code || '": ' || coalesce(m.why, 'unknown code')
    WHEN c.value IS NULL AND c.missing IS NULL THEN 'no value published'
  END`;
}
