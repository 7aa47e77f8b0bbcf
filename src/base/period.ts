import {type Brand, branded} from "./brand.ts";
import {UsageError} from "./errors.ts";

/** A calendar year `2022` or month `2022-03`, as text that sorts within its frequency. */
export type Period = Brand<string, "Period">;
export type Month = Brand<string, "Month">;
/** Annual or monthly. */
export type Frequency = "A" | "M";
/** A calendar day `2022-02-24`. */
export type Day = Brand<string, "Day">;

/** Both ends included, both of one frequency. */
export interface PeriodRange {
  readonly from: Period;
  readonly to: Period;
  readonly frequency: Frequency;
}

const YEAR = /^\d{4}$/;
const MONTH = /^\d{4}-(0[1-9]|1[0-2])$/;
const DAY = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** @throws UsageError "bad-period" unless `text` is YYYY or YYYY-MM */
export function period(text: string): Period {
  if (YEAR.test(text) || MONTH.test(text)) return branded(text);
  throw new UsageError("bad-period", {
    message: `"${text}" is no period`,
    hint: "give a year such as 2022 or a month such as 2022-03",
  });
}

/** @throws UsageError "bad-period" unless `text` is YYYY-MM */
export function month(text: string): Month {
  if (MONTH.test(text)) return branded(text);
  throw new UsageError("bad-period", {
    message: `"${text}" is no month`,
    hint: "give a month such as 2022-03",
  });
}

/** @throws UsageError "bad-date" unless `text` is a day of the calendar, YYYY-MM-DD */
export function day(text: string): Day {
  const real = DAY.test(text) && new Date(`${text}T00:00:00Z`).toISOString().startsWith(text);
  if (real) return branded(text);
  throw new UsageError("bad-date", {message: `"${text}" is no date`, hint: "give a day such as 2022-02-24"});
}

export function frequencyOf(p: Period | Month): Frequency {
  return p.length === 4 ? "A" : "M";
}

export function yearOf(p: Period | Month | Day): number {
  return Number(p.slice(0, 4));
}

/**
 * `2021`, `2021..2023`, `2022-03..2022-11`.
 * @throws UsageError "bad-period" for mixed frequencies or an end before the start
 */
export function periodRange(text: string): PeriodRange {
  const [first = "", last = first, ...more] = text.split("..");
  const from = period(first);
  const to = period(last);
  const frequency = frequencyOf(from);
  if (more.length > 0 || frequencyOf(to) !== frequency || to < from) {
    throw new UsageError("bad-period", {
      message: `"${text}" is no range of periods`,
      hint: "give two years or two months, the earlier first: 2021..2023 or 2022-03..2022-11",
    });
  }
  return {from, to, frequency};
}

export function formatRange({from, to}: PeriodRange): string {
  return from === to ? from : `${from}..${to}`;
}

/** Every period of the range, in order. */
export function periodsIn(range: PeriodRange): Period[] {
  const {from, to, frequency} = range;
  if (frequency === "A") {
    return Array.from({length: yearOf(to) - yearOf(from) + 1}, (_, i) => branded(String(yearOf(from) + i)));
  }
  const first = monthIndex(from);
  return Array.from({length: monthIndex(to) - first + 1}, (_, i) => monthAt(first + i));
}

/** The range moved by whole years; −1 gives the same months a year earlier. */
export function shiftYears({from, to, frequency}: PeriodRange, years: number): PeriodRange {
  const moved = (p: Period): Period => branded(`${yearOf(p) + years}${p.slice(4)}`);
  return {from: moved(from), to: moved(to), frequency};
}

/** The first whole month after a day: 2022-02-24 → 2022-03. */
export function monthAfter(date: Day): Period {
  return monthAt(monthIndex(branded<string, "Period">(date.slice(0, 7))) + 1);
}

/** Months since year 0, so that differences count months. */
export function monthIndex(p: Period): number {
  return yearOf(p) * 12 + Number(p.slice(5, 7)) - 1;
}

function monthAt(index: number): Period {
  return branded(`${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`);
}
