import type {Check} from "../../../src/ingest/index.ts";

/** Nothing is loaded, so there is nothing to ask. */
export const checks: readonly Check[] = [];
