import type {Month, Period} from "../base/index.ts";
import {lazy, readTable} from "./table.ts";

const rates: () => ReadonlyMap<string, number> = lazy(
  () =>
    new Map(
      readTable("fx/eur-usd.csv", ["period", "usd_per_eur", "source"]).map((row) => [
        row.period,
        Number(row.usd_per_eur),
      ]),
    ),
);

/**
 * US dollars per euro, the mean of the ECB's reference rates over a month or a year, four decimals. Null outside the series,
 * which begins in 1999-01: convert nothing then, and say so.
 */
export function usdPerEur(period: Period | Month): number | null {
  return rates().get(period) ?? null;
}

/** The periods with a rate: months and years, ascending as text. */
export function fxPeriods(): string[] {
  return [...rates().keys()];
}
