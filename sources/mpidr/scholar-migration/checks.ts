import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.mpidr_scholar_migration");

/** Questions about the rows of mpidr/scholar-migration. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`a, b, start`), noneNegative(TABLE)];
