import {readFileSync} from "node:fs";
import type {Design, EffectCodes} from "../../src/methods/regression/design.ts";

/** A row of a reference file: its columns as text. */
export type StoredRow = Readonly<Record<string, string>>;

/** Rows of a file below `verify/`, by heading. */
export function storedRows(path: string): StoredRow[] {
  const text = readFileSync(new URL(`../../verify/${path}`, import.meta.url), "utf8");
  const [heading = [], ...rows] = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return rows.map((row) => Object.fromEntries(heading.map((name, i) => [name, row[i] ?? ""])));
}

const panel = storedRows("standard-errors/data.csv");

/** A column of the panel that `verify/standard-errors` and `verify/wild-bootstrap` use. */
export function panelColumn(name: string): Float64Array {
  return Float64Array.from(panel, (row) => Number(row[name]));
}

/** A grouping of that panel. */
export function panelCodes(name: string): EffectCodes {
  const codes = Int32Array.from(panel, (row) => Number(row[name]) - 1);
  return {name, codes, levels: Math.max(...codes) + 1};
}

/** A model on that panel: x1 and x2, with effects by name. */
export function panelDesign(outcome: string, effects: readonly string[], weighted = false): Design {
  return {
    y: panelColumn(outcome),
    regressors: ["x1", "x2"].map((name) => ({name, values: panelColumn(name)})),
    effects: effects.map(panelCodes),
    weights: weighted ? panelColumn("w") : null,
    offset: null,
  };
}
