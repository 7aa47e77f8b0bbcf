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

/** Columns of `votes roll-calls`. */
export const ROLL_CALLS_COLUMNS: readonly FindingColumn[] = [
  {name: "session", unit: "text", meaning: "regular session of the General Assembly"},
  {name: "meeting", unit: "text", meaning: "regular, or the emergency special session, such as ES-11"},
  {name: "date", unit: "date", meaning: "of the vote, from the source that has it most precisely"},
  {
    name: "resolution",
    unit: "text",
    meaning: "its number without the publisher's own beginning; missing where it has none",
  },
  {
    name: "title",
    unit: "text",
    meaning:
      "as the first source words it that has one, else the subject as reference/response/roll-calls.csv names it; missing where neither does",
  },
  {name: "motion", unit: "text", meaning: "resolution, or a paragraph or amendment of one"},
  {name: "yes", unit: "count", meaning: "states that chose yes, counted from the votes"},
  {name: "abstain", unit: "count", meaning: "states that abstained"},
  {name: "no", unit: "count", meaning: "states that chose no"},
  {name: "no_vote", unit: "count", meaning: "states absent, or present without a vote"},
  {name: "counted", unit: "text", meaning: "yes where the published agreement counts it, else no"},
  {name: "also_in", unit: "text", meaning: "further sources that have it; missing where there is none"},
  {name: "source", unit: "text", meaning: "whose record this is: the lowest rank among those that have it"},
  {name: "record", unit: "text", meaning: "the source's own key"},
];

/** Columns of `votes roll-call`. */
export const ROLL_CALL_COLUMNS: readonly FindingColumn[] = [
  {name: "state", unit: "text", meaning: "a state"},
  {name: "name", unit: "text", meaning: "its English name"},
  {
    name: "choice",
    unit: "text",
    meaning:
      "yes, abstain, no, or none: absent, or present without a vote, which the sources do not tell apart",
  },
  {name: "choice_missing", unit: "text", meaning: "why no choice is known"},
  {name: "source", unit: "text", meaning: "whose record; missing where there is none"},
];

/** Columns of `votes ideal-points`. */
export const IDEAL_POINT_COLUMNS: readonly FindingColumn[] = [
  {name: "session", unit: "text", meaning: "regular session of the General Assembly"},
  {name: "opened", unit: "period", meaning: "year in which the session opened: its number and 1945"},
  {name: "state", unit: "text", meaning: "who is placed"},
  {
    name: "ideal_point",
    unit: "coefficient",
    meaning: "position on the main dimension of the votes, as published, in the publisher's own scale",
  },
  {name: "ideal_point_missing", unit: "text", meaning: "why there is no position"},
  {
    name: "ideal_point_low",
    unit: "coefficient",
    meaning: "the 5 % quantile of the publisher's posterior; missing where the position is",
  },
  {
    name: "ideal_point_high",
    unit: "coefficient",
    meaning: "the 95 % quantile of it; missing where the position is",
  },
  {
    name: "votes",
    unit: "count",
    meaning:
      "votes of the state in the session, as the publisher counts them; missing where the position is, or the publisher says none",
  },
  {name: "source", unit: "text", meaning: "whose estimate; missing where there is none"},
];
