import {blocMembers} from "../reference/index.ts";
import {sql} from "../store/index.ts";
import {text} from "./column.ts";
import {factTable} from "./fact-table.ts";

/** Who takes measures against a pole: the coalition of reference/blocs. Other blocs are held by the table of memberships. */
export const measureTable = factTable({
  id: "reference/measures",
  title: "States that adopted export bans of their own after the shock",
  layer: "institutions",
  rank: 104,
  file: "blocs/members.csv",
  reviewed: "2024-12",
  review: blocMembers,
  columns: {
    bloc: text(),
    iso3: text(),
    start: text(),
    end: text(),
    source: text(),
    confidence: text(),
    note: text(),
  },
  schemes: {a: "iso3", b: "organisation"},
  clean: sql`SELECT 'membership' AS kind, iso3 AS a_code, bloc AS b_code, 'member' AS status, start, "end", '2024-12' AS seen_to, note AS detail,
    source AS citation, confidence, bloc || ' ' || iso3 AS record,
    CASE WHEN bloc <> 'sanctions-coalition' THEN 'a bloc of another table' END AS dropped, file_id, source_row FROM typed`,
});
