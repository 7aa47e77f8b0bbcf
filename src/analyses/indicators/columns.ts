import type {FindingColumn} from "../../base/index.ts";

const LAYER: FindingColumn = {
  name: "layer",
  unit: "text",
  meaning: "which side of the states' relations, or macro",
};
const INDICATOR: FindingColumn = {
  name: "indicator",
  unit: "text",
  meaning: "what is told, as reference/indicators/indicators.csv says",
};
const SOURCE: FindingColumn = {name: "source", unit: "text", meaning: "data set"};
const FIRST: FindingColumn = {name: "first_year", unit: "text", meaning: "of the first figure"};
const LAST: FindingColumn = {name: "last_year", unit: "text", meaning: "of the last figure"};
const FIGURES: FindingColumn = {
  name: "figures",
  unit: "count",
  meaning: "rows, with a value or with a reason for its absence",
};
const VALUED: FindingColumn = {name: "valued", unit: "count", meaning: "figures with a value"};

/** Columns of the figures themselves. */
export const FIGURE_COLUMNS: readonly FindingColumn[] = [
  LAYER,
  INDICATOR,
  {
    name: "item",
    unit: "text",
    meaning: "which of several figures side by side: a branch, a series, a question",
  },
  {name: "state", unit: "text", meaning: "whose"},
  {name: "period", unit: "text", meaning: "a year, quarter or month, as its source counts"},
  {
    name: "value",
    unit: "coefficient",
    meaning: "in the unit beside it; missing where there is none, see value_missing",
  },
  {name: "value_missing", unit: "text", meaning: "why there is no value, in the source's words"},
  {name: "unit", unit: "text", meaning: "unit of the value"},
  {
    name: "std_error",
    unit: "coefficient",
    meaning: "sampling error; missing where the figure is no sample's or its size is not told",
  },
  {
    name: "sample_size",
    unit: "count",
    meaning: "who was asked; missing where the figure is no sample's or its size is not told",
  },
  {name: "status", unit: "text", meaning: "observed, or estimate where the publisher marks a forecast"},
  SOURCE,
];

/** Columns of the figures counted by source. */
export const COUNT_COLUMNS: readonly FindingColumn[] = [
  LAYER,
  INDICATOR,
  SOURCE,
  FIGURES,
  VALUED,
  {name: "states", unit: "count", meaning: "states with a figure"},
  {name: "items", unit: "count", meaning: "figures side by side; 0 where there is one only"},
  {name: "first_period", unit: "text", meaning: "first year, quarter or month"},
  {name: "last_period", unit: "text", meaning: "last year, quarter or month"},
  {name: "unit", unit: "text", meaning: "unit of the values, as reference/indicators says"},
];

/** Columns of what sources say against each other. */
export const DISAGREEMENT_COLUMNS: readonly FindingColumn[] = [
  LAYER,
  INDICATOR,
  {name: "item", unit: "text", meaning: "which of several figures side by side"},
  {name: "state", unit: "text", meaning: "whose"},
  {name: "period", unit: "text", meaning: "a year, quarter or month"},
  {name: "unit", unit: "text", meaning: "unit of both"},
  {name: "source_one", unit: "text", meaning: "one data set"},
  {name: "said_one", unit: "text", meaning: "what it says"},
  {name: "source_other", unit: "text", meaning: "the other"},
  {name: "said_other", unit: "text", meaning: "what it says"},
];

/** Columns of the years that are covered. */
export const COVERAGE_COLUMNS: readonly FindingColumn[] = [
  LAYER,
  INDICATOR,
  SOURCE,
  {name: "state", unit: "text", meaning: "whose"},
  FIRST,
  LAST,
  {
    name: "years",
    unit: "count",
    meaning: "years with a figure: fewer than from the first to the last where some are missing",
  },
  FIGURES,
  VALUED,
];
