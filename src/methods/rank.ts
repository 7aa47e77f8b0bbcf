import {type Random, shuffleInPlace} from "../base/index.ts";

/** Ranks from 1, ties at their mean rank. */
export function ranks(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({value, at})).sort((a, b) => a.value - b.value);
  const result = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to++;
    for (let k = from; k <= to; k++) {
      const place = order[k];
      if (place !== undefined) result[place.at] = (from + to) / 2 + 1;
    }
    from = to + 1;
  }
  return result;
}

/** Spearman's rank correlation; null with fewer than two values or no variation in one of the two. */
export function spearman(a: readonly number[], b: readonly number[]): number | null {
  return pearson(ranks(a), ranks(b));
}

function pearson(a: readonly number[], b: readonly number[]): number | null {
  const n = a.length;
  if (n < 2 || b.length !== n) return null;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [ab, aa, bb] = [0, 0, 0];
  for (const [at, value] of a.entries()) {
    const [da, db] = [value - meanA, (b[at] ?? Number.NaN) - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  return aa === 0 || bb === 0 ? null : ab / Math.sqrt(aa * bb);
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

/**
 * One-sided permutation p of a positive rank correlation: the share of `draws` relabellings, the observed one counted,
 * whose correlation is at least as large.
 *
 * @returns null where `spearman` is
 */
export function spearmanP(
  a: readonly number[],
  b: readonly number[],
  {random, draws = 999}: {readonly random: Random; readonly draws?: number},
): number | null {
  const [rankedA, rankedB] = [centred(ranks(a)), centred(ranks(b))];
  const scale = Math.sqrt(dot(rankedA, rankedA) * dot(rankedB, rankedB));
  if (a.length < 2 || a.length !== b.length || scale === 0) return null;
  // Rank correlations of ties differ in the last bit between orders of summation.
  const least = dot(rankedA, rankedB) - 1e-12 * scale;
  const relabelled = new Float64Array(rankedB.length);
  let extreme = 1;
  for (let draw = 0; draw < draws; draw++) {
    relabelled.set(rankedB);
    shuffleInPlace(random, relabelled);
    if (dot(rankedA, relabelled) >= least) extreme += 1;
  }
  return extreme / (draws + 1);
}

/**
 * The same p over all orders of the second list: exact, and without a seed. The number of orders is n!, of which 9 values
 * have 362,880.
 *
 * @returns null where `spearman` is
 */
export function spearmanExactP(a: readonly number[], b: readonly number[]): number | null {
  if (a.length !== b.length || a.length < 2) return null;
  const [rankedA, rankedB] = [centred(ranks(a)), centred(ranks(b))];
  const scale = Math.sqrt(dot(rankedA, rankedA) * dot(rankedB, rankedB));
  if (scale === 0) return null;
  const counted = countOrders(rankedA, rankedB, dot(rankedA, rankedB) - 1e-12 * scale);
  return counted.extreme / counted.orders;
}

/** How many orders of `b` there are, and in how many its product with `a` is at least `least`. Heap's algorithm. */
function countOrders(
  a: Float64Array,
  b: Float64Array,
  least: number,
): {readonly orders: number; readonly extreme: number} {
  const order = b.slice();
  const turns = new Int32Array(order.length);
  let orders = 1;
  let extreme = dot(a, order) >= least ? 1 : 0;
  for (let at = 1; at < order.length; ) {
    const turn = turns[at] ?? at;
    if (turn >= at) {
      turns[at] = 0;
      at++;
      continue;
    }
    swap(order, at % 2 === 0 ? 0 : turn, at);
    orders++;
    if (dot(a, order) >= least) extreme++;
    turns[at] = turn + 1;
    at = 1;
  }
  return {orders, extreme};
}

function swap(values: Float64Array, one: number, other: number): void {
  const kept = values[one] ?? Number.NaN;
  values[one] = values[other] ?? Number.NaN;
  values[other] = kept;
}

function centred(values: readonly number[]): Float64Array {
  const middle = mean(values);
  return Float64Array.from(values, (value) => value - middle);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let at = 0; at < a.length; at++) sum += (a[at] ?? Number.NaN) * (b[at] ?? Number.NaN);
  return sum;
}
