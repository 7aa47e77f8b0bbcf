import {laws} from "../reference/index.ts";
import {sql} from "../store/index.ts";
import {ignored, text} from "./column.ts";
import {factTable} from "./fact-table.ts";

// Several laws of one family may be in force at once: the title tells them apart.
const ITEM = sql`family || ': ' || title`;

// "RUS 121-FZ": the state whose law is the model stands first. Several models, or one that a sponsor named, are no tie.
const WHAT = sql`CASE WHEN regexp_full_match(model, '[A-Z]{3}( [A-Z0-9-]+){0,2}') THEN left(model, 3) END AS b_code,
  concat_ws('; ', title, number, CASE WHEN model IS NOT NULL THEN 'model: ' || model END, note) AS detail, id AS record,
  source AS citation, confidence, basis, file_id, source_row`;

/** Laws and bills: their way through parliament, and the spells in which they are in force. `b` is the state of the model. */
export const lawTable = factTable({
  id: "reference/laws",
  title: "Laws on foreign agents, foreign funding and propaganda",
  layer: "law",
  rank: 103,
  file: "laws/laws.csv",
  reviewed: "2026-04",
  review: laws,
  columns: {
    id: text(),
    state: text(),
    family: text(),
    title: text(),
    number: text(),
    introduced: text(),
    adopted: text(),
    signed: ignored("between adoption and force"),
    in_force: text(),
    end: text(),
    status: text(),
    model: text(),
    source: text(),
    confidence: text(),
    basis: text(),
    note: text(),
  },
  schemes: {a: "unit", b: "unit"},
  clean: sql`
    SELECT 'introduced' AS kind, state AS a_code, status, ${ITEM} AS item, introduced AS start, NULL AS "end", NULL AS seen_to, NULL AS dropped, ${WHAT}
    FROM typed WHERE introduced IS NOT NULL
    UNION ALL
    SELECT 'adopted', state, status, ${ITEM}, adopted, NULL, NULL, NULL, ${WHAT} FROM typed WHERE adopted IS NOT NULL
    UNION ALL
    SELECT 'in_force', state, status, ${ITEM}, in_force, "end", '2026-04', NULL, ${WHAT} FROM typed WHERE in_force IS NOT NULL
    UNION ALL
    SELECT 'introduced', state, status, ${ITEM}, NULL, NULL, NULL, 'says that there is no law', ${WHAT} FROM typed
    WHERE introduced IS NULL AND adopted IS NULL AND in_force IS NULL`,
});
