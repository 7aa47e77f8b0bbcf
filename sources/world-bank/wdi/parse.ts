import {
  fixed,
  type IndicatorDialect,
  integer,
  number,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";
import {SERIES} from "./series.ts";

// Gapminder's own codes of four territories.
const STATE = fixed(
  "CASE iso3 WHEN 'KOS' THEN 'XKX' WHEN 'GBM' THEN 'IMN' WHEN 'NLD_CURACAO' THEN 'CUW' ELSE iso3 END",
);
const DROPPED = fixed("CASE WHEN iso3 = 'CHANISL' THEN 'no state: the Channel Islands together' END");
const INDICATOR = fixed(
  `CASE indicator ${Object.entries(SERIES)
    .map(([series, indicator]) => `WHEN '${series}' THEN '${indicator}'`)
    .join(" ")} END`,
);

// Output of two years that follow each other; after a gap there is no growth.
const GROWTH = sql`
  SELECT 'gdp_growth' AS indicator, ${STATE} AS state_code, year::VARCHAR AS period, 100 * (value / before - 1) AS value,
    'computed from output at constant prices' AS detail, ${DROPPED} AS dropped, file_id, source_row
  FROM (SELECT *, lag(value) OVER w AS before, lag(year) OVER w AS year_before FROM typed
    WHERE indicator = 'total_gdp_us_inflation_adjusted' WINDOW w AS (PARTITION BY file_id, iso3 ORDER BY year))
  WHERE year_before = year - 1`;

const extract: IndicatorDialect = {
  id: "extract-csv",
  what: "World Development Indicators by state and year",
  recognises: ({kind, header, head}) =>
    kind === "csv" &&
    sameColumns(header, ["iso3", "year", "indicator", "value"]) &&
    Object.keys(SERIES).some((series) => head.includes(`,${series},`)),
  columns: {iso3: text(), year: integer(), indicator: oneOf(Object.keys(SERIES)), value: number()},
  schemes: {state: "iso3"},
  clean: sql`SELECT ${INDICATOR} AS indicator, ${STATE} AS state_code, year::VARCHAR AS period, value, NULL::VARCHAR AS detail,
      ${DROPPED} AS dropped, file_id, source_row FROM typed UNION ALL (${GROWTH})`,
};

/** The shape in which one public copy gives the series. */
export const dialects: readonly IndicatorDialect[] = [extract];
