import {type Check, check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.world_bank_knomad_remittances");

/** Questions about the rows of world-bank/knomad-remittances. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${TABLE} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  ),
];
