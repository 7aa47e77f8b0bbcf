import {type Finding, numberIn} from "../../data/index.ts";
import {endsOf, linear, roundTicks} from "../../parts/scale.ts";

/** An effect in one period from the shock on, with its interval. */
export interface EventPoint {
  /** Periods since the shock; −1 is the last before it. */
  readonly period: number;
  readonly estimate: number;
  readonly low: number | null;
  readonly high: number | null;
}

/** What a finding with effects says of one destination. */
export interface EventStudy {
  readonly points: readonly EventPoint[];
  /** The reference period, whose effect is zero by construction; null where the finding does not tell. */
  readonly reference: number | null;
  readonly method: string;
  /** The effect after the shock in per cent, and the joint test of the periods before; null where there is none. */
  readonly effect: Finding["estimates"][number] | null;
  readonly preTrend: Finding["estimates"][number] | null;
}

/** The event study of a hub; null where the finding has none. */
export function eventStudyOf({estimates}: Finding, hub: string): EventStudy | null {
  const series = estimates.flatMap(({term, estimate, conf_low: low, conf_high: high, method}) => {
    const [, period] = new RegExp(`^rel::(-?\\d+):${hub}$`).exec(term) ?? [];
    return period === undefined || estimate === null
      ? []
      : [{period: Number(period), estimate, low, high, method}];
  });
  const [first] = series;
  if (first === undefined) return null;
  const [, reference] = /, (-?\d+) the reference/.exec(first.method) ?? [];
  const named = (term: string) => estimates.find((one) => one.term === term) ?? null;
  return {
    points: series.map(({method: _, ...point}) => point).sort((a, b) => a.period - b.period),
    reference: reference === undefined ? null : Number(reference),
    method: first.method,
    effect: named(`listed:post:${hub}:percent`),
    preTrend: named(`pre-trend:${hub}`),
  };
}

/** Positions of an event study on a field. */
export interface EventLayout {
  readonly plot: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
  readonly ticks: readonly {readonly value: number; readonly y: number}[];
  readonly points: readonly (EventPoint & {
    readonly x: number;
    readonly y: number;
    readonly yLow: number | null;
    readonly yHigh: number | null;
  })[];
  /** Names below the field. */
  readonly labels: readonly {readonly text: string; readonly x: number}[];
  readonly reference: {readonly x: number; readonly y: number} | null;
  /** Between the last period before the shock and the first after it. */
  readonly shockX: number;
}

const MARGIN = {left: 48, right: 12, top: 18, bottom: 34};
const LABEL_PX = 40;

export function eventLayout(
  {points, reference}: EventStudy,
  {width, height}: {readonly width: number; readonly height: number},
): EventLayout {
  const plot = {
    left: MARGIN.left,
    right: width - MARGIN.right,
    top: MARGIN.top,
    bottom: height - MARGIN.bottom,
  };
  const periods = [...points.map(({period}) => period), ...(reference === null ? [] : [reference])];
  const [from, to] = [Math.min(...periods), Math.max(...periods)];
  const x = linear([from - 0.5, to + 0.5], [plot.left, plot.right]);
  const values = points.flatMap(({estimate, low, high}) => [estimate, low ?? estimate, high ?? estimate]);
  const ticks = roundTicks(Math.min(0, ...values), Math.max(0, ...values));
  const y = linear(endsOf(ticks), [plot.bottom, plot.top]);
  const every = Math.max(1, Math.ceil((LABEL_PX * (to - from + 1)) / (plot.right - plot.left)));
  const labels = Array.from({length: to - from + 1}, (_, at) => from + at).filter(
    (period) => period % every === 0,
  );
  return {
    plot,
    ticks: ticks.map((value) => ({value, y: y(value)})),
    points: points.map((point) => ({
      ...point,
      x: x(point.period),
      y: y(point.estimate),
      yLow: point.low === null ? null : y(point.low),
      yHigh: point.high === null ? null : y(point.high),
    })),
    labels: labels.map((period) => ({
      text: period > 0 ? `+${period}` : String(period).replace("-", "−"),
      x: x(period),
    })),
    reference: reference === null ? null : {x: x(reference), y: y(0)},
    shockX: x(-0.5),
  };
}

/** A product's unit values on the two roads of a hub, US dollars a kilogram; positions in per cent on a logarithmic axis. */
export interface UnitValueLine {
  readonly row: number;
  readonly product: string;
  readonly inUsdPerKg: number;
  readonly outUsdPerKg: number;
  readonly inAt: number;
  readonly outAt: number;
}

/** Lines of products that were weighed on both roads, those with the most goods first as the finding has them; and the axis. */
export function unitValueLines(finding: Finding): {
  readonly lines: readonly UnitValueLine[];
  readonly ticks: readonly {readonly value: number; readonly left: number}[];
} {
  const known = finding.rows.flatMap((row, at) => {
    const [inUsdPerKg, outUsdPerKg] = [numberIn(row, "in_usd_per_kg"), numberIn(row, "out_usd_per_kg")];
    if (inUsdPerKg === null || outUsdPerKg === null || inUsdPerKg <= 0 || outUsdPerKg <= 0) return [];
    return [{row: at + 1, product: String(row.product), inUsdPerKg, outUsdPerKg}];
  });
  if (known.length === 0) return {lines: [], ticks: []};
  const powers = known.flatMap((line) => [Math.log10(line.inUsdPerKg), Math.log10(line.outUsdPerKg)]);
  const [from, to] = [Math.floor(Math.min(...powers)), Math.ceil(Math.max(...powers))];
  const scale = linear([from, Math.max(to, from + 1)], [0, 100]);
  return {
    lines: known.map((line) => ({
      ...line,
      inAt: scale(Math.log10(line.inUsdPerKg)),
      outAt: scale(Math.log10(line.outUsdPerKg)),
    })),
    ticks: Array.from({length: Math.max(to, from + 1) - from + 1}, (_, at) => ({
      value: 10 ** (from + at),
      left: scale(from + at),
    })),
  };
}
