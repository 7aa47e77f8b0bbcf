import {type Check, fixed, sql, uniqueKey} from "../../../src/ingest/index.ts";
import {keepsStates} from "../../shared/tie-checks.ts";

const TABLE = fixed("clean.bulldozer_survey_aggregates");

/** Questions about the rows of bulldozer/survey-aggregates. */
export const checks: readonly Check[] = [
  uniqueKey(TABLE, sql`state, item, period`),
  ...keepsStates({
    source: "bulldozer/survey-aggregates",
    kind: "survey_mean",
    of: "study",
    lacks: {TKM: "no survey in the copy"},
  }),
];
