import {NumericalError} from "../../base/index.ts";
import {Cholesky} from "../regression/cholesky.ts";
import type {Fit} from "../regression/design.ts";
import {type Groups, groupsOf} from "./clusters.ts";
import type {Covariance} from "./covariance.ts";
import {at} from "./dense.ts";

/** Clusters to leave out one by one, and what is estimated again without each. */
export interface JackknifeChoice {
  /** Name of the effect whose levels are the clusters. */
  readonly cluster: string;
  /** Name of another effect, of few levels, that is estimated again without the cluster. */
  readonly again: string;
}

/** Levels of the second effect that a dense system may have. */
const MOST_LEVELS = 200;
/** A pivot below this share of its diagonal: without the cluster nothing identifies that direction. */
const SINGULAR = 1e-9;

/**
 * Cluster jackknife CV3 of a fit of two effects (MacKinnon, Nielsen & Webb 2023, doi:10.1016/j.jeconom.2022.04.001):
 * (G − 1)/G · Σ d dᵀ, where d is the Newton step that leaving out the cluster makes, coefficients and the levels of the
 * second effect moving together. Where few clusters carry the sum, it stays near the truth when cluster-robust errors fall short.
 *
 * @throws NumericalError "one-cluster", "rests-on-one-cluster" when a coefficient cannot be estimated without one, or
 *   "too-many-levels"
 * @throws UsageError as `groupsOf`
 */
export function jackknifeCovariance(fit: Fit, {cluster, again}: JackknifeChoice): Covariance {
  const clusters = groupsOf(fit, cluster);
  const others = groupsOf(fit, again);
  refuse(clusters, others);
  const k = fit.names.length;
  const p = k + others.count - 1;
  const {information, scores, total} = pieces(fit, clusters, others);
  const sum = new Float64Array(k * k);
  for (let group = 0; group < clusters.count; group++) {
    const own = information.subarray(group * p * p, (group + 1) * p * p);
    const step = solve(
      total.map((value, i) => value - at(own, i)),
      scores.subarray(group * p, (group + 1) * p),
      total,
    );
    if (step === null) throw restsOn(clusters.name);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) sum[i * k + j] = at(sum, i * k + j) + at(step, i) * at(step, j);
    }
  }
  const factor = {name: `(G − 1)/G, G = ${clusters.count}`, value: (clusters.count - 1) / clusters.count};
  return {
    names: fit.names,
    matrix: sum.map((value) => value * factor.value),
    kind: "cluster",
    clusters: [{name: clusters.name, groups: clusters.count}],
    factors: [factor],
    reference: {distribution: "t", degreesOfFreedom: clusters.count - 1},
    raisedEigenvalues: 0,
  };
}

interface Pieces {
  /** By cluster, p × p, and p. */
  readonly information: Float64Array;
  readonly scores: Float64Array;
  readonly total: Float64Array;
}

/** Information and scores by cluster of coefficients and of all levels of the second effect but the first, both within clusters. */
function pieces(fit: Fit, clusters: Groups, others: Groups): Pieces {
  const k = fit.names.length;
  const p = k + others.count - 1;
  const columns = Array.from({length: k}, (_, j) => fit.partialled.at(j) ?? new Float64Array());
  const information = new Float64Array(clusters.count * p * p);
  const scores = new Float64Array(clusters.count * p);
  const weights = new Float64Array(clusters.count);
  const means = new Float64Array(clusters.count * p);
  const z = new Float64Array(p);
  for (let row = 0; row < fit.rows.length; row++) {
    const [group, level, weight] = [
      at(clusters.codes, row),
      at(others.codes, row),
      at(fit.workingWeight, row),
    ];
    for (let j = 0; j < p; j++) z[j] = j < k ? at(columns[j] ?? z, row) : Number(level === j - k + 1);
    weights[group] = at(weights, group) + weight;
    for (let i = 0; i < p; i++) {
      if (at(z, i) === 0) continue;
      means[group * p + i] = at(means, group * p + i) + weight * at(z, i);
      scores[group * p + i] = at(scores, group * p + i) + at(fit.residual, row) * at(z, i);
      for (let j = 0; j < p; j++) {
        const cell = (group * p + i) * p + j;
        information[cell] = at(information, cell) + weight * at(z, i) * at(z, j);
      }
    }
  }
  const total = new Float64Array(p * p);
  for (let group = 0; group < clusters.count; group++) {
    for (let i = 0; i < p; i++) {
      for (let j = 0; j < p; j++) {
        const cell = (group * p + i) * p + j;
        const within =
          at(information, cell) - (at(means, group * p + i) * at(means, group * p + j)) / at(weights, group);
        information[cell] = within;
        total[i * p + j] = at(total, i * p + j) + within;
      }
    }
  }
  return {information, scores, total};
}

/** The solution of a positive definite system; null where a pivot vanishes against `scale`'s diagonal. */
function solve(matrix: Float64Array, right: Float64Array, scale: Float64Array): Float64Array | null {
  const p = right.length;
  const floors = Float64Array.from(right, (_, i) => SINGULAR * at(scale, i * p + i));
  const factor = Cholesky.of(matrix, p, floors);
  return factor.kept().length === p ? factor.solve(right) : null;
}

function refuse(clusters: Groups, others: Groups): void {
  if (clusters.count < 2) throw oneCluster(clusters);
  if (others.count <= MOST_LEVELS) return;
  throw new NumericalError("too-many-levels", {
    message: `"${others.name}" has ${others.count} levels; the jackknife takes ${MOST_LEVELS}`,
    where: "jackknife",
    hint: "use clustered errors, or sum periods",
  });
}

/** The refusal of a single cluster. */
export function oneCluster({name, count}: Groups): NumericalError {
  return new NumericalError("one-cluster", {
    message: `cluster "${name}" has ${count} group in the rows used; a variance needs two`,
    where: "jackknife",
    hint: "cluster by a finer grouping",
  });
}

/** The refusal where a coefficient has no estimate without one cluster. */
export function restsOn(cluster: string): NumericalError {
  return new NumericalError("rests-on-one-cluster", {
    message: `without one of its groups of "${cluster}" a coefficient has no estimate: it rests on that one alone`,
    where: "jackknife",
    hint: "take more goods, or fewer coefficients",
  });
}
