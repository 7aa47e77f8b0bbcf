import {type Finding, numberIn, textIn} from "../../data/index.ts";
import {endsOf, linear, tickedFromZero} from "../../parts/scale.ts";
import {readTests, type TestMark} from "../../parts/test-marks.tsx";

/** A hub as a line of the ranking; positions are per cent of the axis. */
export interface HubLine {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly hub: string;
  readonly name: string;
  readonly grade: string | null;
  readonly documentedUsd: number | null;
  readonly upperUsd: number | null;
  readonly sharePct: number | null;
  readonly listedUsd: number | null;
  readonly bar: {readonly left: number; readonly width: number} | null;
  readonly tests: readonly TestMark[];
  readonly testsPassed: number | null;
  readonly testsKnown: number | null;
}

/** The ranking, and the axis that its intervals stand on. */
export interface Ranking {
  readonly lines: readonly HubLine[];
  readonly ticks: readonly {readonly usd: number; readonly left: number}[];
}

export function rankingOf(finding: Finding): Ranking {
  const ticks = tickedFromZero(finding.rows.map((row) => numberIn(row, "refill_upper_usd")));
  const scale = linear(endsOf(ticks ?? []), [0, 100]);
  return {
    lines: finding.rows.map((row, at) => {
      const documentedUsd = numberIn(row, "refill_documented_usd");
      const upperUsd = numberIn(row, "refill_upper_usd");
      const known = documentedUsd !== null && upperUsd !== null;
      return {
        row: at + 1,
        hub: textIn(row, "hub") ?? "",
        name: textIn(row, "hub_name") ?? textIn(row, "hub") ?? "",
        grade: textIn(row, "grade"),
        documentedUsd,
        upperUsd,
        sharePct: numberIn(row, "share_upper_pct"),
        listedUsd: numberIn(row, "listed_in_usd"),
        bar: known ? {left: scale(documentedUsd), width: scale(upperUsd) - scale(documentedUsd)} : null,
        tests: readTests(textIn(row, "tests")),
        testsPassed: numberIn(row, "tests_passed"),
        testsKnown: numberIn(row, "tests_known"),
      };
    }),
    ticks: (ticks ?? []).map((usd) => ({usd, left: scale(usd)})),
  };
}
