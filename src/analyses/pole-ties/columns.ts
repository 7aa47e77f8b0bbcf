import type {FindingColumn} from "../../base/index.ts";
import type {Reading} from "./reading.ts";

/** Columns of the ties; the weight's unit is the measure's. */
export function tieColumns({columnUnit}: Reading, meaning: string): FindingColumn[] {
  return [
    {name: "state", unit: "text", meaning: "a state of which the source says something about the pole"},
    {name: "period", unit: "period", meaning: "the year or month"},
    {
      name: "weight",
      unit: columnUnit,
      meaning: `${meaning}; zero where the source looked at both and has no tie. A state without a row was not looked at`,
    },
    {name: "weight_unit", unit: "text", meaning: "unit of the weight"},
  ];
}

/** Columns of `--show measures`. */
export const MEASURE_COLUMNS: readonly FindingColumn[] = [
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "measure", unit: "text", meaning: "what is measured, as reference/entanglement names it"},
  {
    name: "direction",
    unit: "text",
    meaning: "from pole or to pole; both where it has none or counts either",
  },
  {
    name: "form",
    unit: "text",
    meaning: "amount, which adds up; level, a share or an index of a pair; spell, ties that hold for a time",
  },
  {name: "weight_unit", unit: "text", meaning: "unit of the weight"},
  {name: "ties", unit: "count", meaning: "rows that the store holds, of all states"},
  {name: "first_year", unit: "period", meaning: "year of the first row"},
  {name: "last_year", unit: "period", meaning: "last year that a row speaks of"},
  {name: "meaning", unit: "text", meaning: "what the weight of a state with the pole is"},
];
