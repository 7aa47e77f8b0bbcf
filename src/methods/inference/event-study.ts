import {UsageError} from "../../base/index.ts";
import type {Covariance, Reference} from "./covariance.ts";
import {at, block} from "./dense.ts";
import {coefficientTable, type Estimates} from "./table.ts";
import {positionOf, type WaldTest, waldTest} from "./wald.ts";

/** One period of an event study. */
export interface EventRow {
  readonly period: number;
  /** The coefficient's name; null in the reference period. */
  readonly name: string | null;
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number | null;
  readonly p: number | null;
  readonly low: number;
  readonly high: number;
}

/** Effects by period relative to an event, the reference period among them as exact zeros. */
export interface EventStudy {
  /** What stands before and after the period in the names: "rel" and "treat" of "rel::-2:treat". */
  readonly variable: string;
  readonly suffix: string | null;
  /** By period, rising. */
  readonly rows: readonly EventRow[];
  readonly referencePeriod: number;
  readonly reference: Reference;
  readonly level: number;
  /** Joint test that all periods before the event but the reference are zero; null when there is none. */
  readonly preTrend: WaldTest | null;
  /** Covariance of the estimated periods (rows without the reference), row by row. */
  readonly covariance: Float64Array;
}

/** Which coefficients, and how they are read. */
export interface EventOptions {
  /** The variable in the names, "rel"; may be left out where only one has periods. */
  readonly variable?: string;
  /** What follows the period, "treat", null for nothing; may be left out where there is only one. */
  readonly suffix?: string | null;
  /** −1 unless told. */
  readonly referencePeriod?: number;
  /** First period that counts as treated; 0 unless told. */
  readonly start?: number;
  readonly level?: number;
}

const NAME = /^(.+?)::(-?\d+(?:\.\d+)?)(?::(.+))?$/;

interface Named {
  readonly name: string;
  readonly variable: string;
  readonly period: number;
  readonly suffix: string | null;
}

/**
 * Series of an event study from coefficients named as `i(rel, treat, ref = -1)` names them.
 *
 * @throws UsageError "no-periods" or "several-series", listing what is there; "reference-estimated" when the reference period has a coefficient
 */
export function eventStudy(
  estimates: Estimates,
  covariance: Covariance,
  {variable, suffix, referencePeriod = -1, start = 0, level = 0.95}: EventOptions = {},
): EventStudy {
  const series = seriesOf(estimates.names, {variable, suffix});
  const {rows, reference} = coefficientTable(estimates, covariance, level);
  const [first] = series;
  if (first === undefined || series.some(({period}) => period === referencePeriod))
    throw estimated(referencePeriod);
  const zero = {name: null, estimate: 0, se: 0, statistic: null, p: null, low: 0, high: 0};
  const found = series.flatMap(({name, period}) => {
    const row = rows[positionOf(estimates.names, name)];
    return row === undefined ? [] : [{...row, period}];
  });
  const before = series.filter(({period}) => period < start).map(({name}) => name);
  return {
    variable: first.variable,
    suffix: first.suffix,
    rows: [...found, {...zero, period: referencePeriod}].sort((a, b) => a.period - b.period),
    referencePeriod,
    reference,
    level,
    preTrend: before.length === 0 ? null : waldTest(estimates, covariance, before),
    covariance: block(
      covariance.matrix,
      estimates.names.length,
      series.map(({name}) => positionOf(estimates.names, name)),
    ),
  };
}

function seriesOf(
  names: readonly string[],
  {variable, suffix}: {readonly variable: string | undefined; readonly suffix: string | null | undefined},
): Named[] {
  const all = names.flatMap((name) => parsed(name));
  const chosen = all.filter(
    (one) =>
      (variable === undefined || one.variable === variable) &&
      (suffix === undefined || one.suffix === suffix),
  );
  const series = new Set(
    chosen.map((one) => `${one.variable}::…${one.suffix === null ? "" : `:${one.suffix}`}`),
  );
  if (series.size === 1) return chosen.sort((a, b) => a.period - b.period);
  throw series.size === 0 ? noPeriods(names, variable) : several([...series]);
}

function parsed(name: string): Named[] {
  const [, variable, period, suffix] = NAME.exec(name) ?? [];
  return variable === undefined ? [] : [{name, variable, period: Number(period), suffix: suffix ?? null}];
}

/** Places of the estimated periods in `EventStudy.covariance`, by period. */
export function estimatedRows(study: EventStudy): readonly EventRow[] {
  return study.rows.filter(({name}) => name !== null);
}

/** Variance of a combination of the estimated periods. */
export function combinationVariance(study: EventStudy, weights: Float64Array): number {
  const k = weights.length;
  let sum = 0;
  for (let i = 0; i < k; i++) {
    for (let j = 0; j < k; j++) sum += at(weights, i) * at(weights, j) * at(study.covariance, i * k + j);
  }
  return Math.max(0, sum);
}

function noPeriods(names: readonly string[], variable: string | undefined): UsageError {
  const wanted = variable === undefined ? "variable::period" : `${variable}::period`;
  return new UsageError("no-periods", {
    message: `no coefficient is named "${wanted}"; there are ${names.join(", ")}`,
    where: "events",
    hint: "write i(rel, treat, ref = -1) in the formula",
  });
}

function several(series: readonly string[]): UsageError {
  return new UsageError("several-series", {
    message: `there are ${series.length} series: ${series.join(", ")}`,
    where: "events",
    hint: "name the variable, and what follows the period",
  });
}

function estimated(period: number): UsageError {
  return new UsageError("reference-estimated", {
    message: `the reference period "${period}" has a coefficient of its own`,
    where: "events",
    hint: "leave it out of the formula (ref = …), or name the period that was left out",
  });
}
