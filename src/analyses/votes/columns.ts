import type {FindingColumn} from "../../base/index.ts";

/** Columns of `votes agreement`. */
export const AGREEMENT_COLUMNS: readonly FindingColumn[] = [
  {name: "session", unit: "text", meaning: "regular session of the General Assembly"},
  {name: "opened", unit: "period", meaning: "year in which the session opened: its number and 1945"},
  {name: "state", unit: "text", meaning: "whose agreement"},
  {name: "with_state", unit: "text", meaning: "with whom"},
  {
    name: "agreement_share",
    unit: "share",
    meaning: "share of the roll calls on which both voted where both chose the same of yes, abstain and no",
  },
  {name: "agreement_share_missing", unit: "text", meaning: "why there is no agreement"},
  {
    name: "graded_share",
    unit: "share",
    meaning:
      "the same with an abstention half-way between yes and no: the mean of 1 − |v − w| / 2; missing where the agreement is",
  },
  {name: "pairs", unit: "count", meaning: "roll calls on which both voted; missing where the agreement is"},
  {
    name: "not_both",
    unit: "count",
    meaning:
      "contested roll calls on which one of the two or both cast no vote; missing where the agreement is",
  },
  {
    name: "roll_calls",
    unit: "count",
    meaning: "contested roll calls of the session that count; missing where the store has none",
  },
  {
    name: "published_share",
    unit: "share",
    meaning: "the agreement that the publisher gives; missing where it gives none",
  },
  {
    name: "difference_share",
    unit: "share",
    meaning: "agreement less the published one; missing where one of the two is",
  },
  {name: "source", unit: "text", meaning: "whose roll calls; missing where the store has none"},
];
