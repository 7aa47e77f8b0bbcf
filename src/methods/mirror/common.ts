import {type SeededRandom, wordAt} from "../../base/index.ts";
import {mean, median} from "./units.ts";

/** A change that pairs without the shock share. */
export interface CommonChange {
  /** In logs of exported ÷ imported. */
  readonly change: number;
  /** Members it rests on, and those set aside as unlike the others, by name. */
  readonly kept: readonly string[];
  readonly aside: readonly string[];
}

const LIMIT = 3;
// Two values differ by rounding where no noise was put in.
const ROUNDING = 1e-9;

/**
 * The mean of the changes within three robust standard deviations of their median: as good as a mean among ordinary
 * changes, and deaf to a minority that the shock hit too.
 *
 * @returns null of no changes
 */
export function commonChange(changes: ReadonlyMap<string, number>): CommonChange | null {
  const values = [...changes.values()];
  if (values.length === 0) return null;
  const middle = median(values);
  const reach = LIMIT * 1.4826 * median(values.map((value) => Math.abs(value - middle))) + ROUNDING;
  const isKept = (value: number) => Math.abs(value - middle) <= reach;
  const named = (keep: boolean): string[] =>
    [...changes].flatMap(([name, value]) => (isKept(value) === keep ? [name] : []));
  return {change: mean(values.filter(isKept)), kept: named(true), aside: named(false)};
}

/**
 * Changes as they could have come out with other controls: means of as many drawn from the kept ones, spread by √(n/(n−1))
 * for what a mean of few takes.
 *
 * @returns none where fewer than two controls are kept
 */
export function drawCommon(
  changes: ReadonlyMap<string, number>,
  {change, kept}: CommonChange,
  {random, draws}: {readonly random: SeededRandom; readonly draws: number},
): number[] {
  const values = Float64Array.from(kept.flatMap((name) => changes.get(name) ?? []));
  const count = values.length;
  if (count < 2) return [];
  const spread = Math.sqrt(count / (count - 1));
  return Array.from({length: draws}, () => {
    const state = random.skip(count);
    let sum = 0;
    for (let at = 0; at < count; at++)
      sum += Number(values[Math.floor((wordAt(state, at) / 2 ** 32) * count)]);
    return change + spread * (sum / count - change);
  });
}
