import {
  fixed,
  type IndicatorDialect,
  number,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

/** The series, in the copy's names. */
const SERIES = [
  "cb-life-satisfaction",
  "cb-trust-army",
  "cb-trust-eu",
  "cb-trust-police",
  "evs-happiness",
  "evs-interpersonal-trust",
  "evs-tolerance-homosexuality",
  "lits-religion",
  "lits-risk-tolerance",
  "lits-self-health",
  "lits-state-ownership",
  "lits-trust",
  "rlms-internet",
  "sdr2-trust-government",
  "sdr2-trust-legal",
  "sdr2-trust-parliament",
  "sdr2-trust-parties",
  "wrp-can-protect",
  "wrp-climate-threat",
  "wrp-disaster-experienced",
  "wrp-discrimination",
  "wrp-resilience",
  "wrp-worry-crime",
  "wvs-emancipative",
  "wvs-secular",
];
const DROPPED = fixed("CASE iso3 WHEN 'NIR' THEN 'no state: Northern Ireland' END");
const STATE = fixed("CASE WHEN iso3 IS NULL AND entity = 'Kosovo' THEN 'XKX' ELSE iso3 END");

const series: IndicatorDialect = {
  id: "series",
  what: "means and shares of surveys by state and year",
  recognises: ({kind, header, head}) =>
    kind === "csv" &&
    sameColumns(header, ["dataset", "title", "source", "iso3", "entity", "period", "value"]) &&
    SERIES.some((name) => head.includes(`\n${name},`)),
  columns: {
    dataset: oneOf(SERIES),
    title: text(),
    source: text(),
    iso3: text(),
    entity: text(),
    period: text(),
    value: number(),
  },
  schemes: {state: "iso3"},
  clean: sql`SELECT 'survey_mean' AS indicator, ${STATE} AS state_code, dataset AS item, left(period, 4) AS period, value,
    concat_ws(', ', title, source, CASE WHEN length(period) > 4 THEN 'field work ' || period END) AS detail, ${DROPPED} AS dropped, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [series];
