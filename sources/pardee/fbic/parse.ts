import {
  ignored,
  integer,
  number,
  sameColumns,
  sql,
  type TieDialect,
  text,
} from "../../../src/ingest/index.ts";

const HEADER = [
  "iso3c",
  "country",
  "year",
  "china_fbic",
  "china_bandwidth",
  "west1_fbic",
  "west1_bandwidth",
  "west2_fbic",
  "west2_bandwidth",
];

// The copy's code of Kosovo.
const STATE = sql`CASE iso3c WHEN 'UNK' THEN 'XKX' ELSE iso3c END`;

const index: TieDialect = {
  id: "index",
  what: "influence capacity of China and of Western states on each state, a year",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, HEADER),
  columns: {
    iso3c: text(),
    country: ignored("the code decides"),
    year: integer(),
    china_fbic: number(),
    china_bandwidth: number(),
    west1_fbic: number(),
    west1_bandwidth: number(),
    west2_fbic: number(),
    west2_bandwidth: number(),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'fbic' AS kind, 'CHN' AS a_code, ${STATE} AS b_code, item, year::VARCHAR AS start, value, file_id, source_row
    FROM (SELECT iso3c, year, china_fbic AS fbic, china_bandwidth AS bandwidth, file_id, source_row FROM typed) UNPIVOT INCLUDE NULLS (value FOR item IN (fbic, bandwidth))
    UNION ALL SELECT 'fbic_western', ${STATE}, NULL, item, year::VARCHAR, value, file_id, source_row
    FROM (SELECT * EXCLUDE (china_fbic, china_bandwidth) FROM typed) UNPIVOT INCLUDE NULLS (value FOR item IN (west1_fbic, west1_bandwidth, west2_fbic, west2_bandwidth))`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [index];
