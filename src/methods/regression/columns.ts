import type {PartialledColumns} from "./design.ts";
import type {Vector} from "./engine.ts";
import {item} from "./kernels/cells.ts";
import type {Prepared} from "./prepare.ts";
import {bySample, pick} from "./prepare.ts";

/** Cells up to which partialled columns are made at once, 2 MiB: the solver's memory can then be let go. */
const EAGER_CELLS = 2 ** 18;
/** Cells up to which they are kept once made, 128 MiB. */
const KEPT_CELLS = 2 ** 24;

/** What columns are made of once a fit is found. */
export interface PartialledInput {
  readonly prepared: Prepared;
  /** Kept columns of the panel. */
  readonly kept: readonly number[];
  /** By column of the panel, coefficients of the levels in its projection. */
  readonly levels: readonly Float64Array[];
  /** By row of the panel: what multiplies a partialled column to give a score, up to `residualScale`; 0 in empty rows. */
  readonly residual: Vector;
  readonly residualScale: number;
}

/**
 * The kept columns less their projections, in the unit of the regressors: made at once when they are small, else when
 * asked for, from the levels' coefficients; sums of scores by group are then taken without making them.
 */
export function partialledColumns({
  prepared,
  kept,
  levels,
  residual,
  residualScale,
}: PartialledInput): PartialledColumns {
  const {engine, panel, sample} = prepared;
  const made = new Map<number, Float64Array>();
  const cells = kept.length * sample.rows.length;
  const keeps = cells <= KEPT_CELLS;
  const length = panel.layout.source.length;
  const vector = engine.vector();
  const combination = (column: number): Vector => {
    vector.cells.fill(0);
    vector.cells.set(item(levels, column));
    vector.cells[engine.levels + column] = 1;
    return vector;
  };
  const room = once(() => panel.arena.reals(length));
  const compute = (at: number): Float64Array => {
    const column = item(kept, at);
    engine.combine(combination(column), room());
    const values = bySample(prepared, room().cells, item(panel.columns, column).scale);
    if (keeps) made.set(at, values);
    return values;
  };
  if (cells <= EAGER_CELLS) return kept.map((_, at) => compute(at));
  const groups = once(() => panel.arena.wholes(length));
  return {
    length: kept.length,
    at: (at) => (at >= 0 && at < kept.length ? (made.get(at) ?? compute(at)) : undefined),
    scoreSums: (codes, count) => {
      const sums = new Float64Array(count * kept.length);
      placeCodes(panel.layout.source, codes, groups().cells);
      engine.resume();
      for (const [at, column] of kept.entries()) {
        const scale = residualScale * item(panel.columns, column).scale;
        const found = engine.sumByGroup({vector: combination(column), residual, groups: groups(), count});
        for (let group = 0; group < count; group++)
          sums[group * kept.length + at] = (found[group] ?? Number.NaN) * scale;
      }
      engine.dismiss();
      return sums;
    },
  };
}

/** The first value of `make`, kept. */
function once<T>(make: () => T): () => T {
  let made: {readonly value: T} | null = null;
  return () => {
    made ??= {value: make()};
    return made.value;
  };
}

/** Codes by row of the sample, put by row of the panel; empty rows, which add nothing, go to group 0. */
function placeCodes(source: Int32Array, codes: Int32Array, to: Int32Array): void {
  for (let row = 0; row < source.length; row++) {
    const used = source[row] ?? -1;
    to[row] = used < 0 ? 0 : (codes[used] ?? -1);
  }
}

/** Without effects nothing is partialled out: the constant and the columns as they are. */
export function plainColumns({design, sample}: Prepared, kept: readonly number[]): Float64Array[] {
  const {rows} = sample;
  return [
    new Float64Array(rows.length).fill(1),
    ...kept.map((at) => pick(item(design.regressors, at).values, rows)),
  ];
}
