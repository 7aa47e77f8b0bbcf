import {NumericalError, type Random, UsageError} from "../../base/index.ts";
import type {Fit} from "../regression/design.ts";
import {type ClusterBy, type Groups, groupsOf, isNested} from "./clusters.ts";
import {add, at, dot} from "./dense.ts";
import {columnOf, groupScores} from "./meat.ts";
import type {NullScores} from "./null-scores.ts";
import {positionOf} from "./wald.ts";
import {drawWeight, signVectors, type WildWeights} from "./wild-weights.ts";

/** What is tested, and how it is drawn. */
export interface WildOptions {
  readonly by: ClusterBy;
  readonly coefficient: string;
  /** The value under test; 0 unless told. */
  readonly hypothesis?: number;
  /** "rademacher" unless told; with fewer than a dozen groups "webb" has more distinct draws. */
  readonly weights?: WildWeights;
  /** 9999 unless told. Rademacher signs are all taken instead where there are no more than these. */
  readonly draws?: number;
  readonly random: Random;
  /** Scores of a Poisson fit under the hypothesis (`nullScores`); without them the hypothesis is not imposed. */
  readonly scores?: NullScores;
  readonly signal?: AbortSignal;
}

/** Result of a wild cluster bootstrap. */
export interface WildTest {
  readonly coefficient: string;
  readonly hypothesis: number;
  /**
   * - "refit": least squares refitted on y* = fit under the hypothesis + weight × residual (wild cluster restricted
   *   bootstrap; Cameron, Gelbach & Miller 2008), in closed form; exact because every effect lies within a cluster.
   * - "score-restricted", "score-unrestricted": score sums under the hypothesis, or at the estimate, times weights (Kline & Santos 2012).
   */
  readonly kind: "refit" | "score-restricted" | "score-unrestricted";
  /** Cluster-robust t without small-sample factors (they cancel), or the score statistic. */
  readonly statistic: number;
  /** Symmetric: share of draws with |t*| ≥ |t|; #/2^G where all signs under the hypothesis were taken, else (1 + #)/(1 + draws). */
  readonly p: number;
  /** Twice the smaller tail, counted alike. */
  readonly equalTailP: number;
  readonly draws: number;
  readonly exhaustive: boolean;
  readonly groups: number;
}

/** Relative difference below which two statistics count as tied: they are sums in another order. */
const TIE = 1e-10;

/**
 * Wild cluster bootstrap of one coefficient.
 *
 * @throws NumericalError "one-cluster" or "zero-variance"; UsageError from `groupsOf`, or for an unknown coefficient; the reason of an aborted signal
 */
export function wildBootstrap(fit: Fit, options: WildOptions): WildTest {
  const {by, coefficient, hypothesis = 0, weights = "rademacher", draws = 9999, random, signal} = options;
  const groups = groupsOf(fit, by);
  if (groups.count < 2) throw oneCluster(groups);
  const model = modelOf(fit, groups, {...options, hypothesis});
  if (!Number.isFinite(model.statistic)) throw noVariance(coefficient);
  const exhaustive = weights === "rademacher" && groups.count <= Math.log2(draws + 1);
  const vectors = exhaustive ? signVectors(groups.count) : drawn(random, {weights, draws, g: groups.count});
  const counts = {extreme: 0, above: 0, below: 0, total: 0};
  for (const vector of vectors) {
    if (counts.total % 256 === 0) signal?.throwIfAborted();
    const t = model.draw(vector);
    tally(counts, t, model.statistic);
    // The mirrored signs give −t.
    if (exhaustive) tally(counts, -t, model.statistic);
  }
  // Under the hypothesis all signs hold the observed ones; scores at the estimate add up to zero and do not.
  const more = exhaustive && model.kind !== "score-unrestricted" ? 0 : 1;
  const share = (count: number): number => (more + count) / (more + counts.total);
  return {
    coefficient,
    hypothesis,
    kind: model.kind,
    statistic: model.statistic,
    p: share(counts.extreme),
    equalTailP: Math.min(1, 2 * Math.min(share(counts.above), share(counts.below))),
    draws: counts.total,
    exhaustive,
    groups: groups.count,
  };
}

interface Counts {
  extreme: number;
  above: number;
  below: number;
  total: number;
}

function tally(counts: Counts, t: number, observed: number): void {
  const slack = TIE * Math.abs(observed);
  counts.total++;
  if (Math.abs(t) >= Math.abs(observed) - slack) counts.extreme++;
  if (t >= observed - slack) counts.above++;
  if (t <= observed + slack) counts.below++;
}

function* drawn(
  random: Random,
  {weights, draws, g}: {readonly weights: WildWeights; readonly draws: number; readonly g: number},
): Generator<Float64Array> {
  const vector = new Float64Array(g);
  for (let draw = 0; draw < draws; draw++) {
    for (let i = 0; i < g; i++) vector[i] = drawWeight(random, weights);
    yield vector;
  }
}

/** The observed statistic, and the statistic of a vector of weights, one a group. */
interface WildModel {
  readonly kind: WildTest["kind"];
  readonly statistic: number;
  readonly draw: (weights: Float64Array) => number;
}

function modelOf(
  fit: Fit,
  groups: Groups,
  {coefficient, hypothesis, scores}: WildOptions & {readonly hypothesis: number},
): WildModel {
  const j = positionOf(fit.names, coefficient);
  if (scores !== undefined) return scoreModel("score-restricted", restrictedSums(fit, groups, scores));
  const [sums = new Float64Array()] = groupScores(fit, [groups]);
  const own = fit.bread.slice(j * fit.names.length, (j + 1) * fit.names.length);
  const distance = at(fit.beta, j) - hypothesis;
  if (fit.family === "poisson") {
    const single = perGroup(sums, own);
    const statistic = distance / Math.sqrt(dot(single, single));
    return {...scoreModel("score-unrestricted", single), statistic};
  }
  const curvature = groupCurvature(fit, groups, own);
  const shift = distance / at(own, j);
  const restricted = sums.map((score, i) => score + shift * at(curvature, i));
  if (!fit.effects.every((effect) => isNested(effect, groups))) {
    return scoreModel("score-restricted", perGroup(restricted, own));
  }
  const single = perGroup(sums, own);
  const statistic = distance / Math.sqrt(dot(single, single));
  return refitModel({fit, own, restricted, curvature, statistic});
}

/** Scores of each group times one row of the bread: the group's part in the coefficient. */
function perGroup(sums: Float64Array, own: Float64Array): Float64Array {
  const k = own.length;
  return Float64Array.from({length: sums.length / k}, (_, g) => dot(sums.subarray(g * k, (g + 1) * k), own));
}

/** Σ within each group of w·x̃·(x̃'own): what a unit step of the coefficient moves in the group's scores. */
function groupCurvature(fit: Fit, groups: Groups, own: Float64Array): Float64Array {
  const k = own.length;
  const along = new Float64Array(fit.rows.length);
  for (let j = 0; j < k; j++) {
    const column = columnOf(fit, j);
    for (let row = 0; row < along.length; row++) add(along, row, at(own, j) * at(column, row));
  }
  const weighted = along.map((value, row) => value * at(fit.workingWeight, row));
  const [sums = new Float64Array()] = groupScores({...fit, residual: weighted}, [groups]);
  return sums;
}

function scoreModel(kind: WildTest["kind"], single: Float64Array): WildModel {
  const draw = (weights: Float64Array): number => {
    let [sum, squares] = [0, 0];
    for (let g = 0; g < single.length; g++) {
      const score = at(weights, g) * at(single, g);
      sum += score;
      squares += score * score;
    }
    return squares > 0 ? sum / Math.sqrt(squares) : 0;
  };
  const total = single.reduce((sum, score) => sum + score, 0);
  return {kind, statistic: total / Math.sqrt(dot(single, single)), draw};
}

interface Refit {
  readonly fit: Fit;
  readonly own: Float64Array;
  readonly restricted: Float64Array;
  readonly curvature: Float64Array;
  readonly statistic: number;
}

/** Least squares on y*: the step δ = bread·Σ v·s, and the scores of the refitted residuals, v·s − curvature·δ. */
function refitModel({fit, own, restricted, curvature, statistic}: Refit): WildModel {
  const k = own.length;
  const single = perGroup(restricted, own);
  const draw = (weights: Float64Array): number => {
    const total = new Float64Array(k);
    for (let g = 0; g < weights.length; g++) {
      for (let i = 0; i < k; i++) add(total, i, at(weights, g) * at(restricted, g * k + i));
    }
    const delta = Float64Array.from({length: k}, (_, i) =>
      dot(fit.bread.subarray(i * k, (i + 1) * k), total),
    );
    let squares = 0;
    for (let g = 0; g < weights.length; g++) {
      let score = at(weights, g) * at(single, g);
      for (let i = 0; i < k; i++) score -= at(curvature, g * k + i) * at(delta, i);
      squares += score * score;
    }
    return squares > 0 ? dot(own, total) / Math.sqrt(squares) : 0;
  };
  return {kind: "refit", statistic, draw};
}

function restrictedSums(fit: Fit, groups: Groups, {rows, scores}: NullScores): Float64Array {
  const groupOfRow = new Map<number, number>();
  fit.rows.forEach((row, position) => {
    groupOfRow.set(row, at(groups.codes, position));
  });
  const sums = new Float64Array(groups.count);
  rows.forEach((row, position) => {
    const group = groupOfRow.get(row);
    if (group === undefined) throw otherSample(row);
    add(sums, group, at(scores, position));
  });
  return sums;
}

function otherSample(row: number): UsageError {
  return new UsageError("other-sample", {
    message: `row ${row + 1} of the design is used under the hypothesis and not by the fit`,
    where: "bootstrap",
    hint: "make the scores from the rows that the fit used",
  });
}

function oneCluster({name, count}: Groups): NumericalError {
  return new NumericalError("one-cluster", {
    message: `cluster "${name}" has ${count} group; a bootstrap over groups needs two`,
    where: "bootstrap",
    hint: "use a finer grouping",
  });
}

function noVariance(coefficient: string): NumericalError {
  return new NumericalError("zero-variance", {
    message: `coefficient "${coefficient}" has scores of zero in every group`,
    where: "bootstrap",
    hint: "a perfect fit cannot be tested",
  });
}
