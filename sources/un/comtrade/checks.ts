import type {Check} from "../../../src/ingest/index.ts";
import {cellChecks} from "../cell-checks.ts";

/** Questions about the rows of un/comtrade. */
export const checks: readonly Check[] = cellChecks("clean.un_comtrade");
