import type {Day, Month, Period} from "../base/index.ts";

/** A day, a month or a year. */
export type CalendarDate = Day | Month | Period;

/** First and last day of validity, both included; null means unbounded or not known. */
export interface Validity {
  readonly start: string | null;
  readonly end: string | null;
}

/** First day of a year, month or day, as text. */
export function firstDay(date: CalendarDate): string {
  return `${date}-01-01`.slice(0, 10);
}

/** A text not before the last day of a year, month or day and before the next one; for comparison, not for the calendar. */
export function lastDay(date: CalendarDate): string {
  return date.length === 4 ? `${date}-12-31` : date.length === 7 ? `${date}-31` : date;
}

/** True when the validity and the date share a day. */
export function overlaps({start, end}: Validity, date: CalendarDate): boolean {
  return (start === null || start <= lastDay(date)) && (end === null || end >= firstDay(date));
}

/** True when the last day of the date lies within the validity. */
export function holdsAtEnd({start, end}: Validity, date: CalendarDate): boolean {
  const last = lastDay(date);
  return (start === null || start <= last) && (end === null || end >= last);
}

/** A cell as text, or null when it is empty. */
export function orNull(cell: string): string | null {
  return cell === "" ? null : cell;
}
