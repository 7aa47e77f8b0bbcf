import {
  type Day,
  type Frequency,
  type Period,
  type PeriodRange,
  period,
  periodRange,
  periodsIn,
  shiftYears,
  yearOf,
} from "../../base/index.ts";
import {rangeOf} from "../common/periods.ts";

/** What a row is about: the periods measured, and earlier years of the same months to take the usual gap from, by year. */
export interface Spans {
  readonly window: readonly Period[];
  readonly baseline: ReadonlyMap<string, readonly Period[]>;
}

const MOST_YEARS = 5;

/**
 * A window with its baseline. A window of years has single years before the shock for its baseline, one of months the same
 * months of years before it. A year that shares a period with the window, or reaches into the shock, is none of them.
 */
export function spansOf(
  window: readonly Period[],
  {shock, baseline}: {readonly shock: Day; readonly baseline: PeriodRange | null},
): Spans {
  const [first] = window;
  if (first === undefined) return {window, baseline: new Map()};
  const annual = first.length === 4;
  const last = yearOf(shock) - 1;
  const [from, to] =
    baseline === null ? [last - MOST_YEARS + 1, last] : [yearOf(baseline.from), yearOf(baseline.to)];
  const years = Array.from({length: Math.max(0, to - from + 1)}, (_, at) => from + at);
  const spans = years.map(
    (year) => [String(year), annual ? [period(String(year))] : sameMonths(window, year)] as const,
  );
  return {window, baseline: new Map(spans.filter(([, periods]) => isBefore(periods, window, shock)))};
}

function isBefore(periods: readonly Period[], window: readonly Period[], shock: Day): boolean {
  return periods.every((at) => at < shock.slice(0, at.length) && !window.includes(at));
}

/** The window moved so that its first month lies in `year`. */
function sameMonths(window: readonly Period[], year: number): Period[] {
  const range = periodRange(rangeOf(window));
  return periodsIn(shiftYears(range, year - yearOf(range.from)));
}

/** The whole span that must be read for some windows. */
export function wholeSpan(spans: readonly Spans[], frequency: Frequency): PeriodRange {
  const all = spans.flatMap(({window, baseline}) => [...window, ...[...baseline.values()].flat()]).sort();
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) throw new Error("a question has at least one period");
  return {from: first, to: last, frequency};
}
