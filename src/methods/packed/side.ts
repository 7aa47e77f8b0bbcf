/**
 * Amounts of one flow over one period as sorted arrays. A key holds product, exporter and importer, the product in the highest
 * bits, the importer in the lowest: both flows of a pair lie under one key, so that two sides merge in one pass.
 */
export interface PackedSide {
  /** Ascending, each once. */
  readonly keys: Uint32Array;
  /** One amount a key, in any unit; whole numbers below 2⁵³ add up exactly. */
  readonly values: Float64Array;
}

/** Both sides of one period, with the number of bits a state takes in a key. */
export interface PackedPeriod {
  readonly sent: PackedSide;
  readonly got: PackedSide;
}

/** The key of a product, exporter and importer, each a number from 0; see {@link PackedSide}. */
export function packedKey(
  {
    product,
    exporter,
    importer,
  }: {readonly product: number; readonly exporter: number; readonly importer: number},
  unitBits: number,
): number {
  return product * 2 ** (2 * unitBits) + exporter * 2 ** unitBits + importer;
}

/** First place whose key is `key` or more; the number of keys where none is. */
export function placeOf(keys: Uint32Array, key: number): number {
  let [low, high] = [0, keys.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (wholeAt(keys, middle) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A key. @throws RangeError outside the array: a mistake of the program, never of the data */
export function wholeAt(cells: Uint32Array | Int32Array | Uint8Array, at: number): number {
  const value = cells[at];
  if (value === undefined) throw new RangeError(`cell ${at} of a vector of ${cells.length}`);
  return value;
}

/** An amount. @throws RangeError outside the array: a mistake of the program, never of the data */
export function realAt(cells: Float64Array, at: number): number {
  const value = cells[at];
  if (value === undefined) throw new RangeError(`cell ${at} of a vector of ${cells.length}`);
  return value;
}
