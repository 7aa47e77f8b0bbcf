import {
  type Day,
  type Frequency,
  monthAfter,
  type Period,
  type PeriodRange,
  period,
  periodRange,
  periodsIn,
  UsageError,
  yearOf,
} from "../../base/index.ts";
import type {ChannelParams} from "./params.ts";

/** The periods measured, and for each baseline year the periods they are measured against, in the same order. */
export interface Timing {
  readonly frequency: Frequency;
  readonly window: readonly Period[];
  /** Oldest year first; each as long as `window`. */
  readonly baseline: readonly (readonly Period[])[];
  /** The whole span that must be read. */
  readonly span: PeriodRange;
}

/** What bounds the timing: the shock, and ranges where they are given. */
export type StudySpan = Pick<ChannelParams, "shock" | "baseline" | "window">;

const MOST_BASELINE_YEARS = {M: 2, A: 3} as const;

/**
 * Chooses the window and the baseline from the periods that the origins report.
 *
 * Window: all covered periods after the shock, at most eleven months; or the given
 * one. Baseline: the same calendar months of the years before the shock, at most two of months or three of years.
 *
 * @param covered periods of one frequency that the origins report, ascending
 * @returns null when no period after the shock or no year before it is covered
 * @throws UsageError "window-before-shock" or "baseline-after-shock" for given ranges on the wrong side
 */
export function chooseTiming(
  covered: readonly Period[],
  frequency: Frequency,
  params: StudySpan,
): Timing | null {
  const after = firstAfter(params.shock, frequency);
  const window =
    params.window === null
      ? defaultWindow(covered, after, frequency)
      : given(params.window, covered, frequency);
  const first = window[0];
  if (first === undefined) return null;
  if (params.window !== null && first < shockPeriod(params.shock, frequency))
    throw wrongSide("window", params);
  const years = baselineYears(covered, window, frequency, params);
  const oldest = years[0]?.[0];
  const last = window.at(-1);
  if (oldest === undefined || last === undefined) return null;
  return {frequency, window, baseline: years, span: periodRange(`${oldest}..${last}`)};
}

function firstAfter(shock: Day, frequency: Frequency): Period {
  return frequency === "M" ? monthAfter(shock) : shockPeriod(shock, "A");
}

function shockPeriod(shock: Day, frequency: Frequency): Period {
  return period(frequency === "M" ? shock.slice(0, 7) : shock.slice(0, 4));
}

// One month less than a turn of the calendar: the twelfth is the shock's own, and in the year before it would lie in the shock.
const MOST_WINDOW_MONTHS = 11;

function defaultWindow(covered: readonly Period[], after: Period, frequency: Frequency): Period[] {
  const later = covered.filter((at) => at >= after);
  return frequency === "M" ? later.slice(0, MOST_WINDOW_MONTHS) : later;
}

function given(range: PeriodRange, covered: readonly Period[], frequency: Frequency): Period[] {
  if (range.frequency !== frequency) return [];
  return periodsIn(range).filter((at) => covered.includes(at));
}

function baselineYears(
  covered: readonly Period[],
  window: readonly Period[],
  frequency: Frequency,
  params: StudySpan,
): Period[][] {
  const {shock, baseline} = params;
  if (baseline !== null && baseline.to >= shockPeriod(shock, baseline.frequency))
    throw wrongSide("baseline", params);
  const allowed = covered.filter(
    (at) => at < shockPeriod(shock, frequency) && (baseline === null || inRange(at, baseline)),
  );
  if (frequency === "A") return annualBaseline(allowed, window, baseline !== null);
  const back = Array.from({length: 40}, (_, years) => window.map((at) => sameMonth(at, years + 1)));
  const whole = back.filter((year) => year.every((at) => allowed.includes(at)));
  return whole.slice(0, baseline === null ? MOST_BASELINE_YEARS.M : whole.length).reverse();
}

// Years after the shock are measured each against the mean of the years before it, so a year of the baseline stands for all of them.
function annualBaseline(allowed: readonly Period[], window: readonly Period[], given: boolean): Period[][] {
  return allowed.slice(given ? 0 : -MOST_BASELINE_YEARS.A).map((year) => window.map(() => year));
}

function inRange(at: Period, {from, to, frequency}: PeriodRange): boolean {
  const comparable = frequency === "A" ? at.slice(0, 4) : at;
  return comparable >= from && comparable <= to;
}

function sameMonth(at: Period, yearsBack: number): Period {
  return period(`${yearOf(at) - yearsBack}${at.slice(4)}`);
}

function wrongSide(which: "window" | "baseline", {shock}: StudySpan): UsageError {
  return new UsageError(which === "window" ? "window-before-shock" : "baseline-after-shock", {
    message:
      which === "window"
        ? `the window begins before the shock of ${shock}`
        : `the baseline reaches into or past the shock of ${shock}`,
    where: `--${which}`,
    hint:
      which === "window" ? "begin it in the month after the shock" : "end it in the month before the shock",
  });
}
