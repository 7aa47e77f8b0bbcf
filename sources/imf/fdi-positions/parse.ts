import {
  ignored,
  integer,
  number,
  oneOf,
  sameColumns,
  sql,
  type TieDialect,
  text,
} from "../../../src/ingest/index.ts";

const HEADER = ["direction", "reporter", "counterpart", "counterpart_name", "basis", "year", "usd_million"];

// The publisher's own codes of Kosovo, and of Gaza and the West Bank.
const STATE = sql`CASE counterpart WHEN 'KOS' THEN 'XKX' WHEN 'WBG' THEN 'PSE' ELSE counterpart END`;

const positions: TieDialect = {
  id: "positions",
  what: "direct investment positions of five reporters by counterpart",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, HEADER),
  columns: {
    direction: oneOf(["inward", "outward"]),
    reporter: text(),
    counterpart: text(),
    counterpart_name: ignored("the code decides"),
    basis: oneOf(["Reported official data", "Derived using counterparty information"]),
    year: integer(),
    usd_million: number(),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'fdi_position' AS kind, CASE direction WHEN 'inward' THEN ${STATE} ELSE reporter END AS a_code,
    CASE direction WHEN 'inward' THEN reporter ELSE ${STATE} END AS b_code,
    direction || CASE WHEN basis LIKE 'Reported%' THEN ', reported' ELSE ', derived' END AS item, year::VARCHAR AS start, usd_million * 1e6 AS value,
    CASE WHEN counterpart LIKE 'TX983' THEN 'counterpart not stated' WHEN counterpart LIKE 'TX%' THEN 'a territory without a code of ours'
      WHEN length(counterpart) > 3 THEN 'a region, beside its members' END AS dropped, file_id, source_row FROM typed`,
};

/** The shape of the merged extract. */
export const dialects: readonly TieDialect[] = [positions];
