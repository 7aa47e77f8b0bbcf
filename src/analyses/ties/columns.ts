import type {FindingColumn} from "../../base/index.ts";

/** Columns of the ties themselves. */
export const TIE_COLUMNS: readonly FindingColumn[] = [
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "kind", unit: "text", meaning: "what links them, as reference/ties/kinds.csv says"},
  {name: "form", unit: "text", meaning: "spell, event or value: how it lies in time"},
  {
    name: "a",
    unit: "text",
    meaning: "a state; the one that acts, hosts or belongs where the kind has a direction",
  },
  {
    name: "b",
    unit: "text",
    meaning: "the other state or the organisation; missing where the row is about one state",
  },
  {name: "status", unit: "text", meaning: "standing, as the source words it"},
  {
    name: "standing",
    unit: "text",
    meaning:
      "the same sorted by reference/ties/standings.csv: whole, part or halted, and of a law what became of it; missing where that has no such word",
  },
  {
    name: "item",
    unit: "text",
    meaning: "which of several ties of a pair: a base, a treaty, a law's family, an index",
  },
  {
    name: "start",
    unit: "date",
    meaning: "when it began or happened, as precise as known; missing where it is not",
  },
  {name: "end", unit: "date", meaning: "when it ceased, or is to cease; missing where no end is known"},
  {
    name: "looked_from",
    unit: "date",
    meaning: "from when the source looked at it; missing where it does not say",
  },
  {name: "looked_to", unit: "date", meaning: "until when the source looked at it: nothing is known after"},
  {
    name: "value",
    unit: "coefficient",
    meaning: "in the unit beside it; missing where there is none, see missing",
  },
  {name: "low", unit: "coefficient", meaning: "lower bound as published"},
  {name: "high", unit: "coefficient", meaning: "upper bound as published"},
  {name: "unit", unit: "text", meaning: "unit of the value"},
  {name: "missing", unit: "text", meaning: "why there is no value"},
  {name: "confidence", unit: "text", meaning: "of reviewed facts: high, medium or low"},
  {
    name: "basis",
    unit: "text",
    meaning: "of reviewed facts: L looked up, C computed, K general knowledge not yet re-read",
  },
  {name: "source", unit: "text", meaning: "data set or table of facts"},
  {name: "record", unit: "text", meaning: "the row's own key there"},
];

/** Columns of the ties counted by source. */
export const COUNT_COLUMNS: readonly FindingColumn[] = [
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "kind", unit: "text", meaning: "what links them"},
  {name: "source", unit: "text", meaning: "data set or table of facts"},
  {name: "ties", unit: "count", meaning: "spells, events or values"},
  {name: "states", unit: "count", meaning: "states at the first end"},
  {name: "valued", unit: "count", meaning: "those with a value"},
  {name: "without_value", unit: "count", meaning: "those whose value is missing for a stated reason"},
  {name: "first_day", unit: "date", meaning: "first day on which one can have held"},
  {name: "last_day", unit: "date", meaning: "last day on which one can have held; planned ends lie ahead"},
];

/** Columns of what sources say against each other. */
export const DISAGREEMENT_COLUMNS: readonly FindingColumn[] = [
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "kind", unit: "text", meaning: "what links them"},
  {name: "a", unit: "text", meaning: "a state"},
  {name: "b", unit: "text", meaning: "the other state or the organisation"},
  {name: "status", unit: "text", meaning: "standing of the tie that the first source holds"},
  {name: "item", unit: "text", meaning: "which of several ties of a pair"},
  {
    name: "about",
    unit: "text",
    meaning:
      "start, end, status, presence, value; overlap within one source; correction: as published against as mended",
  },
  {name: "period", unit: "text", meaning: "when, or for a correction which column"},
  {name: "source_one", unit: "text", meaning: "who says the one"},
  {name: "said_one", unit: "text", meaning: "what it says"},
  {name: "source_other", unit: "text", meaning: "who says the other"},
  {name: "said_other", unit: "text", meaning: "what it says"},
  {name: "note", unit: "text", meaning: "why a correction was made"},
];

/** Columns of what is covered. */
export const COVERAGE_COLUMNS: readonly FindingColumn[] = [
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "kind", unit: "text", meaning: "what links them"},
  {name: "source", unit: "text", meaning: "data set or table of facts"},
  {name: "state", unit: "text", meaning: "the state at either end"},
  {name: "first_year", unit: "period", meaning: "first year with a row"},
  {name: "last_year", unit: "period", meaning: "last year with a row"},
  {name: "years", unit: "count", meaning: "years with a row; fewer than the span where there are gaps"},
  {name: "ties", unit: "count", meaning: "rows, each counted in every year in which it holds"},
  {name: "valued", unit: "count", meaning: "those with a value"},
  {name: "without_value", unit: "count", meaning: "those whose value is missing for a stated reason"},
];
