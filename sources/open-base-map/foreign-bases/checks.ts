import {type Check, check, fixed, sql} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.open_base_map_foreign_bases");

/** Questions about the rows of open-base-map/foreign-bases. */
export const checks: readonly Check[] = [
  check(
    "of all bases few lie where the standing is disputed",
    sql`SELECT coalesce(avg((dropped IS NOT NULL)::INTEGER), 0) AS observed FROM ${TABLE} WHERE dropped IS NULL OR dropped LIKE 'disputed%'`,
    {atMost: 0.25},
  ),
];
