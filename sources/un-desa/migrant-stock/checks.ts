import {type Check, fixed, noneNegative, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.un_desa_migrant_stock");

// Stocks are told of every fifth year.
const BETWEEN_REVISIONS = Array.from({length: 31}, (_, at) => 1990 + at).filter((year) => year % 5 !== 0);

/** Questions about the rows of un-desa/migrant-stock. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`a, b, start`),
  noneNegative(TABLE),
  ...keepsEveryState({
    source: "un-desa/migrant-stock",
    kind: "migrant_stock",
    of: "study",
    gaps: BETWEEN_REVISIONS,
  }),
];
