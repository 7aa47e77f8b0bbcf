import type {FindingColumn} from "../../base/index.ts";

/** Columns of one state's record. */
export const ACT_COLUMNS: readonly FindingColumn[] = [
  {name: "date", unit: "date", meaning: "as precise as its source has it"},
  {name: "state", unit: "text", meaning: "who acted, or in whose territory it happened"},
  {name: "act", unit: "text", meaning: "what happened, in the words of reference/response/rules.csv"},
  {name: "partner", unit: "text", meaning: "with whom; missing where the act is about the state alone"},
  {name: "item", unit: "text", meaning: "which base, agreement, case, family of laws or resolution"},
  {
    name: "direction",
    unit: "text",
    meaning:
      "toward the pole or away from it; missing where the act is not with it, and of a vote that took no side",
  },
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "kind", unit: "text", meaning: "kind of tie"},
  {
    name: "status",
    unit: "text",
    meaning: "standing that began or ended; of a law how far it came; of a vote yes, abstain, no or absent",
  },
  {name: "confidence", unit: "text", meaning: "high, medium or low"},
  {name: "basis", unit: "text", meaning: "L looked up, C computed, K general knowledge not yet re-read"},
  {name: "said_by", unit: "text", meaning: "where it can be read"},
  {name: "source", unit: "text", meaning: "table of facts or data set"},
  {name: "record", unit: "text", meaning: "the row's own key there"},
];

/** Columns of the typology. */
export const TYPE_COLUMNS: readonly FindingColumn[] = [
  {name: "state", unit: "text", meaning: "a state of the study"},
  {name: "type", unit: "text", meaning: "by the rules of docs/methods/response.md"},
  {name: "away", unit: "count", meaning: "acts away from the pole, votes not among them"},
  {name: "toward", unit: "count", meaning: "acts toward the pole, votes not among them"},
  {name: "other", unit: "count", meaning: "acts that are not with the pole, or have no direction"},
  {name: "first_away", unit: "text", meaning: "the first act away from the pole; missing without one"},
  {name: "first_toward", unit: "text", meaning: "the first act toward the pole; missing without one"},
  {
    name: "vote_type",
    unit: "text",
    meaning:
      "the votes after the shock, by the rules of docs/methods/response.md; missing where the store has none",
  },
  {name: "voted_away", unit: "count", meaning: "votes away from the pole; missing where the store has none"},
  {name: "voted_toward", unit: "count", meaning: "votes toward the pole; missing where the store has none"},
  {name: "abstained", unit: "count", meaning: "abstentions; missing where the store has no votes"},
  {
    name: "no_vote",
    unit: "count",
    meaning: "votes not cast, which is no abstention; missing where the store has no votes",
  },
  {
    name: "vote_before",
    unit: "text",
    meaning: "how it had voted on the same matter before the shock; missing where the store has no votes",
  },
  {
    name: "sanctions",
    unit: "count",
    meaning:
      "cases of measures against the pole that began after the shock and no later than the list looks; missing where no list reaches it",
  },
  {
    name: "sanctions_undated",
    unit: "count",
    meaning: "the same of which the list does not say whether they began before or after the shock",
  },
  {
    name: "sanctions_known_to",
    unit: "period",
    meaning: "the last year of the list of sanctions: later ones are unknown; missing without a list",
  },
];
