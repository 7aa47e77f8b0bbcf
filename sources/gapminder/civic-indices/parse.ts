import {
  fixed,
  type IndicatorDialect,
  integer,
  oneOf,
  sameColumns,
  sql,
  text,
} from "../../../src/ingest/index.ts";

/** The indices, in the copy's names. */
const INDICES = [
  "c_checkgvt_idea",
  "c_civsocpart_idea",
  "c_fundright_idea",
  "civlibx_eiu",
  "civsocpart_idea",
  "cliberities_fh",
  "corruption_perception_index_cpi",
  "demox_eiu",
  "fassoas_idea",
  "fexpression_idea",
  "freedix_fh",
  "freedstatus_fh",
  "journaprison",
  "mediaint_idea",
  "polrights_fh",
] as const;
// Gapminder's own codes of three territories.
const STATE = fixed("CASE iso3 WHEN 'KOS' THEN 'XKX' ELSE iso3 END");

const years: IndicatorDialect = {
  id: "years",
  what: "civic indices by state and year",
  recognises: ({kind, header, head}) =>
    kind === "csv" &&
    sameColumns(header, ["iso3", "year", "indicator", "value"]) &&
    INDICES.some((index) => head.includes(`,${index},`)),
  columns: {iso3: text(), year: integer(), indicator: oneOf([...INDICES]), value: text()},
  schemes: {state: "iso3"},
  clean: sql`SELECT 'civic_index' AS indicator, ${STATE} AS state_code, indicator AS item, year::VARCHAR AS period, TRY_CAST(value AS DOUBLE) AS value,
    CASE WHEN indicator = 'freedstatus_fh' THEN 'a word, not a figure: the marks it is made of stand beside it' END AS dropped, file_id, source_row FROM typed`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [years];
