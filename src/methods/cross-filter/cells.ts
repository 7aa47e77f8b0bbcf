/**
 * Cells by a few names, in runs: cells of a run differ only in the last name. Sorted by the others they come in few and long runs, so
 * that most names are looked at once a run and not once a cell.
 */
export interface CrossCells {
  /** All dimensions but the last: a code a run, length r. */
  readonly outer: readonly CrossDimension[];
  /** First cell of each run, and the number of cells behind the last; length r + 1. */
  readonly starts: Uint32Array;
  /** The last dimension: a code a cell, length n. */
  readonly inner: CrossDimension<Uint8Array>;
  /** Whole numbers of the smallest unit, at most 2^53 − 1 each: `high · 2^26 + low`, see {@link upperHalf}; length n each. */
  readonly high: Int32Array;
  readonly low: Int32Array;
  /** Records behind a cell, length n. */
  readonly records: Int32Array;
  /** Those of them without an amount, length n; null where every record has one. */
  readonly silent: Int32Array | null;
}

/** A dimension of cells or of runs: codes 0..size−1. */
export interface CrossDimension<Codes extends Uint8Array | Uint16Array = Uint8Array | Uint16Array> {
  readonly codes: Codes;
  readonly size: number;
}

/** Bits of a lower half: 2^27 lower halves add up within 2^53, and an upper half fits into 32 bits with its sign. */
export const HALF = 2 ** 26;

/** The upper half of a whole number of at most 2^53 − 1; the lower one is `amount - upperHalf(amount) * HALF`, never negative. */
export function upperHalf(amount: number): number {
  return Math.floor(amount / HALF);
}

/** Cells of some dimensions in all, one code each, as runs of neighbours that differ only in the last dimension. */
export function crossCells(
  dimensions: readonly CrossDimension[],
  {
    amounts,
    records,
    silent,
  }: {
    readonly amounts: ArrayLike<number>;
    readonly records: ArrayLike<number>;
    readonly silent: ArrayLike<number>;
  },
): CrossCells {
  const [outer, inner] = [dimensions.slice(0, -1), dimensions.at(-1)];
  const cells = [...Array(amounts.length).keys()];
  const same = (one: number, other: number) => outer.every(({codes}) => codes[one] === codes[other]);
  const firsts = cells.filter((cell) => cell === 0 || !same(cell - 1, cell));
  const high = Int32Array.from(amounts, upperHalf);
  return {
    outer: outer.map(({codes, size}) => ({
      size,
      codes: Uint16Array.from(firsts, (cell) => codes[cell] ?? Number.NaN),
    })),
    starts: Uint32Array.from([...firsts, cells.length]),
    inner: {codes: Uint8Array.from(inner?.codes ?? []), size: inner === undefined ? 0 : inner.size},
    high,
    low: Int32Array.from(amounts, (amount, cell) => amount - (high[cell] ?? Number.NaN) * HALF),
    records: Int32Array.from(records),
    silent: Int32Array.from(silent),
  };
}
