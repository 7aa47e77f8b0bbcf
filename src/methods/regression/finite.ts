/**
 * Whether every number of a column is finite. Four sums at a time: one alone waits for each addition before the next.
 */
export function isFiniteColumn(column: Float64Array): boolean {
  const even = column.length - (column.length % 4);
  let [a, b, c, d] = [0, 0, 0, 0];
  for (let row = 0; row < even; row += 4) {
    // A number less itself is 0 unless it is infinite or missing.
    const [p, q, r, s] = [
      column[row] ?? Number.NaN,
      column[row + 1] ?? Number.NaN,
      column[row + 2] ?? Number.NaN,
      column[row + 3] ?? Number.NaN,
    ];
    a += p - p;
    b += q - q;
    c += r - r;
    d += s - s;
  }
  for (let row = even; row < column.length; row++) {
    const value = column[row] ?? Number.NaN;
    a += value - value;
  }
  return a + b + c + d === 0;
}
