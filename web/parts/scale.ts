/** A straight scale from numbers to positions. */
export type Scale = (value: number) => number;

/** @param domain two different numbers */
export function linear(domain: readonly [number, number], range: readonly [number, number]): Scale {
  const [low, high] = domain;
  const [from, to] = range;
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** Below this a step is no longer a number that doubles hold with all their digits. */
const LEAST_SPAN = 1e-290;

/** Round numbers from the first at or below `low` to the first at or above `high`, about `count` of them. */
export function roundTicks(low: number, high: number, count = 4): number[] {
  if (!(high - low > LEAST_SPAN)) return [low];
  const rough = (high - low) / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 2.5, 5, 10].map((factor) => factor * power).find((size) => size >= rough) ?? 10 * power;
  const from = Math.floor(low / step);
  const to = Math.ceil(high / step);
  return Array.from({length: to - from + 1}, (_, at) => (from + at) * step);
}

/** The round numbers that hold all of these and zero; null where there is no number. */
export function tickedFromZero(values: Iterable<number | null>, count = 4): readonly number[] | null {
  const known = [...values].filter((value) => value !== null);
  if (known.length === 0) return null;
  return roundTicks(Math.min(...known, 0), Math.max(...known, 0), count);
}

/** The ends of ticks. */
export function endsOf(ticks: readonly number[]): readonly [number, number] {
  const [first = 0] = ticks;
  const last = ticks.at(-1) ?? first;
  return last > first ? [first, last] : [first, first + 1];
}
