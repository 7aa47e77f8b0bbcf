import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.cia_factbook_memberships");

/** Questions about the rows of cia/factbook-memberships. */
export const checks: readonly Check[] = [
  checkWhen(
    sql`SELECT count(DISTINCT a) >= 100 AS yes FROM ${TABLE}`,
    check(
      "the United Nations have their members, give or take one",
      sql`SELECT count(DISTINCT a) AS observed FROM ${TABLE} WHERE dropped IS NULL AND b = 'UN' AND status = 'member'`,
      {atLeast: 192, atMost: 194},
    ),
  ),
  ...keepsEveryState({source: "cia/factbook-memberships", kind: "membership", of: "study"}),
];
