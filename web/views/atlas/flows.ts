import {type Finding, numberIn, textIn} from "../../data/index.ts";

/** A flow between the pole and a state in a period, or what a measure says of their ties. */
export interface Flow {
  readonly state: string;
  /** In the unit of the map: US dollars of trade. */
  readonly amount: number;
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly source: string;
}

/** The flows of every period, those without any record at either end of time left out. */
export interface FlowBook {
  readonly periods: readonly string[];
  readonly byPeriod: ReadonlyMap<string, readonly Flow[]>;
  /** Largest of all periods; null where there is none. */
  readonly largest: number | null;
}

/**
 * @param column "partner", "reporter" or "state": the side that is not the pole
 * @param within members of the pole, whose trade among themselves is no flow to or from it
 * @param value the column of amounts
 */
export function flowBook(
  finding: Finding,
  column: string,
  within: ReadonlySet<string> = new Set(),
  value = "value_usd",
): FlowBook {
  const byPeriod = new Map<string, Flow[]>();
  for (const [at, row] of finding.rows.entries()) {
    const period = textIn(row, "period") ?? "";
    const flows = byPeriod.get(period) ?? [];
    const amount = numberIn(row, value);
    const state = textIn(row, column) ?? "";
    if (amount !== null && !within.has(state))
      flows.push({state, amount, row: at + 1, source: textIn(row, "source") ?? ""});
    byPeriod.set(period, flows);
  }
  const sorted = [...byPeriod.keys()].sort();
  const isKnown = (period: string) => (byPeriod.get(period)?.length ?? -1) > 0;
  const first = sorted.findIndex(isKnown);
  const last = sorted.findLastIndex(isKnown);
  const all = [...byPeriod.values()].flat();
  return {
    periods: first < 0 ? [] : sorted.slice(first, last + 1),
    byPeriod: new Map(
      [...byPeriod].map(([period, flows]) => [period, flows.toSorted((a, b) => b.amount - a.amount)]),
    ),
    largest: all.length === 0 ? null : all.reduce((most, {amount}) => Math.max(most, amount), 0),
  };
}

/** The period to show: the asked one where it is on record, else the last. */
export function shownPeriodOf({periods}: FlowBook, asked: string | null): string | null {
  if (asked !== null && periods.includes(asked)) return asked;
  return periods.at(-1) ?? null;
}
