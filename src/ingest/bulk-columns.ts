import type {ColumnBatch, ColumnValues} from "../store/index.ts";
import {type BulkLayout, OWN_REASONS} from "./bulk-layout.ts";
import type {Lanes} from "./bulk-parse.ts";

const KEPT = -1;
const HALF = 2 ** 32;
// Never read: every row has its bit.
const NO_BITS = 0;
const NO_VALUE = OWN_REASONS.indexOf("no value published");
const NEGATIVE = OWN_REASONS.indexOf("negative value");
const ONE_STATE = OWN_REASONS.indexOf("reporter and partner are one");

/**
 * Lanes as columns of the target: year, reporter, partner, product, value, quantity, dropped. A code that drops its row is
 * NULL, and so is `dropped` on a row that enters.
 */
export function batchOf({rows, lanes}: {rows: number; lanes: Lanes}, layout: BulkLayout): ColumnBatch {
  return {
    rows,
    columns: [
      {values: lanes.year.slice(0, rows), present: null},
      labelColumn(lanes.reporter, rows, layout.reporter.labels),
      labelColumn(lanes.partner, rows, layout.partner.labels),
      labelColumn(lanes.product, rows, layout.product.labels),
      amountColumn(lanes.value, rows),
      amountColumn(lanes.quantity, rows),
      labelColumn(reasonsOf(lanes, rows), rows, layout.reasons.length),
    ],
  };
}

/** Rows of a batch that do not enter. */
export function droppedIn({rows, columns}: ColumnBatch): number {
  const present = columns.at(-1)?.present ?? null;
  if (present === null) return rows;
  let dropped = 0;
  for (let row = 0; row < rows; row++) dropped += ((present[row >> 3] ?? NO_BITS) >> (row & 7)) & 1;
  return dropped;
}

/** Of each row the position of the reason that holds first, or −1 where it enters. */
function reasonsOf({reporter, partner, product, value}: Lanes, rows: number): Int32Array {
  const reasons = new Int32Array(rows);
  for (let row = 0; row < rows; row++) {
    const amount = value[row] ?? Number.NaN;
    const from = reporter[row] ?? KEPT;
    const to = partner[row] ?? KEPT;
    const good = product[row] ?? KEPT;
    if (amount >= 0 && from >= 0 && to >= 0 && good >= 0) reasons[row] = from === to ? ONE_STATE : KEPT;
    else reasons[row] = firstReason(amount, [from, to, good]);
  }
  return reasons;
}

function firstReason(amount: number, positions: readonly number[]): number {
  if (Number.isNaN(amount)) return NO_VALUE;
  if (amount < 0) return NEGATIVE;
  return -1 - (positions.find((position) => position < 0) ?? KEPT);
}

/** Positions in as few bytes as the engine takes for so many labels; a negative one is NULL. */
function labelColumn(positions: Int32Array, rows: number, labels: number): ColumnValues {
  const values = labels <= 255 ? new Uint8Array(rows) : new Uint16Array(rows);
  let present: Uint8Array | null = null;
  for (let row = 0; row < rows; row++) {
    const position = positions[row] ?? KEPT;
    if (position >= 0) values[row] = position;
    else present = without(present, row, rows);
  }
  return {values, present};
}

/** Amounts as DECIMAL(18, 3): thousandths as 64-bit whole numbers, written as two halves because that takes no bigint a row. */
function amountColumn(amounts: Float64Array, rows: number): ColumnValues {
  const values = new BigInt64Array(rows);
  const halves = new Int32Array(values.buffer);
  let present: Uint8Array | null = null;
  for (let row = 0; row < rows; row++) {
    const thousandths = Math.round((amounts[row] ?? Number.NaN) * 1000);
    if (Number.isNaN(thousandths)) present = without(present, row, rows);
    halves[2 * row] = thousandths;
    halves[2 * row + 1] = Math.floor(thousandths / HALF);
  }
  return {values, present};
}

function without(present: Uint8Array | null, row: number, rows: number): Uint8Array {
  const bits = present ?? new Uint8Array(Math.ceil(rows / 64) * 8).fill(255);
  bits[row >> 3] = (bits[row >> 3] ?? NO_BITS) & ~(1 << (row & 7));
  return bits;
}
