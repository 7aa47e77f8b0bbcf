import {UsageError} from "../../base/index.ts";
import {normalCdf, normalQuantile, tCdf, tQuantile} from "../special/index.ts";
import type {Covariance, Reference} from "./covariance.ts";
import {at} from "./dense.ts";

/** One estimate with its uncertainty. Statistic and p are null where the standard error is zero. */
export interface Coefficient {
  readonly name: string;
  readonly estimate: number;
  readonly se: number;
  readonly statistic: number | null;
  /** Two-sided. */
  readonly p: number | null;
  readonly low: number;
  readonly high: number;
}

/** Estimates as a table, and what statistics and intervals refer to. */
export interface CoefficientTable {
  readonly rows: readonly Coefficient[];
  readonly reference: Reference;
  /** Of the intervals: 0.95. */
  readonly level: number;
}

/** Anything with names and estimates: a fit, or an aggregate of one. */
export interface Estimates {
  readonly names: readonly string[];
  readonly beta: Float64Array;
}

/**
 * Estimates, standard errors, statistics against zero, p and intervals.
 *
 * @throws UsageError "covariance-mismatch" when the covariance is of other coefficients; "level" unless within (0, 1)
 */
export function coefficientTable(
  {names, beta}: Estimates,
  covariance: Covariance,
  level = 0.95,
): CoefficientTable {
  requireSameNames(names, covariance.names);
  const critical = criticalValue(covariance.reference, level);
  const k = names.length;
  const rows = names.map((name, j) => {
    const estimate = at(beta, j);
    const se = Math.sqrt(Math.max(0, at(covariance.matrix, j * k + j)));
    const statistic = se > 0 ? estimate / se : null;
    return {
      name,
      estimate,
      se,
      statistic,
      p: statistic === null ? null : twoSidedP(statistic, covariance.reference),
      low: estimate - critical * se,
      high: estimate + critical * se,
    };
  });
  return {rows, reference: covariance.reference, level};
}

/** Probability of a statistic at least as far from zero. */
export function twoSidedP(statistic: number, reference: Reference): number {
  const size = Math.abs(statistic);
  return reference.distribution === "normal"
    ? 2 * normalCdf(size, "upper")
    : 2 * tCdf(size, reference.degreesOfFreedom, "upper");
}

/**
 * Half-width of an interval in standard errors.
 *
 * @throws UsageError "level" unless strictly between 0 and 1
 */
export function criticalValue(reference: Reference, level: number): number {
  if (!(level > 0 && level < 1)) {
    throw new UsageError("level", {
      message: `level "${level}" is not strictly between 0 and 1`,
      where: "level",
      hint: "write 0.95 for 95 per cent",
    });
  }
  const beyond = (1 - level) / 2;
  return reference.distribution === "normal"
    ? normalQuantile(beyond, "upper")
    : tQuantile(beyond, reference.degreesOfFreedom, "upper");
}

/** Throws unless the two lists of names are the same. */
export function requireSameNames(estimates: readonly string[], covariances: readonly string[]): void {
  if (estimates.length === covariances.length && estimates.every((name, i) => name === covariances[i]))
    return;
  throw new UsageError("covariance-mismatch", {
    message: `the covariance is of "${covariances.join(", ")}", the estimates are "${estimates.join(", ")}"`,
    where: "covariance",
    hint: "make the covariance from the same fit",
  });
}
