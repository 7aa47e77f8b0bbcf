import {hasColumns, ignored, integer, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

// The list numbers Kosovo 900, a number that M49 does not have.
const treaties: TieDialect = {
  id: "treaties-csv",
  what: "trade agreements, a treaty a row",
  recognises: ({kind, header}) =>
    kind === "csv" && hasColumns(header, ["base_treaty", "entry_type", "entryforceyear", "members"]),
  columns: {
    number: text(),
    base_treaty: text(),
    name: text(),
    entry_type: text(),
    consolidated: ignored("whether the text is a consolidated one"),
    year: integer({missing: ["NA"]}),
    entryforceyear: integer({missing: ["NA"]}),
    language: ignored("of the text"),
    typememb: ignored("bilateral, plurilateral and so on; the parties tell"),
    regioncon: ignored("continents"),
    wto_listed: ignored("whether it was notified"),
    wto_name: ignored("its name there"),
    members: text(),
    n_members: ignored("the parties tell"),
  },
  schemes: {a: "m49", b: "m49"},
  clean: sql`
    WITH party AS (SELECT *, list_transform(string_split(members, '|'), code -> CASE code WHEN '900' THEN '412' ELSE code END) AS codes FROM typed WHERE entry_type = 'base_treaty'),
    one AS (SELECT *, unnest(range(1, len(codes))) AS i FROM party),
    pair AS (SELECT *, unnest(range(i + 1, len(codes) + 1)) AS j FROM one)
    SELECT 'trade_agreement' AS kind, codes[i] AS a_code, codes[j] AS b_code, name AS item, year::VARCHAR AS start, 'signed' AS status,
      CASE WHEN entryforceyear IS NULL THEN 'no year of entry into force stated' ELSE 'in force ' || entryforceyear END AS detail, number AS record,
      NULL AS dropped, file_id, source_row FROM pair
    UNION ALL
    SELECT 'trade_agreement', NULL, NULL, name, year::VARCHAR, entry_type, NULL, number,
      'the list does not say which parties this changes: ' || entry_type, file_id, source_row FROM typed WHERE entry_type <> 'base_treaty'`,
};

/** The list of treaties, their members as ISO numbers. */
export const dialects: readonly TieDialect[] = [treaties];
