import {endsOf, linear, tickedFromZero} from "../../parts/scale.ts";

/** A row of a chart. */
export interface Part {
  readonly key: string;
  /** As people read it. */
  readonly name: string;
  readonly usd: number | null;
  readonly records: number | null;
  readonly silent: number | null;
}

/** A bar; `width` in per cent of the largest, null where no value is known. */
export interface Bar extends Part {
  readonly width: number | null;
  readonly chosen: boolean;
}

/** Bars, the largest first, missing ones last; the chosen ones are always among the first `most`. */
export function barsOf(parts: readonly Part[], chosen: string | null, most: number): readonly Bar[] {
  const names = new Set(chosen?.split(",") ?? []);
  const scale = linear(endsOf(tickedFromZero(parts.map(({usd}) => usd)) ?? [0]), [0, 100]);
  const sorted = parts
    .toSorted((a, b) => (b.usd ?? -Infinity) - (a.usd ?? -Infinity))
    .map((part) => ({
      ...part,
      width: part.usd === null ? null : scale(part.usd),
      chosen: names.has(part.key),
    }));
  return sorted.filter(({chosen: isChosen}, at) => isChosen || at < most);
}

/** Places from 0 of the two ends of a range among periods; all of them where the range is none or lies outside. */
export function endsAmong(periods: readonly string[], range: string | null): readonly [number, number] {
  const [first = "", last = first] = range?.split("..") ?? [];
  if (range === null || periods.length === 0) return [0, Math.max(0, periods.length - 1)];
  // A year covers its months: "2021" holds "2021-01" to "2021-12".
  const from = periods.findIndex((period) => period.slice(0, first.length) >= first);
  const to = periods.findLastIndex((period) => period.slice(0, last.length) <= last);
  return from < 0 || to < from ? [0, periods.length - 1] : [from, to];
}

/** The range between two periods, in whatever order; null where it holds all. */
export function rangeBetween(periods: readonly string[], one: number, other: number): string | null {
  const [from, to] = [Math.max(0, Math.min(one, other)), Math.min(periods.length - 1, Math.max(one, other))];
  if (from === 0 && to === periods.length - 1) return null;
  const [first, last] = [periods[from], periods[to]];
  if (first === undefined || last === undefined) return null;
  return first === last ? first : `${first}..${last}`;
}
