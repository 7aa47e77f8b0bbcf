/**
 * Shares of weights: w / Σ w.
 *
 * @param weights ≥ 0, one a pole
 * @returns null when they add up to nothing: there is then no share
 */
export function sharesOf(weights: readonly number[]): number[] | null {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return total > 0 ? weights.map((weight) => weight / total) : null;
}

/** Herfindahl–Hirschman index of shares that add up to one: Σ s², from 1/n (even) to 1 (all with one). */
export function herfindahl(shares: readonly number[]): number {
  return shares.reduce((sum, share) => sum + share * share, 0);
}

/**
 * Shannon entropy of shares that add up to one, divided by its largest value ln n: 0 all with one pole, 1 even over all.
 *
 * @returns null with fewer than two shares
 */
export function evenness(shares: readonly number[]): number | null {
  if (shares.length < 2) return null;
  const entropy = shares.reduce((sum, share) => (share > 0 ? sum - share * Math.log(share) : sum), 0);
  // Even shares can exceed ln n in the last bit.
  return Math.min(1, entropy / Math.log(shares.length));
}

/** Mean of each column over rows of one length. */
export function columnMeans(rows: readonly (readonly number[])[]): number[] {
  const [first = []] = rows;
  return first.map((_, at) => rows.reduce((sum, row) => sum + (row[at] ?? Number.NaN), 0) / rows.length);
}
