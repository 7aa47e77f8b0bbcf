import {
  type ColumnSpec,
  fixed,
  ignored,
  integer,
  number,
  sql,
  type TieDialect,
  text,
} from "../../../src/ingest/index.ts";

/** What is counted in a year; the sum of visits is left to those who add. */
const MEASURES = [
  "confucius_institutes",
  "sister_cities_established",
  "government_visits",
  "military_visits",
  "ambassador_op_eds",
  "journalist_visits",
  "media_partnerships",
  "outbound_chinese_students",
  "inbound_students_to_china",
] as const;
const LISTED = fixed(MEASURES.join(", "));
const COUNT = number({missing: ["N/A"]});

const years: TieDialect = {
  id: "years",
  what: "public diplomacy of China by receiving state and year",
  recognises: ({kind, header}) =>
    kind === "csv" && header.includes("receiving_country") && header.includes("confucius_institutes"),
  columns: {
    receiving_country: text(),
    year: integer(),
    total_elite_visits: ignored("the sum of government and military visits"),
    ...Object.fromEntries(MEASURES.map((name): [string, ColumnSpec] => [name, COUNT])),
  },
  schemes: {a: "name", b: "name"},
  // The students who go to China go the other way.
  clean: sql`SELECT 'public_diplomacy' AS kind, CASE item WHEN 'inbound_students_to_china' THEN receiver ELSE 'China' END AS a_code,
      CASE item WHEN 'inbound_students_to_china' THEN 'China' ELSE receiver END AS b_code, item, year::VARCHAR AS start, value,
      CASE WHEN value IS NULL THEN 'not known' END AS missing, file_id, source_row
    FROM (SELECT CASE receiving_country WHEN 'Micronesia' THEN 'Micronesia, Federated States of' ELSE receiving_country END AS receiver, year, ${LISTED},
      file_id, source_row FROM typed) UNPIVOT INCLUDE NULLS (value FOR item IN (${LISTED}))`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [years];
