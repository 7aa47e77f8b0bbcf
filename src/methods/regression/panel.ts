import {Arena, type Placed} from "./arena.ts";
import type {Regressor} from "./design.ts";
import {item, whole} from "./kernels/cells.ts";
import * as slot from "./kernels/slots.ts";
import type {Layout} from "./layout.ts";

/** A sample in the memory that kernels work on. */
export interface Panel {
  readonly arena: Arena;
  readonly layout: Layout;
  readonly lanes: number;
  /** Names, shifts and scales of the columns: stored value = (value − shift) / scale. */
  readonly columns: readonly PanelColumn[];
  /** How many of the columns, from the first, are regressors. */
  readonly coefficients: number;
  /** By row: working weight; 0 in empty rows. */
  readonly weight: Placed<Float64Array>;
  /** By unit: sum of the working weight. */
  readonly unitWeight: Placed<Float64Array>;
}

/** How a column is stored. */
export interface PanelColumn {
  readonly name: string;
  readonly shift: number;
  readonly scale: number;
}

/** What a panel is filled with. */
export interface PanelInput {
  readonly layout: Layout;
  /** Rows of the design in the sample. */
  readonly rows: Int32Array;
  readonly columns: readonly Regressor[];
  readonly coefficients: number;
  readonly lanes: number;
}

/** Puts columns and codes into shared memory; the working weight is left 0. */
export function placePanel({layout, rows, columns, coefficients, lanes}: PanelInput): Panel {
  const arena = new Arena();
  const head = (at: number, value: number) => {
    arena.head()[at] = value;
  };
  const size = layout.source.length;
  const placedCodes = layout.others.map(({codes}) => arena.copy(codes).address);
  head(slot.START, arena.copy(layout.start).address);
  head(slot.PERIOD, layout.period);
  head(slot.OTHERS, layout.others.length);
  head(slot.CODES, arena.copy(placedCodes).address);
  head(slot.LEVELS, layout.levels);
  head(slot.COLUMNS, columns.length);
  head(slot.COEFFICIENTS, coefficients);
  const weight = arena.reals(size);
  head(slot.WEIGHT, weight.address);
  const unitWeight = arena.reals(layout.units);
  head(slot.UNIT_WEIGHT, unitWeight.address);
  const longest = layout.start.reduce(
    (most, end, unit) => Math.max(most, end - (layout.start[unit - 1] ?? end)),
    0,
  );
  const scratchBytes = 16 * (longest + 8);
  head(slot.SCRATCH, arena.reals((lanes * scratchBytes) / 8).address);
  head(slot.SCRATCH_BYTES, scratchBytes);
  head(slot.BOUNDS, arena.copy(laneBounds(layout, lanes)).address);
  const stored = placeBlocks(arena, {layout, rows, columns});
  return {arena, layout, lanes, columns: stored, coefficients, weight, unitWeight};
}

/** First unit of each lane, so that lanes have about equally many rows. */
function laneBounds({start, units}: Layout, lanes: number): Int32Array {
  const bounds = new Int32Array(lanes + 1);
  const rows = whole(start, units);
  let unit = 0;
  for (let lane = 1; lane <= lanes; lane++) {
    while (unit < units && whole(start, unit) < (rows * lane) / lanes) unit++;
    bounds[lane] = lane === lanes ? units : unit;
  }
  return bounds;
}

/** Columns are kept as one block of values for each unit in which they are not all 0. */
function placeBlocks(arena: Arena, input: Pick<PanelInput, "layout" | "rows" | "columns">): PanelColumn[] {
  const {layout, rows, columns} = input;
  const surveyed = columns.map((column) => survey(column, layout, rows));
  const blocks = new Int32Array(layout.units + 1);
  for (const {units} of surveyed) for (const unit of units) blocks[unit + 1] = whole(blocks, unit + 1) + 1;
  for (let unit = 0; unit < layout.units; unit++)
    blocks[unit + 1] = whole(blocks, unit + 1) + whole(blocks, unit);
  const next = blocks.slice(0, layout.units);
  const total = whole(blocks, layout.units);
  const column = arena.wholes(total);
  const values = arena.wholes(total);
  for (const [at, {units}] of surveyed.entries()) {
    for (const unit of units) {
      const block = whole(next, unit);
      next[unit] = block + 1;
      column.cells[block] = at;
    }
  }
  const sizes = new Int32Array(total);
  for (let unit = 0; unit < layout.units; unit++) {
    const length = whole(layout.start, unit + 1) - whole(layout.start, unit);
    sizes.fill(length + (length % 2), whole(blocks, unit), whole(blocks, unit + 1));
  }
  const store = arena.reals(sizes.reduce((sum, size) => sum + size, 0));
  let offset = 0;
  for (let unit = 0; unit < layout.units; unit++) {
    const [from, to] = [whole(layout.start, unit), whole(layout.start, unit + 1)];
    for (let block = whole(blocks, unit); block < whole(blocks, unit + 1); block++) {
      const at = whole(column.cells, block);
      values.cells[block] = store.address + 8 * offset;
      const {shift, scale} = item(surveyed, at);
      const given = item(columns, at).values;
      for (let row = from; row < to; row++) {
        const used = layout.source[row] ?? -1;
        if (used >= 0)
          store.cells[offset + row - from] = ((given[rows[used] ?? -1] ?? Number.NaN) - shift) / scale;
      }
      offset += whole(sizes, block);
    }
  }
  const head = arena.head();
  head[slot.BLOCKS] = arena.copy(blocks).address;
  head[slot.BLOCK_COLUMN] = column.address;
  head[slot.BLOCK_VALUES] = values.address;
  return surveyed.map(({shift, scale}, at) => ({name: item(columns, at).name, shift, scale}));
}

interface Survey {
  readonly units: Int32Array;
  readonly shift: number;
  readonly scale: number;
}

/** A column that varies by less, relative to its mean, is a constant with rounding errors. */
const CONSTANT = 1e-13;

/** Where a column is not 0, and how to bring it to the size of 1. Columns with empty units are not shifted, to stay sparse. */
function survey({values}: Regressor, {units, unitCodes, unitPlace}: Layout, rows: Int32Array): Survey {
  const found = new Int32Array(units);
  const isFound = new Uint8Array(units);
  let [count, nonzero, sum, least, most] = [0, 0, 0, Infinity, -Infinity];
  for (let used = 0; used < rows.length; used++) {
    // Read without the checked helpers: these loops go over every cell of the design.
    const value = values[rows[used] ?? -1];
    if (value === undefined || value === 0) continue;
    nonzero++;
    sum += value;
    if (value < least) least = value;
    if (value > most) most = value;
    const unit = unitPlace[unitCodes[used] ?? -1];
    if (unit === undefined || isFound[unit] === 1) continue;
    isFound[unit] = 1;
    found[count++] = unit;
  }
  if (nonzero < rows.length) [least, most] = [Math.min(least, 0), Math.max(most, 0)];
  const mean = sum / rows.length;
  const shift = count === units && Number.isFinite(mean) ? mean : 0;
  return {units: found.slice(0, count), shift, scale: sizeOf(Math.max(most - shift, shift - least), shift)};
}

function sizeOf(most: number, mean: number): number {
  return most > CONSTANT * Math.abs(mean) && Number.isFinite(most) ? most : 1;
}
