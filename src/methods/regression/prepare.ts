import {availableParallelism} from "node:os";
import type {Design, EffectCodes, FitOptions, Regressor} from "./design.ts";
import {Engine, type Vectors} from "./engine.ts";
import {item, real, whole} from "./kernels/cells.ts";
import {arrange} from "./layout.ts";
import {occurringLevels} from "./levels.ts";
import {type Panel, placePanel} from "./panel.ts";
import type {Sample} from "./sample.ts";
import {gather} from "./team.ts";

/** Rows from which several threads are worth their start. */
const THREADED_ROWS = 100_000;

/** A sample laid out for the solver. */
export interface Prepared {
  readonly design: Design;
  readonly sample: Sample;
  /** The effects in the rows used. */
  readonly effects: readonly EffectCodes[];
  readonly panel: Panel;
  readonly engine: Engine;
  readonly vectors: Vectors;
}

/** Lays a sample out: `columns` are stored in its panel, the first `coefficients` of them regressors. */
export function prepare(
  design: Design,
  sample: Sample,
  {
    columns,
    coefficients,
    options,
  }: {columns: readonly Regressor[]; coefficients: number; options: FitOptions},
): Prepared {
  const effects = design.effects.map((effect, at) =>
    occurringLevels(effect, sample.rows, item(sample.levelRows, at)),
  );
  const layout = arrange(effects, sample.rows.length, columns.length + 1);
  const lanes = laneCount(layout.units, sample.rows.length, options);
  const panel = placePanel({layout, rows: sample.rows, columns, coefficients, lanes});
  const engine = new Engine(panel, () => gather(panel, options));
  return {design, sample, effects, panel, engine, vectors: engine.vectors()};
}

function laneCount(units: number, rows: number, {threads, kernels}: FitOptions): number {
  if (kernels === "plain" || rows < THREADED_ROWS) return 1;
  return Math.max(1, Math.min(threads ?? availableParallelism(), units, 64));
}

/** Calls back with each row of the panel that is not empty and its row of the sample. */
export function eachRow({layout: {source}}: Panel, visit: (row: number, used: number) => void): void {
  for (let row = 0; row < source.length; row++) {
    const used = whole(source, row);
    if (used >= 0) visit(row, used);
  }
}

/** Values by row of the panel, as values by row of the sample times a factor. */
export function bySample({panel, sample}: Prepared, values: Float64Array, factor: number): Float64Array {
  const result = new Float64Array(sample.rows.length);
  const {source} = panel.layout;
  for (let row = 0; row < source.length; row++) {
    const [used, value] = [source[row], values[row]];
    if (used !== undefined && value !== undefined && used >= 0) result[used] = value * factor;
  }
  return result;
}

/** Weight of a row of the sample, 1 where there are none. */
export function weightOf({weights}: Design, row: number): number {
  return weights === null ? 1 : real(weights, row);
}

/** A column of the design in the rows of the sample. */
export function pick(values: Float64Array, rows: Int32Array): Float64Array {
  const picked = new Float64Array(rows.length);
  for (let at = 0; at < rows.length; at++) picked[at] = real(values, whole(rows, at));
  return picked;
}

/** Scales of the kept columns. */
export function scalesOf({columns}: Panel, kept: readonly number[]): number[] {
  return kept.map((at) => item(columns, at).scale);
}
