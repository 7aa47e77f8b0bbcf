import {securityFacts} from "../reference/index.ts";
import {sql} from "../store/index.ts";
import {number, text} from "./column.ts";
import {factTable} from "./fact-table.ts";

/** Bases, deployments, treaties, extradition, data-sharing, arrests: reference/security. */
export const securityTable = factTable({
  id: "reference/security",
  title: "Security ties of the post-Soviet states",
  layer: "security",
  rank: 102,
  file: "security/ties.csv",
  reviewed: "2025-12",
  review: securityFacts,
  columns: {
    id: text(),
    state: text(),
    partner: text(),
    kind: text(),
    item: text(),
    start: text(),
    end: text(),
    value: number(),
    low: number(),
    high: number(),
    missing: text(),
    unit: text(),
    detail: text(),
    source: text(),
    confidence: text(),
    basis: text(),
    note: text(),
  },
  schemes: {a: "unit", b: "unit"},
  clean: sql`SELECT kind, state AS a_code, partner AS b_code, item, start, "end", '2025-12' AS seen_to, value, low, high, missing,
    nullif(concat_ws('; ', detail, note), '') AS detail, id AS record, source AS citation, confidence, basis, file_id, source_row FROM typed`,
});
