import type {PartialledColumns} from "./design.ts";
import type {Vector} from "./engine.ts";
import {item} from "./kernels/cells.ts";
import type {Prepared} from "./prepare.ts";
import {bySample, pick} from "./prepare.ts";

/** Cells up to which partialled columns are made at once and kept, 128 MiB. */
const EAGER_CELLS = 2 ** 24;

/**
 * The kept columns less their projections, in the unit of the regressors: made at once when they are small, else one at a
 * time from the levels' coefficients.
 *
 * @param levels by column of the panel, coefficients of the levels in its projection
 * @param spare room for the rows of the panel that nothing else needs any more
 */
export function partialledColumns(
  prepared: Prepared,
  kept: readonly number[],
  levels: readonly Float64Array[],
  spare?: Vector,
): PartialledColumns {
  const {engine, panel} = prepared;
  const vector = engine.vector();
  const rows = spare ?? panel.arena.reals(panel.layout.source.length);
  const compute = (at: number): Float64Array => {
    const column = item(kept, at);
    vector.cells.fill(0);
    vector.cells.set(item(levels, column));
    vector.cells[engine.levels + column] = 1;
    engine.combine(vector, rows);
    return bySample(prepared, rows.cells, item(panel.columns, column).scale);
  };
  if (kept.length * prepared.sample.rows.length <= EAGER_CELLS) return kept.map((_, at) => compute(at));
  return {length: kept.length, at: (at) => (at >= 0 && at < kept.length ? compute(at) : undefined)};
}

/** Without effects nothing is partialled out: the constant and the columns as they are. */
export function plainColumns({design, sample}: Prepared, kept: readonly number[]): Float64Array[] {
  const {rows} = sample;
  return [
    new Float64Array(rows.length).fill(1),
    ...kept.map((at) => pick(item(design.regressors, at).values, rows)),
  ];
}
