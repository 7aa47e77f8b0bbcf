import type {TieMeasure} from "../../src/reference/index.ts";

/** A measure of an invented source, as a row of reference/entanglement/measures.csv has it. */
export function inventedMeasure(
  of: Partial<TieMeasure> & Pick<TieMeasure, "layer" | "measure" | "kinds">,
): TieMeasure {
  return {
    source: null,
    item: null,
    statuses: null,
    pausedBy: [],
    statistic: "value",
    ends: "out",
    combine: "sum",
    absent: "zero",
    leastCount: null,
    partial: [],
    meaning: "invented",
    ...of,
  };
}
