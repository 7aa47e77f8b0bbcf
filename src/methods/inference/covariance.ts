import {NumericalError, UsageError} from "../../base/index.ts";
import type {Fit} from "../regression/design.ts";
import {type ClusterBy, type Groups, groupsOf, intersection} from "./clusters.ts";
import {at, eigen, sandwich} from "./dense.ts";
import {groupScores, outerSum, rowMeat} from "./meat.ts";
import {
  countParameters,
  type Factor,
  groupFactor,
  noDegreesOfFreedom,
  parameterFactor,
  ruleOf,
  type SmallSample,
} from "./small-sample.ts";

/** What is assumed of the errors: equal variance, own variance each, or free correlation within groups (one or several ways). */
export type CovarianceChoice =
  | {readonly kind: "iid" | "hc0" | "hc1"; readonly smallSample?: SmallSample}
  | {readonly kind: "cluster"; readonly by: readonly ClusterBy[]; readonly smallSample?: SmallSample};

/** The distribution that statistics are read against. */
export type Reference =
  | {readonly distribution: "normal"}
  | {readonly distribution: "t"; readonly degreesOfFreedom: number};

/** A covariance of k estimates, and how it was made. */
export interface Covariance {
  readonly names: readonly string[];
  /** k × k, row by row, symmetric. */
  readonly matrix: Float64Array;
  readonly kind: "iid" | "hc0" | "hc1" | "cluster";
  /** The groups of each way; empty unless clustered. */
  readonly clusters: readonly {readonly name: string; readonly groups: number}[];
  /** Every multiplier; of several ways with their own, in the order of the terms. */
  readonly factors: readonly Factor[];
  readonly reference: Reference;
  /** Negative eigenvalues that were set to zero: more than none only in several ways (Cameron, Gelbach & Miller 2011). */
  readonly raisedEigenvalues: number;
}

const NEGATIVE = 1e-12;

/**
 * Covariance of the coefficients of a fit.
 *
 * - iid: bread × s², s² = Σ residual²/w ÷ (n − K) for least squares; for Poisson a dispersion of one, times (n − 1)/(n − K) where the rule counts parameters.
 * - hc0: bread·(Σ scores of rows)·bread without any factor; hc1: the same with the rule's factors at G = n, thus n/(n − K) or n/(n − 1).
 * - cluster: the same with score sums of groups; several ways by inclusion and exclusion, negative eigenvalues set to zero.
 *
 * Statistics refer to t for least squares, with n − K or the least G − 1 degrees of freedom, and to the normal for Poisson.
 *
 * @param choice the rule of small samples is fixest's unless named
 * @throws NumericalError "no-degrees-of-freedom", "one-cluster" or "no-coefficients"
 * @throws UsageError from `groupsOf`, or "no-cluster"
 */
export function covariance(fit: Fit, choice: CovarianceChoice): Covariance {
  if (fit.names.length === 0) {
    throw new NumericalError("no-coefficients", {
      message: "the fit has no coefficients, every regressor was collinear or none was given",
      where: "covariance",
      hint: "look at the sample audit",
    });
  }
  if (choice.kind === "cluster") return clustered(fit, choice);
  return choice.kind === "iid" ? classical(fit, choice) : robust(fit, choice.kind, choice);
}

interface Options {
  readonly smallSample?: SmallSample;
}

function classical(fit: Fit, {smallSample = "fixest"}: Options): Covariance {
  const n = fit.rows.length;
  const parameters = countParameters(fit, "full", []);
  const counts = ruleOf(smallSample).parameters !== null;
  const poissonFactors = counts ? [parameterFactor(n, parameters)] : [];
  const factors = fit.family === "poisson" ? poissonFactors : [dispersion(fit, parameters)];
  return assembled(fit, {
    kind: "iid",
    matrix: scaled(fit.bread, factors),
    factors,
    reference: referenceOf(fit, n - parameters),
  });
}

function dispersion(fit: Fit, parameters: number): Factor {
  const n = fit.rows.length;
  if (n <= parameters) throw noDegreesOfFreedom(n, parameters);
  const squares = fit.residual.reduce((sum, r, row) => sum + (r * r) / at(fit.workingWeight, row), 0);
  return {name: `s², n − K = ${n - parameters}`, value: squares / (n - parameters)};
}

function robust(fit: Fit, kind: "hc0" | "hc1", {smallSample = "fixest"}: Options): Covariance {
  const n = fit.rows.length;
  const rule = ruleOf(kind === "hc0" ? "none" : smallSample);
  const factors = [
    ...(rule.parameters === null ? [] : [parameterFactor(n, countParameters(fit, rule.parameters, []))]),
    ...(rule.groups === null ? [] : [groupFactor(n)]),
  ];
  const matrix = scaled(sandwich(fit.bread, rowMeat(fit), fit.names.length), factors);
  return assembled(fit, {
    kind,
    matrix,
    factors,
    reference: referenceOf(fit, n - countParameters(fit, "full", [])),
  });
}

function clustered(
  fit: Fit,
  {by, smallSample = "fixest"}: {readonly by: readonly ClusterBy[]; readonly smallSample?: SmallSample},
): Covariance {
  const ways = by.map((one) => groupsOf(fit, one));
  const least = Math.min(...ways.map(({count}) => count));
  for (const way of ways) refuseOneGroup(way);
  if (ways.length === 0) throw noCluster();
  const rule = ruleOf(smallSample);
  const terms = subsets(ways).map((groups) => ({
    sign: groups.length % 2 === 1 ? 1 : -1,
    groups: groups.reduce(intersection),
  }));
  const k = fit.names.length;
  const meat = new Float64Array(k * k);
  const meats = groupScores(
    fit,
    terms.map(({groups}) => groups),
  ).map((scores) => outerSum(scores, k));
  for (const [term, {sign, groups}] of terms.entries()) {
    const own = rule.groups === "each" ? groupFactor(groups.count).value : 1;
    meats[term]?.forEach((value, i) => {
      meat[i] = at(meat, i) + sign * own * value;
    });
  }
  const common = [
    ...(rule.parameters === null
      ? []
      : [parameterFactor(fit.rows.length, countParameters(fit, rule.parameters, ways))]),
    ...(rule.groups === "least" ? [groupFactor(least)] : []),
  ];
  const own = rule.groups === "each" ? terms.map(({groups}) => groupFactor(groups.count)) : [];
  const result = assembled(fit, {
    kind: "cluster",
    matrix: scaled(sandwich(fit.bread, meat, k), common),
    factors: [...common, ...own],
    reference: referenceOf(fit, least - 1),
    clusters: ways.map(({name, count}) => ({name, groups: count})),
  });
  const added = meats.filter((_, term) => terms[term]?.sign === 1);
  refuseNegative(
    result,
    added.map((term) => sandwich(fit.bread, term, k)),
  );
  return result;
}

/** Variance, as a share of the largest that a term adds, up to which inclusion and exclusion has left nothing but rounding. */
const VANISHED = 1e-8;

/** A variance that the ways cancel becomes 0 by the published fix, and its interval a point: no answer. */
function refuseNegative({names, matrix}: Covariance, added: readonly Float64Array[]): void {
  const k = names.length;
  const lost = names.filter((_, j) => {
    const largest = added.reduce((most, term) => Math.max(most, at(term, j * k + j)), 0);
    return largest > 0 && at(matrix, j * k + j) <= VANISHED * largest;
  });
  if (lost.length === 0) return;
  throw new NumericalError("negative-variance", {
    message: `the ways of clustering cancel: no variance is left for ${lost.join(", ")}`,
    where: "covariance",
    hint: "cluster one way, by the grouping with the larger errors, or leave out what these rows do not tell",
  });
}

function refuseOneGroup({name, count}: Groups): void {
  if (count > 1) return;
  throw new NumericalError("one-cluster", {
    message: `cluster "${name}" has ${count} group in the rows used; a variance needs two`,
    where: "covariance",
    hint: "cluster by a finer grouping, or use hc1",
  });
}

function noCluster(): UsageError {
  return new UsageError("no-cluster", {
    message: 'no grouping is given in "by"',
    where: "covariance",
    hint: "name at least one",
  });
}

/** Every non-empty subset, in the order 1, 2, 12, 3, 13, 23, 123. */
function subsets(ways: readonly Groups[]): Groups[][] {
  const sets: Groups[][] = [];
  for (const way of ways) sets.push([way], ...sets.map((set) => [...set, way]));
  return sets;
}

function scaled(matrix: Float64Array, factors: readonly Factor[]): Float64Array {
  const factor = factors.reduce((product, {value}) => product * value, 1);
  return matrix.map((value) => value * factor);
}

function referenceOf(fit: Fit, degreesOfFreedom: number): Reference {
  return fit.family === "gaussian" && degreesOfFreedom > 0
    ? {distribution: "t", degreesOfFreedom}
    : {distribution: "normal"};
}

function assembled(
  fit: Fit,
  part: Pick<Covariance, "kind" | "matrix" | "factors" | "reference"> & Partial<Covariance>,
): Covariance {
  const several = part.clusters !== undefined && part.clusters.length > 1;
  const raised = several ? raiseNegative(part.matrix, fit.names.length) : {matrix: part.matrix, count: 0};
  if (!raised.matrix.every(Number.isFinite)) {
    throw new NumericalError("covariance-not-finite", {
      message: "the covariance is not finite: regressors or residuals are too large to square",
      where: "covariance",
      hint: "scale the regressors or the outcome",
    });
  }
  return {clusters: [], ...part, names: fit.names, matrix: raised.matrix, raisedEigenvalues: raised.count};
}

/** The nearest matrix without negative eigenvalues; like the published fix it works on the matrix as it is, not on a scaled one. */
function raiseNegative(matrix: Float64Array, k: number): {matrix: Float64Array; count: number} {
  const {values, vectors} = eigen(matrix, k);
  const floor = -NEGATIVE * Math.abs(at(values, 0));
  const count = values.filter((value) => value < floor).length;
  if (count === 0) return {matrix, count};
  const result = new Float64Array(k * k);
  for (const [e, vector] of vectors.entries()) {
    const value = Math.max(0, at(values, e));
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) {
        result[i * k + j] = at(result, i * k + j) + value * at(vector, i) * at(vector, j);
      }
    }
  }
  return {matrix: result, count};
}
