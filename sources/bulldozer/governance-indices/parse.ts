import {
  fixed,
  type IndicatorDialect,
  ignored,
  number,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

/** The series, in the copy's names. */
const SERIES = [
  "fiw-freedom-score",
  "rsf-press-freedom",
  "cpi-corruption-perceptions",
  "v-dem-v2x-civlib",
  "v-dem-v2x-corr",
  "v-dem-v2x-delibdem",
  "v-dem-v2x-egaldem",
  "v-dem-v2x-freexp-altinf",
  "v-dem-v2x-gender",
  "v-dem-v2x-jucon",
  "v-dem-v2x-libdem",
  "v-dem-v2x-partipdem",
  "v-dem-v2x-polyarchy",
  "v-dem-v2x-rule",
  "v-dem-v2xel-frefair",
];
const DROPPED = fixed(
  "CASE iso3 WHEN 'ZZB' THEN 'no state: Zanzibar' WHEN 'SML' THEN 'no state: Somaliland' WHEN 'PSG' THEN 'no state: Gaza, apart from the West Bank' END",
);
const STATE = fixed("iso3");

const series: IndicatorDialect = {
  id: "series",
  what: "indices of freedom and corruption by state and year",
  recognises: ({kind, header, head}) =>
    kind === "csv" &&
    sameColumns(header, ["dataset", "title", "source", "iso3", "entity", "period", "value"]) &&
    SERIES.some((name) => head.includes(`\n${name},`)),
  columns: {
    dataset: oneOf(SERIES),
    title: text(),
    source: text(),
    iso3: text(),
    entity: ignored("the code tells"),
    period: text(),
    value: number(),
  },
  schemes: {state: "iso3"},
  clean: sql`SELECT 'governance_index' AS indicator, ${STATE} AS state_code, dataset AS item, left(period, 4) AS period, value,
    concat_ws(', ', title, source, CASE WHEN length(period) > 4 THEN 'field work ' || period END) AS detail, ${DROPPED} AS dropped, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [series];
