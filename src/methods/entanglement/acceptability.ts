import type {Random} from "../../base/index.ts";

/** How often each alternative takes each rank when nothing is known of the weights. */
export interface RankAcceptability {
  /** `shares[alternative][rank]`: share of weightings in which it has that rank, 0 the highest. Rows add up to one. */
  readonly shares: readonly (readonly number[])[];
  /** Mean rank of each alternative, from 1. */
  readonly meanRanks: readonly number[];
}

/**
 * Rank acceptability (Lahdelma, Hokkanen & Salminen 1998) of alternatives with a score on each criterion: weights of the criteria
 * are drawn uniformly from the simplex, Dirichlet(1, …, 1), and the weighted sums are ranked.
 *
 * Alternatives of equal sums share their ranks evenly. Monte Carlo error of a share is at most 1 / (2 √draws).
 *
 * @param scores `scores[criterion][alternative]`, complete
 */
export function rankAcceptability(
  scores: readonly (readonly number[])[],
  {random, draws}: {readonly random: Random; readonly draws: number},
): RankAcceptability {
  const alternatives = scores[0]?.length ?? Number.NaN;
  const counts = Array.from({length: alternatives}, () => new Float64Array(alternatives));
  for (let draw = 0; draw < draws; draw++) {
    const weights = uniformWeights(scores.length, random);
    countRanks(counts, weightedSums(scores, weights));
  }
  const shares = counts.map((row) => Array.from(row, (count) => count / draws));
  return {
    shares,
    meanRanks: shares.map((row) => row.reduce((sum, share, rank) => sum + share * (rank + 1), 0)),
  };
}

/** Weights ≥ 0 that add up to one, uniform on the simplex: exponential numbers over their sum. */
export function uniformWeights(count: number, random: Random): number[] {
  const drawn = Array.from({length: count}, () => -Math.log(1 - random()));
  const total = drawn.reduce((sum, one) => sum + one, 0);
  return drawn.map((one) => one / total);
}

function weightedSums(scores: readonly (readonly number[])[], weights: readonly number[]): number[] {
  const [first = []] = scores;
  return first.map((_, alternative) =>
    scores.reduce(
      (sum, row, criterion) => sum + (weights[criterion] ?? Number.NaN) * (row[alternative] ?? Number.NaN),
      0,
    ),
  );
}

function countRanks(counts: readonly Float64Array[], sums: readonly number[]): void {
  // Sums of the same scores in the same order are equal to the bit, so ties are exact.
  for (const [alternative, sum] of sums.entries()) {
    const above = sums.filter((other) => other > sum).length;
    const equal = sums.filter((other) => other === sum).length;
    const row = counts[alternative];
    if (row === undefined) continue;
    for (let rank = above; rank < above + equal; rank++) row[rank] = (row[rank] ?? Number.NaN) + 1 / equal;
  }
}
