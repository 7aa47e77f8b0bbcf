import {
  type ColumnSpec,
  fixed,
  type IndicatorDialect,
  integer,
  number,
  sql,
  text,
} from "../../../src/ingest/index.ts";

/** The indices, in the publisher's names. */
const INDICES = [
  "KOFGI",
  "KOFGIdf",
  "KOFGIdj",
  "KOFEcGI",
  "KOFEcGIdf",
  "KOFEcGIdj",
  "KOFTrGI",
  "KOFTrGIdf",
  "KOFTrGIdj",
  "KOFFiGI",
  "KOFFiGIdf",
  "KOFFiGIdj",
  "KOFSoGI",
  "KOFSoGIdf",
  "KOFSoGIdj",
  "KOFIpGI",
  "KOFIpGIdf",
  "KOFIpGIdj",
  "KOFInGI",
  "KOFInGIdf",
  "KOFInGIdj",
  "KOFCuGI",
  "KOFCuGIdf",
  "KOFCuGIdj",
  "KOFPoGI",
  "KOFPoGIdf",
  "KOFPoGIdj",
] as const;
const LISTED = fixed(INDICES.join(", "));

// The publisher's older codes, and its groups of states.
const STATE = fixed(
  "CASE code WHEN 'ROM' THEN 'ROU' WHEN 'ZAR' THEN 'COD' WHEN 'TMP' THEN 'TLS' WHEN 'ADO' THEN 'AND' WHEN 'WBG' THEN 'PSE' ELSE code END",
);
const GROUPS = ["ECS", "EAS", "HIC", "LCN", "LIC", "LMC", "MEA", "NAC", "SAS", "SSF", "UMC", "WLD"];
const DROPPED = fixed(
  `CASE WHEN code IN (${GROUPS.map((code) => `'${code}'`).join(", ")}) THEN 'a group of states: ' || country END`,
);

const index: IndicatorDialect = {
  id: "index",
  what: "indices of globalisation by state and year",
  recognises: ({kind, header}) => kind === "csv" && header.includes("KOFGI") && header.includes("code"),
  columns: {
    code: text(),
    country: text(),
    year: integer(),
    ...Object.fromEntries(INDICES.map((name): [string, ColumnSpec] => [name, number()])),
  },
  schemes: {state: "iso3"},
  clean: sql`SELECT 'kof_globalisation' AS indicator, ${STATE} AS state_code, item, year::VARCHAR AS period, value,
      CASE WHEN value IS NULL THEN 'not computed' END AS missing, ${DROPPED} AS dropped, file_id, source_row
    FROM (SELECT code, country, year, ${LISTED}, file_id, source_row FROM typed) UNPIVOT INCLUDE NULLS (value FOR item IN (${LISTED}))`,
};

/** The shape of the one public copy. */
export const dialects: readonly IndicatorDialect[] = [index];
