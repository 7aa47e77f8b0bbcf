import {type Finding, numberIn, textIn} from "../../data/index.ts";
import {endsOf, linear, tickedFromZero} from "../../parts/scale.ts";
import type {TimePoint} from "../../parts/time-layout.ts";

/** How the rows are drawn: in time, as bars, or not at all where they have more than one name. */
export type TradePicture =
  | {
      readonly kind: "time";
      readonly points: readonly TimePoint[];
      readonly other: readonly TimePoint[] | null;
    }
  | {readonly kind: "bars"; readonly bars: readonly TradeBar[]}
  | {readonly kind: "none"};

export interface TradeBar {
  readonly name: string;
  readonly row: number;
  readonly usd: number | null;
  /** Per cent of the axis. */
  readonly width: number | null;
}

const VALUES = ["value_usd", "value_eur", "exporter_usd", "reconciled_usd"];
const MOST_BARS = 30;

/** The column of values that is drawn; null where the finding has none of them. */
export function valueColumn({columns}: Finding): string | null {
  return VALUES.find((name) => columns.some((column) => column.name === name)) ?? null;
}

export function tradePicture(finding: Finding): TradePicture {
  const value = valueColumn(finding);
  const by = finding.parameters.by;
  const [name, ...others] = Array.isArray(by) ? by.map(String) : [];
  if (value === null || name === undefined || others.length > 0) return {kind: "none"};
  if (name !== "period") return {kind: "bars", bars: barsOf(finding, name, value)};
  const pointsOf = (column: string) =>
    finding.rows.map((row) => ({period: textIn(row, "period") ?? "", value: numberIn(row, column)}));
  const both = finding.columns.some((column) => column.name === "importer_usd");
  return {kind: "time", points: pointsOf(value), other: both ? pointsOf("importer_usd") : null};
}

function barsOf({rows}: Finding, name: string, value: string): TradeBar[] {
  const bars = rows.map((row, at) => ({
    name: textIn(row, name) ?? "",
    row: at + 1,
    usd: numberIn(row, value),
  }));
  const sorted = bars.toSorted((a, b) => (b.usd ?? -Infinity) - (a.usd ?? -Infinity)).slice(0, MOST_BARS);
  const scale = linear(endsOf(tickedFromZero(sorted.map(({usd}) => usd)) ?? [0]), [0, 100]);
  return sorted.map((bar) => ({...bar, width: bar.usd === null ? null : scale(bar.usd)}));
}
