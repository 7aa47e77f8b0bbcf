import {
  type ColumnSpec,
  fixed,
  hasColumns,
  ignored,
  integer,
  number,
  sql,
  type TieDialect,
  text,
} from "../../../src/ingest/index.ts";

/** Variables of the extract, in the publisher's names. */
const VARIABLES = [
  "v2x_polyarchy",
  "v2x_libdem",
  "v2x_regime",
  "v2x_civlib",
  "v2x_freexp_altinf",
  "v2x_freexp",
  "v2x_frassoc_thick",
  "v2xcs_ccsi",
  "v2x_cspart",
  "v2cseeorgs",
  "v2csreprss",
  "v2cscnsult",
  "v2csprtcpt",
  "v2csgender",
  "v2csrlgrep",
  "v2x_corr",
  "v2x_execorr",
  "v2x_pubcorr",
  "v2xnp_regcorr",
  "v2x_rule",
  "v2xme_altinf",
  "v2mecenefm",
  "v2mecenefi",
  "v2meharjrn",
  "v2meslfcen",
  "v2mebias",
  "v2x_accountability",
  "v2x_diagacc",
  "v2x_clpol",
  "v2x_clpriv",
  "v2clacfree",
  "v2cldiscm",
  "v2cldmovem",
  "v2clfmove",
  "v2caassemb",
  "v2cacamps",
  "v2xnp_client",
  "v2x_neopat",
  "v2exl_legitideol",
  "v2exl_legitlead",
  "v2juhcind",
  "v2juncind",
] as const;

// Units of the publisher that are no states of ours.
const NO_STATE = sql`CASE country_text_id WHEN 'ZZB' THEN 'no state: Zanzibar' WHEN 'SML' THEN 'no state: Somaliland'
  WHEN 'PSG' THEN 'no state: Gaza, apart from the West Bank' END`;

const LISTED = fixed(VARIABLES.join(", "));

const extract: TieDialect = {
  id: "extract-csv",
  what: "indices of democracy and civil society, country-years",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["country_text_id", "v2x_polyarchy", "v2csreprss"]),
  columns: {
    country_name: ignored("the code tells"),
    country_text_id: text(),
    country_id: ignored("the publisher's number"),
    year: integer(),
    ...Object.fromEntries(VARIABLES.map((name): [string, ColumnSpec] => [name, number()])),
    e_gdppc: ignored("from elsewhere"),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`
    SELECT 'index' AS kind, country_text_id AS a_code, item, year::VARCHAR AS start, value, CASE WHEN value IS NULL THEN 'not coded' END AS missing,
      ${NO_STATE} AS dropped, file_id, source_row
    FROM (SELECT country_text_id, year, ${LISTED}, file_id, source_row FROM typed) UNPIVOT INCLUDE NULLS (value FOR item IN (${LISTED}))`,
};

/** The extract of version 14 that one public copy has. */
export const dialects: readonly TieDialect[] = [extract];
