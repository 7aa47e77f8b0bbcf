import {
  fixed,
  type IndicatorDialect,
  ignored,
  integer,
  number,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

/** The copy's series, the indicator each of them is, and what a printed unit is worth. */
const SERIES = {
  "imf-gdp-growth": ["gdp_growth", 1],
  "imf-inflation": ["consumer_price_growth", 1],
  "imf-current-account": ["current_account_pct_of_gdp", 1],
  "imf-fiscal-balance": ["fiscal_balance_pct_of_gdp", 1],
  "imf-govt-debt": ["government_debt_pct_of_gdp", 1],
  "imf-unemployment": ["unemployment_pct_of_labour_force", 1],
  "imf-gdp-usd": ["gdp_current_usd", 1e9],
  "imf-gdp-ppp": ["gdp_ppp_usd", 1e9],
  "imf-gdp-per-capita": ["gdp_per_capita_current_usd", 1],
  "imf-gdp-per-capita-ppp": ["gdp_per_capita_ppp_usd", 1],
  "imf-population": ["population", 1e6],
  "imf-world-gdp-share": ["share_of_world_gdp_ppp_pct", 1],
} as const;

/** Series of other publishers in the same file, and where they are. */
const OTHERS = {
  "wb-exchange-rate": "another publisher: exchange rates of the World Bank",
  "unhcr-refugees": "another publisher: refugees are taken from the UNHCR itself",
  "owid-military": "another publisher: military expenditure stands in the World Development Indicators",
} as const;

const cases = (values: readonly (readonly [string, string])[]) =>
  fixed(`CASE dataset ${values.map(([series, value]) => `WHEN '${series}' THEN ${value}`).join(" ")} END`);

const own = Object.entries(SERIES);
const INDICATOR = cases([
  ...own.map(([series, [indicator]]) => [series, `'${indicator}'`] as const),
  // A row that is dropped still has to be of some indicator.
  ...Object.keys(OTHERS).map((series) => [series, "'gdp_growth'"] as const),
]);
const SCALE = cases(own.map(([series, [, scale]]) => [series, String(scale)] as const));
const DROPPED = cases(Object.entries(OTHERS).map(([series, why]) => [series, `'${why}'`] as const));
// The Fund's own codes.
const STATE = fixed("CASE iso3 WHEN 'UVK' THEN 'XKX' WHEN 'WBG' THEN 'PSE' ELSE iso3 END");

const outlook: IndicatorDialect = {
  id: "outlook-csv",
  what: "economic outlook by state and year",
  recognises: ({kind, header, head}) =>
    kind === "csv" &&
    sameColumns(header, ["dataset", "title", "source", "iso3", "entity", "period", "value"]) &&
    own.some(([series]) => head.includes(`\n${series},`)),
  columns: {
    dataset: oneOf([...Object.keys(SERIES), ...Object.keys(OTHERS)]),
    title: ignored("the series tells"),
    source: text(),
    iso3: text(),
    entity: ignored("the code tells"),
    period: integer(),
    value: number(),
  },
  schemes: {state: "iso3"},
  clean: sql`SELECT ${INDICATOR} AS indicator, ${STATE} AS state_code, period::VARCHAR AS period, value * ${SCALE} AS value,
    CASE WHEN period >= 2025 THEN 'estimate' ELSE 'observed' END AS status, source AS detail, ${DROPPED} AS dropped, file_id, source_row FROM typed`,
};

/** The shape in which one public copy gives the outlook. */
export const dialects: readonly IndicatorDialect[] = [outlook];
