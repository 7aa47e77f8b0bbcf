import type {Design} from "./design.ts";
import {item} from "./kernels/cells.ts";

/** A fraction in lowest terms, the denominator positive. */
interface Fraction {
  readonly top: bigint;
  readonly bottom: bigint;
}

const ZERO: Fraction = {top: 0n, bottom: 1n};
const ONE: Fraction = {top: 1n, bottom: 1n};

function fraction(top: bigint, bottom: bigint): Fraction {
  let [a, b] = [top < 0n ? -top : top, bottom < 0n ? -bottom : bottom];
  while (b !== 0n) [a, b] = [b, a % b];
  const sign = bottom < 0n ? -1n : 1n;
  return a === 0n ? ZERO : {top: (sign * top) / a, bottom: (sign * bottom) / a};
}

/** A double as the fraction it is, exactly. */
function exactly(value: number): Fraction {
  let [mantissa, exponent] = [value, 0n];
  while (!Number.isInteger(mantissa)) [mantissa, exponent] = [mantissa * 2, exponent + 1n];
  return fraction(BigInt(mantissa), 2n ** exponent);
}

const times = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.top, a.bottom * b.bottom);
const over = (a: Fraction, b: Fraction): Fraction => fraction(a.top * b.bottom, a.bottom * b.top);
const less = (a: Fraction, b: Fraction): Fraction =>
  fraction(a.top * b.bottom - b.top * a.bottom, a.bottom * b.bottom);
const negative = ({top, bottom}: Fraction): Fraction => ({top: -top, bottom});

type Row = readonly Fraction[];

/**
 * Separated rows of a small design by a linear programme in exact fractions: maximise Σd over rows of outcome 0 with d ≤ 1
 * and d ≤ z, where z is a combination of regressors and effects that is 0 wherever the outcome is positive (Correia,
 * Guimarães & Zylkin 2019, section 3). Rows with d = 1 are separated, all others are not.
 */
export function exactlySeparated(design: Design): number[] {
  const rows = Array.from(design.y.keys());
  const all = rows.map((row) => [
    ...(design.effects.length === 0 ? [ONE] : []),
    ...design.regressors.map(({values}) => exactly(values[row] ?? Number.NaN)),
    ...design.effects.flatMap(({codes, levels}) =>
      Array.from({length: levels}, (_, level) => (codes[row] === level ? ONE : ZERO)),
    ),
  ]);
  const zero = rows.filter((row) => design.y[row] === 0);
  const positive = rows.filter((row) => design.y[row] !== 0);
  const free = nullSpace(positive.map((row) => item(all, row)));
  const spanned = zero.map((row) => free.map((vector) => inner(item(all, row), vector)));
  const d = largestSupport(spanned);
  return zero.filter((_, at) => item(d, at).top > 0n);
}

function inner(a: Row, b: Row): Fraction {
  return a.reduce((sum, value, at) => less(sum, negative(times(value, item(b, at)))), ZERO);
}

/** A basis of {γ : rows·γ = 0}, by elimination. */
function nullSpace(rows: readonly Row[]): Row[] {
  const width = item(rows, 0).length;
  const left = rows.map((row) => [...row]);
  const pivots: number[] = [];
  for (let column = 0; column < width; column++) {
    const from = pivots.length;
    const found = left.findIndex((row, at) => at >= from && item(row, column).top !== 0n);
    if (found < 0) continue;
    const [chosen] = left.splice(found, 1);
    if (chosen === undefined) continue;
    left.splice(from, 0, chosen);
    eliminate(left, from, column);
    pivots.push(column);
  }
  const unbound = Array.from({length: width}, (_, at) => at).filter((at) => !pivots.includes(at));
  return unbound.map((column) =>
    Array.from({length: width}, (_, at) => {
      if (at === column) return ONE;
      const row = pivots.indexOf(at);
      return row < 0 ? ZERO : negative(item(item(left, row), column));
    }),
  );
}

/** Makes `column` a unit vector with its 1 in row `pivot`. */
function eliminate(rows: Fraction[][], pivot: number, column: number): void {
  const chosen = item(rows, pivot);
  const size = item(chosen, column);
  for (const [at, value] of chosen.entries()) chosen[at] = over(value, size);
  for (const [at, row] of rows.entries()) {
    const share = item(row, column);
    if (at === pivot || share.top === 0n) continue;
    for (const [place, value] of row.entries()) row[place] = less(value, times(share, item(chosen, place)));
  }
}

/** The optimal d by the simplex method with Bland's rule: it starts feasible at 0 and cannot cycle. */
function largestSupport(spanned: readonly Row[]): Fraction[] {
  const [m, q] = [spanned.length, spanned.reduce((most, row) => Math.max(most, row.length), 0)];
  const width = m + 2 * q + 2 * m + 1;
  // Columns: d, γ⁺, γ⁻, slacks, right side. Rows: d − z ≤ 0, d ≤ 1, and the objective.
  const line = (set: (at: number) => Fraction): Fraction[] => Array.from({length: width}, (_, at) => set(at));
  const tableau = [
    ...spanned.map((z, row) =>
      line((at) => {
        if (at === row || at === m + 2 * q + row) return ONE;
        if (at >= m && at < m + q) return negative(item(z, at - m));
        return at >= m + q && at < m + 2 * q ? item(z, at - m - q) : ZERO;
      }),
    ),
    ...spanned.map((_, row) =>
      line((at) => (at === row || at === m + 2 * q + m + row || at === width - 1 ? ONE : ZERO)),
    ),
    line((at) => (at < m ? negative(ONE) : ZERO)),
  ];
  const basis = Array.from({length: 2 * m}, (_, at) => m + 2 * q + at);
  for (;;) {
    const entering = item(tableau, 2 * m).findIndex(({top}, at) => at < width - 1 && top < 0n);
    if (entering < 0) break;
    const leaving = leavingRow(tableau, basis, entering);
    if (leaving < 0) throw new Error("the programme is bounded by d ≤ 1");
    eliminate(tableau, leaving, entering);
    basis[leaving] = entering;
  }
  return Array.from({length: m}, (_, at) => {
    const row = basis.indexOf(at);
    return row < 0 ? ZERO : item(item(tableau, row), width - 1);
  });
}

function leavingRow(tableau: readonly Row[], basis: readonly number[], entering: number): number {
  let best = -1;
  let least = ZERO;
  for (const [row, place] of basis.entries()) {
    const line = item(tableau, row);
    const pivot = item(line, entering);
    if (pivot.top <= 0n) continue;
    const ratio = over(item(line, line.length - 1), pivot);
    const order = best < 0 ? -1n : less(ratio, least).top;
    if (order < 0n || (order === 0n && place < item(basis, best))) [best, least] = [row, ratio];
  }
  return best;
}
