import {type Finding, type FindingRow, numberIn, textIn} from "../../data/index.ts";
import {endsOf, linear, tickedFromZero} from "../../parts/scale.ts";

/** A bar of listed exports with the usual level, and the bounds of what is beyond it; positions in per cent. */
export interface CompareBar {
  readonly key: string;
  readonly listedUsd: number | null;
  readonly usualUsd: number | null;
  readonly lowUsd: number | null;
  readonly highUsd: number | null;
  readonly listed: number | null;
  readonly usual: number | null;
  /** Row of the finding, from 1. */
  readonly row: number;
}

/** Bars of a finding by product or origin, on one scale. */
export function compareBars(finding: Finding, key: string): readonly CompareBar[] {
  const values = finding.rows.flatMap((row) => [
    numberIn(row, "listed_in_usd"),
    numberIn(row, "baseline_usd"),
  ]);
  const ticks = tickedFromZero(values);
  const scale = linear(endsOf(ticks ?? []), [0, 100]);
  const place = (usd: number | null) => (usd === null ? null : scale(usd));
  return finding.rows
    .map((row, at) => ({...amountsOfRow(row), key: textIn(row, key) ?? "", row: at + 1}))
    .map((bar) => ({
      ...bar,
      listed: place(bar.listedUsd),
      usual: place(bar.usualUsd),
    }));
}

function amountsOfRow(row: FindingRow) {
  return {
    listedUsd: numberIn(row, "listed_in_usd"),
    usualUsd: numberIn(row, "baseline_usd"),
    lowUsd: numberIn(row, "excess_in_low_usd"),
    highUsd: numberIn(row, "excess_in_high_usd"),
  };
}
