import {type Check, check, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

/** Questions about the rows of ilyankou/passport-index. */
export const checks: readonly Check[] = [
  check(
    "no pair has two requirements in one snapshot",
    sql`SELECT count(*) AS observed FROM clean.ilyankou_passport_index AS one JOIN clean.ilyankou_passport_index AS other
      ON other.a = one.a AND other.b = one.b AND (other.file_id, other.source_row) > (one.file_id, one.source_row)
      AND coalesce(one.start, one.seen_from) <= coalesce(other."end", other.seen_to) AND coalesce(other.start, other.seen_from) <= coalesce(one."end", one.seen_to)
      WHERE one.dropped IS NULL AND other.dropped IS NULL`,
    {atMost: 0},
  ),
  ...keepsEveryState({source: "ilyankou/passport-index", kind: "visa", of: "un"}),
];
