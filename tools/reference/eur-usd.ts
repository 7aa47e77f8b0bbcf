import {readFileSync, writeFileSync} from "node:fs";

/**
 * Writes reference/fx/eur-usd.csv: monthly and annual averages of the ECB euro reference rate, US dollars per euro.
 *
 * Monthly: the published average up to 2019-07, the mean of the daily rates from 2019-08. Annual: the mean of the daily
 * rates where every day is at hand (2020 on); before that the monthly averages weighted by the days of TARGET, which
 * differs from the published annual figure by at most 1 in the fourth decimal because the months are rounded.
 *
 * Run: node tools/reference/eur-usd.ts
 */
const inputs = new URL("./inputs/", import.meta.url);
const output = new URL("../../reference/fx/eur-usd.csv", import.meta.url);

const EUROSTAT =
  "Eurostat ert_bil_eur_m, average of ECB reference rates; copy alan-turing-institute/TCPD@7c6c2e0 datasets/usd_isk";
const ECB_DAILY = "mean of ECB daily reference rates; copy srponze/irpf_spain@c3dd924 usd.xml";
const WEIGHTED = "monthly averages weighted by TARGET days";

/** Rows of a two-column CSV: key and rate in ten-thousandths, an exact integer. */
function rates(file: string): [string, number][] {
  const lines = readFileSync(new URL(file, inputs), "utf8").trimEnd().split("\n").slice(1);
  return lines.map((line) => {
    const [key = "", rate = ""] = line.split(",");
    return [key, Math.round(Number(rate) * 10_000)];
  });
}

/** Four decimals, halves up, from a total of ten-thousandths over a count. */
function mean(total: number, count: number): string {
  return (Math.floor((2 * total + count) / (2 * count)) / 10_000).toFixed(4);
}

function easter(year: number): Date {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const e = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const f = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - e - (c % 4)) % 7;
  const g = Math.floor((a + 11 * e + 22 * f) / 451);
  const h = e + f - 7 * g + 114;
  return new Date(Date.UTC(year, Math.floor(h / 31) - 1, (h % 31) + 1));
}

/** Holidays of TARGET: in 1999 only New Year, Christmas and the last of December, since 2000 Easter, 1 May and 26 December too. */
function targetHolidays(year: number): Set<string> {
  const days = year === 1999 ? ["01-01", "12-25", "12-31"] : ["01-01", "05-01", "12-25", "12-26"];
  const closed = new Set(days.map((day) => `${year}-${day}`));
  if (year === 2001) closed.add("2001-12-31");
  if (year === 1999) return closed;
  const sunday = easter(year).getTime();
  for (const shift of [-2, 1]) closed.add(new Date(sunday + shift * 86_400_000).toISOString().slice(0, 10));
  return closed;
}

/** Days on which TARGET is open in a month: weekdays less holidays. */
function targetDays(month: string): number {
  const [year = 0, at = 0] = month.split("-").map(Number);
  const closed = targetHolidays(year);
  let open = 0;
  for (
    let day = new Date(Date.UTC(year, at - 1, 1));
    day.getUTCMonth() === at - 1;
    day.setUTCDate(day.getUTCDate() + 1)
  ) {
    const weekday = day.getUTCDay();
    if (weekday > 0 && weekday < 6 && !closed.has(day.toISOString().slice(0, 10))) open += 1;
  }
  return open;
}

interface Sum {
  readonly total: number;
  readonly days: number;
  readonly source: string;
}

const months = new Map<string, Sum>();
for (const [month, rate] of rates("eur-usd-monthly.csv")) {
  const days = targetDays(month);
  months.set(month, {total: rate * days, days, source: EUROSTAT});
}
for (const [date, rate] of rates("eur-usd-daily.csv")) {
  const month = date.slice(0, 7);
  const {total, days} = months.get(month) ?? {total: 0, days: 0};
  months.set(month, {total: total + rate, days: days + 1, source: ECB_DAILY});
}

const years = Map.groupBy(months, ([month]) => month.slice(0, 4));
const rows = [...months].map(([month, {total, days, source}]) => `${month},${mean(total, days)},${source}`);
for (const [year, parts] of years) {
  if (parts.length < 12) continue;
  const total = parts.reduce((sum, [, part]) => sum + part.total, 0);
  const days = parts.reduce((sum, [, part]) => sum + part.days, 0);
  const source = parts.every(([, part]) => part.source === ECB_DAILY) ? ECB_DAILY : WEIGHTED;
  rows.push(`${year},${mean(total, days)},${source}`);
}
const quoted = rows.map((row) => row.replace(/^([^,]*,[^,]*),(.*,.*)$/, '$1,"$2"'));
writeFileSync(output, `period,usd_per_eur,source\n${quoted.sort().join("\n")}\n`);
