import {NumericalError} from "../../base/index.ts";
import {Cholesky} from "../regression/cholesky.ts";
import type {Fit} from "../regression/design.ts";
import {BlockInverse, type BlockSystem, type ClusterColumns} from "./block-inverse.ts";
import {type Groups, groupsOf} from "./clusters.ts";
import type {Covariance} from "./covariance.ts";
import {at} from "./dense.ts";
import {type JackknifeChoice, oneCluster, restsOn} from "./jackknife.ts";

/** Clusters to leave out one by one in a fit of three effects. */
export interface BlockedJackknifeChoice extends JackknifeChoice {
  /**
   * Name of the third effect. Clusters that share one of its levels form a block, and no level reaches beyond one:
   * product×period, where clusters are destination×product.
   */
  readonly within: string;
}

/** Levels of the second effect, coefficients among them, that a dense system may have. */
const MOST_LEVELS = 1_200;
/** A cluster that leaves less than this of a direction: nothing else identifies it. */
const SINGULAR = 1e-9;
/** Share of a coefficient's information below which a row does not bear on it. */
const NO_BEARING = 1e-9;

/**
 * Cluster jackknife CV3 of a fit of three effects, as `jackknifeCovariance` of two: the Newton step that leaving out each cluster
 * makes, all levels of all effects moving with it. Blocks are eliminated one by one, so that the cost grows with their number,
 * not with its cube. The steps are exact: (I − W·H)⁻¹ of the cluster's own rows, H their part of the hat matrix.
 *
 * @throws NumericalError "one-cluster", "rests-on-one-cluster" or "too-many-levels"
 * @throws UsageError as `groupsOf`
 */
export function blockedJackknifeCovariance(
  fit: Fit,
  {cluster, again, within}: BlockedJackknifeChoice,
): Covariance {
  const [clusters, others, inner] = [groupsOf(fit, cluster), groupsOf(fit, again), groupsOf(fit, within)];
  const k = fit.names.length;
  refuse(clusters, others, k);
  const system: BlockSystem = {fit, clusters, others, inner};
  const inverse = BlockInverse.of(system);
  const diagonal = Float64Array.from(fit.names, (_, j) => 1 / at(fit.bread, j * k + j));
  const sum = new Float64Array(k * k);
  inverse.forEachCluster((columns) => {
    const step = stepWithout(columns, diagonal);
    if (step === null) throw restsOn(clusters.name);
    for (let i = 0; i < k; i++) {
      for (let j = 0; j < k; j++) sum[i * k + j] = at(sum, i * k + j) + at(step, i) * at(step, j);
    }
  });
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

/** The step of the coefficients without a cluster; null where one of them rests on it. */
function stepWithout(
  {rows, weights, residuals, hat, loadings}: ClusterColumns,
  diagonal: Float64Array,
): Float64Array | null {
  const k = diagonal.length;
  const roots = weights.map(Math.sqrt);
  const left = hat.map((value, cell) => {
    const [i, j] = [Math.floor(cell / rows), cell % rows];
    return Number(i === j) - at(roots, i) * value * at(roots, j);
  });
  const factor = Cholesky.of(left, rows, new Float64Array(rows).fill(SINGULAR));
  const kept = new Set(factor.kept());
  for (let row = 0; row < rows; row++) {
    // Where a cluster alone sets a level, its row has no residual and says nothing of coefficients, unless these rest on it too.
    if (!kept.has(row) && bears(loadings.subarray(row * k, (row + 1) * k), at(weights, row), diagonal))
      return null;
  }
  const turned = factor.solve(residuals.map((value, row) => value / at(roots, row)));
  const step = new Float64Array(k);
  for (let row = 0; row < rows; row++) {
    const weight = at(turned, row) * at(roots, row);
    for (let j = 0; j < k; j++) step[j] = at(step, j) + weight * at(loadings, row * k + j);
  }
  return step;
}

function bears(loading: Float64Array, weight: number, diagonal: Float64Array): boolean {
  return loading.some((value, j) => weight * value * value * at(diagonal, j) > NO_BEARING);
}

function refuse(clusters: Groups, others: Groups, coefficients: number): void {
  if (clusters.count < 2) throw oneCluster(clusters);
  if (others.count + coefficients <= MOST_LEVELS) return;
  throw new NumericalError("too-many-levels", {
    message: `"${others.name}" has ${others.count} levels; the jackknife takes ${MOST_LEVELS} with the coefficients`,
    where: "jackknife",
    hint: "use clustered errors, or sum periods",
  });
}
