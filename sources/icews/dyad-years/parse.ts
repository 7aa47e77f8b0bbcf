import {fixed, ignored, integer, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const HEADER = ["i", "j", "year", "verbCoop", "matlCoop", "verbConf", "matlConf", "i_polity2", "j_polity2"];

// Inverted names that stand for one state each.
function named(column: string) {
  return fixed(`CASE ${column} WHEN 'Congo, The Democratic Republic Of' THEN 'Democratic Republic of the Congo'
    WHEN 'Macedonia, The Former Yugoslav Republic Of' THEN 'North Macedonia' ELSE ${column} END`);
}

const years: TieDialect = {
  id: "years",
  what: "events by kind, directed pair and year",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, HEADER),
  columns: {
    i: text(),
    j: text(),
    year: integer(),
    verbCoop: integer(),
    matlCoop: integer(),
    verbConf: integer(),
    matlConf: integer(),
    i_polity2: ignored("an index of the state alone"),
    j_polity2: ignored("an index of the state alone"),
  },
  schemes: {a: "name", b: "name"},
  clean: sql`SELECT 'news_events' AS kind, ${named("i")} AS a_code, ${named("j")} AS b_code, item, year::VARCHAR AS start, value, file_id, source_row
    FROM (UNPIVOT typed ON verbCoop, matlCoop, verbConf, matlConf INTO NAME item VALUE value)`,
};

/** The shape of the one public copy. */
export const dialects: readonly TieDialect[] = [years];
