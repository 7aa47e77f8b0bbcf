import type {FindingColumn} from "../../base/index.ts";

/** Sections of a dossier, in the order in which it has them. */
export const SECTIONS = [
  "trade",
  "hub role",
  "ties by pole",
  "people",
  "money",
  "institutions",
  "security",
  "law",
  "votes",
  "opinion",
  "influence",
  "after the shock",
  "growth",
  "what is unknown",
] as const;
export type Section = (typeof SECTIONS)[number];

/** Columns of a dossier. */
export const DOSSIER_COLUMNS: readonly FindingColumn[] = [
  {name: "section", unit: "text", meaning: "which part of the dossier"},
  {name: "item", unit: "text", meaning: "what is told"},
  {
    name: "partner",
    unit: "text",
    meaning: "with whom: a pole, a state or an organisation; missing where it is of the state alone",
  },
  {
    name: "period",
    unit: "period",
    meaning:
      "when, or from when to when; an open end has not been seen to cease; missing where no date is known",
  },
  {
    name: "value",
    unit: "own",
    meaning: "how much, in the unit of the row; missing where it is told in words or by bounds",
  },
  {name: "value_low", unit: "own", meaning: "low bound of it; missing where the part gives none"},
  {name: "value_high", unit: "own", meaning: "high bound of it; missing where the part gives none"},
  {
    name: "before",
    unit: "own",
    meaning: "the same before the shock, in the same unit; missing where there is nothing to compare with",
  },
  {
    name: "before_period",
    unit: "period",
    meaning: "when that was; missing where there is nothing to compare with",
  },
  {name: "unit", unit: "text", meaning: "unit of value, bounds and before"},
  {
    name: "said",
    unit: "text",
    meaning: "what is told in words; of what is unknown, the reason; missing where a number tells it",
  },
  {name: "unknown", unit: "text", meaning: "why a number of this row is missing"},
  {name: "source", unit: "text", meaning: "data sets or tables of facts; missing of what is unknown"},
  {
    name: "finding",
    unit: "text",
    meaning: "id of the part that it is taken from; missing of what is unknown",
  },
  {
    name: "finding_row",
    unit: "count",
    meaning:
      "row of that part, the first where there are several, counted from 1; missing of what is unknown",
  },
];
