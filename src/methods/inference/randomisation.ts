import {type Random, UsageError} from "../../base/index.ts";
import {combinations, countCombinations, drawCombination} from "./combinations.ts";
import {at} from "./dense.ts";

/** Groups whose label could have been another's, and the statistic that a labelling gives. */
export interface RandomisationInput {
  /** Number of groups that might have been treated, the treated ones among them. */
  readonly groups: number;
  /** Positions of the treated groups, 0..groups−1. */
  readonly treated: readonly number[];
  /** The statistic with these groups labelled as treated: an estimate or, better, its t. Null where it cannot be computed. */
  readonly statistic: (treated: readonly number[]) => number | null | Promise<number | null>;
  readonly random: Random;
  /** 999 unless told; every relabelling is taken instead where there are no more than `exhaustiveUpTo`. */
  readonly draws?: number;
  /** 5000 unless told. */
  readonly exhaustiveUpTo?: number;
  readonly progress?: (done: number, total: number) => void;
  readonly signal?: AbortSignal;
}

/** Where the observed statistic stands among those of other labellings (Fisher 1935). */
export interface RandomisationTest {
  readonly observed: number;
  /** Statistics of the other labellings that could be computed, in the order taken. */
  readonly others: Float64Array;
  /** True when every other labelling was taken: the p are then exact. */
  readonly exhaustive: boolean;
  /** Labellings whose statistic could not be computed; they count in no p. */
  readonly failed: number;
  /** Place of |observed|, 1 the largest; ties count against it. */
  readonly rank: number;
  /** (1 + #)/(1 + N) over N others: |other| ≥ |observed|, other ≥ observed, other ≤ observed. */
  readonly p: number;
  readonly pGreater: number;
  readonly pLess: number;
}

const TIE = 1e-10;

/**
 * Randomisation inference over relabelled groups.
 *
 * @throws UsageError "bad-labels" unless 0 < treated < groups; "no-statistic" when the observed labelling has none; the reason of an aborted signal
 */
export async function randomisationTest(input: RandomisationInput): Promise<RandomisationTest> {
  const {groups, statistic, random, draws = 999, exhaustiveUpTo = 5000, progress, signal} = input;
  const treated = [...new Set(input.treated)].sort((a, b) => a - b);
  requireLabels(groups, treated);
  const observed = await statistic(treated);
  if (observed === null) throw noStatistic(treated);
  const possible = countCombinations(groups, treated.length) - 1;
  const exhaustive = possible <= exhaustiveUpTo;
  const total = exhaustive ? possible : draws;
  const labellings = exhaustive
    ? [...combinations(groups, treated.length)].filter((labels) => !same(labels, treated))
    : Array.from({length: draws}, () => drawCombination(random, groups, treated.length));
  const others: number[] = [];
  for (const [done, labels] of labellings.entries()) {
    signal?.throwIfAborted();
    const value = await statistic(labels);
    if (value !== null && Number.isFinite(value)) others.push(value);
    progress?.(done + 1, total);
  }
  return {
    observed,
    others: Float64Array.from(others),
    exhaustive,
    failed: total - others.length,
    ...placed(observed, others),
  };
}

function placed(observed: number, others: readonly number[]) {
  const slack = TIE * Math.abs(observed);
  const count = (holds: (value: number) => boolean): number => 1 + others.filter(holds).length;
  const all = 1 + others.length;
  const rank = count((value) => Math.abs(value) >= Math.abs(observed) - slack);
  return {
    rank,
    p: rank / all,
    pGreater: count((value) => value >= observed - slack) / all,
    pLess: count((value) => value <= observed + slack) / all,
  };
}

function same(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === at(b, i));
}

function requireLabels(groups: number, treated: readonly number[]): void {
  const wrong = treated.find((group) => !Number.isInteger(group) || group < 0 || group >= groups);
  if (wrong === undefined && treated.length > 0 && treated.length < groups) return;
  throw new UsageError("bad-labels", {
    message:
      wrong === undefined
        ? `${treated.length} of ${groups} groups are treated; at least one must be and one must not`
        : `treated group "${wrong}" is not one of 0 to ${groups - 1}`,
    where: "randomisation",
    hint: "list the positions of the treated groups among all that might have been treated",
  });
}

function noStatistic(treated: readonly number[]): UsageError {
  return new UsageError("no-statistic", {
    message: `the statistic cannot be computed for the treated groups "${treated.join(", ")}" themselves`,
    where: "randomisation",
    hint: "estimate it by itself first and see what it says",
  });
}
