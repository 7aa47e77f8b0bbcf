import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";

const TABLE = fixed("clean.bulldozer_survey_aggregates");

/** Questions about the rows of bulldozer/survey-aggregates. */
export const checks: readonly Check[] = [uniqueKey(TABLE, sql`state, item, period`)];
