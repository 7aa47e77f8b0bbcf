/**
 * Both sides of one period as sorted arrays. A key holds product, exporter and importer, the product in the highest bits, the
 * importer in the lowest; what exporter and importer say of it stands in one row.
 */
export interface PackedPeriod {
  /** Ascending, each once. */
  readonly keys: Uint32Array;
  /** What the exporter reports, in any unit; NaN where it reports nothing. Whole numbers below 2⁵³ add up exactly. */
  readonly sent: Float64Array;
  /** What the importer reports, the same way. */
  readonly got: Float64Array;
}

/** The key of a product, exporter and importer, each a number from 0; see {@link PackedPeriod}. */
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
    if (Number(keys[middle]) < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
