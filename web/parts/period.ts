const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2022-03` → March 2022 in short; a year stays. */
export function shownPeriod(period: string): string {
  const [year = "", month] = period.split("-");
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return name === undefined ? period : `${name} ${year}`;
}

/** `2022-03..2022-11` → its two ends, written for people. */
export function shownRange(range: string): string {
  const [from = range, to] = range.split("..");
  return to === undefined || to === from ? shownPeriod(from) : `${shownPeriod(from)} – ${shownPeriod(to)}`;
}

/** Periods from `from` to `to`, both included, at the grain they are written in. */
export function periodsBetween(from: string, to: string): string[] {
  const monthly = from.length > 4;
  const number = (period: string) =>
    Number(period.slice(0, 4)) * 12 + (monthly ? Number(period.slice(5, 7)) - 1 : 0);
  const step = monthly ? 1 : 12;
  const count = Math.floor((number(to) - number(from)) / step) + 1;
  return Array.from({length: Math.max(0, count)}, (_, at) => written(number(from) + at * step, monthly));
}

function written(months: number, monthly: boolean): string {
  const year = Math.floor(months / 12);
  return monthly ? `${year}-${String((months % 12) + 1).padStart(2, "0")}` : String(year);
}

/** The period of a day at the grain of another: `2022-02-24` among months is `2022-02`. */
export function periodOf(day: string, like: string): string {
  return day.slice(0, like.length);
}
