import {NumericalError, UsageError} from "../../base/index.ts";
import {chiSquaredCdf, fCdf} from "../special/index.ts";
import type {Covariance} from "./covariance.ts";
import {at, block, dot, eigen} from "./dense.ts";
import {type Estimates, requireSameNames} from "./table.ts";

/** A joint test that several coefficients are zero. */
export interface WaldTest {
  readonly names: readonly string[];
  /** F for a t reference (χ²/rank), χ² for the normal. */
  readonly statistic: number;
  readonly distribution: "F" | "chi-squared";
  /** Rank of the covariance of the tested coefficients: the degrees of freedom of the test. */
  readonly rank: number;
  /** Of the denominator; null for χ². */
  readonly denominator: number | null;
  readonly p: number;
  /**
   * True when the covariance has less rank than coefficients are tested, as with fewer groups than coefficients. The test
   * then covers only the combinations that vary; `ignored` is the share of the estimates' squared length, in units of
   * their standard errors, that lies outside them.
   */
  readonly deficient: boolean;
  readonly ignored: number;
}

/** Eigenvalues of the correlation below this times the largest count as zero. */
const RANK_TOLERANCE = 1e-10;

/**
 * Joint Wald test b'V⁺b that the named coefficients are zero, by eigenvalues of the correlation, so that units do not matter.
 *
 * @throws UsageError "unknown-coefficient" or "no-coefficients"; NumericalError "zero-variance" when one has no variance
 */
export function waldTest(
  estimates: Estimates,
  covariance: Covariance,
  names: readonly string[] = estimates.names,
): WaldTest {
  requireSameNames(estimates.names, covariance.names);
  const which = names.map((name) => positionOf(estimates.names, name));
  if (which.length === 0) throw nothingTested();
  const k = which.length;
  const v = block(covariance.matrix, estimates.names.length, which);
  const se = which.map((_, i) => requireVariance(names[i] ?? "", Math.sqrt(Math.max(0, at(v, i * k + i)))));
  const correlation = v.map((value, i) => value / (at(se, Math.floor(i / k)) * at(se, i % k)));
  const z = Float64Array.from(which, (position, i) => at(estimates.beta, position) / at(se, i));
  const {values, vectors} = eigen(correlation, k);
  const kept = vectors.filter((_, i) => at(values, i) > RANK_TOLERANCE * at(values, 0));
  const squared = kept.reduce((sum, vector, i) => sum + dot(vector, z) ** 2 / at(values, i), 0);
  const inside = kept.reduce((sum, vector) => sum + dot(vector, z) ** 2, 0);
  const rank = kept.length;
  const length = dot(z, z);
  return {
    names,
    ...tested(squared, rank, covariance),
    rank,
    deficient: rank < k,
    ignored: rank < k && length > 0 ? Math.max(0, 1 - inside / length) : 0,
  };
}

function tested(
  squared: number,
  rank: number,
  {reference}: Covariance,
): Pick<WaldTest, "statistic" | "distribution" | "denominator" | "p"> {
  if (reference.distribution === "normal") {
    const p = chiSquaredCdf(squared, rank, "upper");
    return {statistic: squared, distribution: "chi-squared", denominator: null, p};
  }
  const statistic = squared / rank;
  const denominator = reference.degreesOfFreedom;
  return {statistic, distribution: "F", denominator, p: fCdf(statistic, rank, denominator, "upper")};
}

/** Place of a coefficient among the names. */
export function positionOf(names: readonly string[], name: string): number {
  const position = names.indexOf(name);
  if (position >= 0) return position;
  throw new UsageError("unknown-coefficient", {
    message: `unknown coefficient "${name}"; one of ${names.join(", ")}`,
    where: "coefficient",
    hint: "a collinear regressor is left out of the fit; its audit names it",
  });
}

function requireVariance(name: string, se: number): number {
  if (se > 0) return se;
  throw new NumericalError("zero-variance", {
    message: `coefficient "${name}" has no variance`,
    where: "wald",
    hint: "a perfect fit or too few groups cannot be tested",
  });
}

function nothingTested(): UsageError {
  return new UsageError("no-coefficients", {
    message: "no coefficient is named to be tested",
    where: "wald",
    hint: "name at least one",
  });
}
