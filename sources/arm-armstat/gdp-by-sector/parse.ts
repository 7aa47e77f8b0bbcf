import {
  hasColumns,
  type IndicatorDialect,
  integer,
  number,
  type RawFile,
  sql,
  text,
} from "../../../src/ingest/index.ts";

// The newest period in the file is the best that it says of its own age.
async function lastPeriod(file: RawFile): Promise<string | null> {
  const periods = [...(await file.text()).matchAll(/,(20\d\d(?:-Q[1-4])?),/g)].map(
    ([, period = ""]) => period,
  );
  return periods.length === 0 ? null : `to ${periods.sort().at(-1)}`;
}

const COLUMNS = {code: text(), eng: text(), production: number(), vol_YoY_pct: number()};
const ITEM = sql`concat_ws(' ', code, eng)`;

const annual: IndicatorDialect = {
  id: "annual",
  what: "Armenian product by branch and year",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["code", "eng", "year", "vol_YoY_pct"]),
  columns: {...COLUMNS, year: integer()},
  schemes: {state: "iso3"},
  vintageOf: lastPeriod,
  clean: sql`SELECT 'production_amd' AS indicator, 'ARM' AS state_code, ${ITEM} AS item, year::VARCHAR AS period, production * 1e6 AS value, file_id, source_row FROM typed
    UNION ALL SELECT 'volume_index', 'ARM', ${ITEM}, year::VARCHAR, vol_YoY_pct, file_id, source_row FROM typed`,
};

const quarterly: IndicatorDialect = {
  id: "quarterly",
  what: "Armenian product by branch and quarter",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["code", "eng", "date", "vol_YoY_pct"]),
  columns: {...COLUMNS, date: text()},
  schemes: {state: "iso3"},
  vintageOf: lastPeriod,
  clean: sql`SELECT 'production_amd' AS indicator, 'ARM' AS state_code, ${ITEM} AS item, date AS period, production * 1e6 AS value, file_id, source_row FROM typed
    UNION ALL SELECT 'volume_index', 'ARM', ${ITEM}, date, vol_YoY_pct, file_id, source_row FROM typed`,
};

/** Shapes in which one public copy gives the tables. */
export const dialects: readonly IndicatorDialect[] = [annual, quarterly];
