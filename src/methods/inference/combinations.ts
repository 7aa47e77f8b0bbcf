import {below, type Random} from "../../base/index.ts";
import {at} from "./dense.ts";

/** C(n, size); Infinity where it is beyond the numbers. */
export function countCombinations(n: number, size: number): number {
  let count = 1;
  for (let i = 1; i <= size; i++) count = (count * (n - size + i)) / i;
  return size > n ? 0 : Math.round(count);
}

/** Every choice of `size` out of 0..n−1, each ascending, in lexicographic order. */
export function* combinations(n: number, size: number): Generator<readonly number[]> {
  const chosen = Array.from({length: size}, (_, i) => i);
  while (size <= n) {
    yield [...chosen];
    let place = size - 1;
    while (place >= 0 && at(chosen, place) === n - size + place) place--;
    if (place < 0) return;
    const value = at(chosen, place) + 1;
    for (let i = place; i < size; i++) chosen[i] = value + i - place;
  }
}

/** One choice of `size` out of 0..n−1, each equally likely, ascending (Floyd's method). */
export function drawCombination(random: Random, n: number, size: number): number[] {
  const chosen = new Set<number>();
  for (let last = n - size; last < n; last++) {
    const candidate = below(random, last + 1);
    chosen.add(chosen.has(candidate) ? last : candidate);
  }
  return [...chosen].sort((a, b) => a - b);
}
