import {type Finding, numberIn, textIn} from "../data/index.ts";
import {linear} from "./scale.ts";

/** A series in time; missing values stay missing. */
export interface Series {
  readonly points: readonly {readonly period: string; readonly usd: number | null}[];
}

/** The series of each partner of a finding by partner and period, periods ascending. */
export function seriesByPartner(finding: Finding): ReadonlyMap<string, Series> {
  const rows = finding.rows.map((row) => ({
    partner: textIn(row, "partner") ?? "",
    period: textIn(row, "period") ?? "",
    usd: numberIn(row, "value_usd"),
  }));
  return new Map(
    [...Map.groupBy(rows, ({partner}) => partner)].map(([partner, points]) => [
      partner,
      {points: points.toSorted((a, b) => (a.period < b.period ? -1 : 1))},
    ]),
  );
}

/** A line on a small field, broken where a value is missing. */
export interface Spark {
  readonly paths: readonly string[];
  /** Where the shock stands; null outside the series. */
  readonly shockX: number | null;
  /** The highest point; null where there is none. */
  readonly peak: {
    readonly x: number;
    readonly y: number;
    readonly period: string;
    readonly usd: number;
  } | null;
  readonly last: {readonly x: number; readonly y: number} | null;
}

export function sparkOf({points}: Series, {width, height, shock}: SparkField): Spark {
  const known = points.flatMap(({usd}) => (usd === null ? [] : [usd]));
  const x = linear([0, Math.max(1, points.length - 1)], [1, width - 1]);
  const y = linear([0, Math.max(...known, Number.MIN_VALUE)], [height - 1, 2]);
  const placed = points.map(({period, usd}, at) => ({
    period,
    usd,
    x: x(at),
    y: usd === null ? null : y(usd),
  }));
  const shockAt = points.findIndex(({period}) => shock !== null && period >= shock.slice(0, period.length));
  const drawn = placed.flatMap(({period, usd, x: left, y: top}) =>
    usd === null || top === null ? [] : [{period, usd, x: left, y: top}],
  );
  return {
    paths: unbroken(placed),
    shockX: shockAt > 0 ? x(shockAt) : null,
    peak: drawn.toSorted((a, b) => b.usd - a.usd)[0] ?? null,
    last: drawn.at(-1) ?? null,
  };
}

interface SparkField {
  readonly width: number;
  readonly height: number;
  /** Day of the shock. */
  readonly shock: string | null;
}

/** Paths through runs of known points. A point alone becomes a dot's length. */
export function unbroken(placed: readonly {readonly x: number; readonly y: number | null}[]): string[] {
  const runs: string[][] = [];
  let open: string[] | null = null;
  for (const {x, y} of placed) {
    if (y === null) {
      open = null;
      continue;
    }
    if (open === null) {
      open = [];
      runs.push(open);
    }
    open.push(`${x.toFixed(1)},${y.toFixed(1)}`);
  }
  return runs.map((run) => (run.length === 1 ? `M${run[0]}h.01` : `M${run.join("L")}`));
}
