import {type Finding, numberIn, textIn} from "../../data/index.ts";
import {endsOf, linear, tickedFromZero} from "../../parts/scale.ts";
import {readTests, type TestMark} from "../../parts/test-marks.tsx";

/** A stretch of the axis, per cent of it. */
interface Span {
  readonly left: number;
  readonly width: number;
}

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
  readonly bar: Span | null;
  /** The 95 % interval, in the answer's own terms; null where it has none. */
  readonly confidence: {readonly lowUsd: number; readonly highUsd: number; readonly span: Span} | null;
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
  const ends = ["refill_upper_usd", "refill_conf_high_usd"].flatMap((name) =>
    finding.rows.map((row) => numberIn(row, name)),
  );
  const ticks = tickedFromZero(ends);
  const scale = linear(endsOf(ticks ?? []), [0, 100]);
  const span = (low: number, high: number) => ({left: scale(low), width: scale(high) - scale(low)});
  return {
    lines: finding.rows.map((row, at) => {
      const documentedUsd = numberIn(row, "refill_documented_usd");
      const upperUsd = numberIn(row, "refill_upper_usd");
      const known = documentedUsd !== null && upperUsd !== null;
      const lowUsd = numberIn(row, "refill_conf_low_usd");
      const highUsd = numberIn(row, "refill_conf_high_usd");
      return {
        row: at + 1,
        hub: textIn(row, "hub") ?? "",
        name: textIn(row, "hub_name") ?? textIn(row, "hub") ?? "",
        grade: textIn(row, "grade"),
        documentedUsd,
        upperUsd,
        sharePct: numberIn(row, "share_upper_pct"),
        listedUsd: numberIn(row, "listed_in_usd"),
        bar: known ? span(documentedUsd, upperUsd) : null,
        confidence:
          lowUsd === null || highUsd === null ? null : {lowUsd, highUsd, span: span(lowUsd, highUsd)},
        tests: readTests(textIn(row, "tests")),
        testsPassed: numberIn(row, "tests_passed"),
        testsKnown: numberIn(row, "tests_known"),
      };
    }),
    ticks: (ticks ?? []).map((usd) => ({usd, left: scale(usd)})),
  };
}
