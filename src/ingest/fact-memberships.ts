import {memberships} from "../reference/index.ts";
import {sql} from "../store/index.ts";
import {text} from "./column.ts";
import {factTable} from "./fact-table.ts";

/** Standing of states in organisations: reference/memberships. */
export const membershipFacts = factTable({
  id: "reference/memberships",
  title: "Memberships, observerships and candidacies of the post-Soviet states",
  layer: "institutions",
  rank: 101,
  file: "memberships/memberships.csv",
  reviewed: "2026-03",
  review: memberships,
  columns: {
    id: text(),
    iso3: text(),
    organisation: text(),
    status: text(),
    start: text(),
    end: text(),
    event: text(),
    source: text(),
    confidence: text(),
    note: text(),
  },
  schemes: {a: "iso3", b: "organisation"},
  clean: sql`SELECT 'membership' AS kind, iso3 AS a_code, organisation AS b_code, status, start, "end", '2026-03' AS seen_to,
    concat_ws('; ', event, note) AS detail, id AS record, source AS citation, confidence,
    CASE WHEN source ILIKE '%general knowledge%' THEN 'K' END AS basis, file_id, source_row FROM typed`,
});
