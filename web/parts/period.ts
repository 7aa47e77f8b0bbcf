const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** `2022-03` → March 2022 in short; a year stays. */
export function shownPeriod(period: string): string {
  const [year = "", month] = period.split("-");
  const name = month === undefined ? undefined : MONTHS[Number(month) - 1];
  return name === undefined ? period : `${name} ${year}`;
}

/** `2022-03-02` → the day written for people; a month or a year stays one. */
export function shownDay(date: string): string {
  const [, , day] = date.split("-");
  return day === undefined ? shownPeriod(date) : `${Number(day)} ${shownPeriod(date)}`;
}

/** `2022-03..2022-11` → its two ends, written for people. */
export function shownRange(range: string): string {
  const [from = range, to] = range.split("..");
  return to === undefined || to === from ? shownPeriod(from) : `${shownPeriod(from)} – ${shownPeriod(to)}`;
}
