import type {Period} from "../../base/index.ts";

/** `2022-03..2022-11`, or the one period. */
export function rangeOf(periods: readonly Period[]): string {
  const [first, last] = [periods[0], periods.at(-1)];
  return first === last ? String(first) : `${first}..${last}`;
}
