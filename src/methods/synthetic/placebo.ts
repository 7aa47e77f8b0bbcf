import {type Random, UsageError} from "../../base/index.ts";
import {combinations, countCombinations, drawCombination} from "../inference/combinations.ts";
import {at} from "../inference/dense.ts";
import {type Reference, twoSidedP} from "../inference/index.ts";
import {criticalValue} from "../inference/table.ts";
import {type BlockEstimate, estimateBlocks, type SyntheticEstimate} from "./estimate.ts";
import {type Panel, twoBlocks} from "./panel.ts";

/** One estimate on controls alone, some of them taken as treated. */
export interface Placebo {
  readonly units: readonly string[];
  readonly effect: number;
  readonly preRmse: number;
  /** Root mean square gap after the start over that before it; null where the fit before is perfect. */
  readonly ratio: number | null;
}

/** Inference from placebos: what the estimator finds where nothing happened. */
export interface PlaceboInference {
  readonly placebos: readonly Placebo[];
  /** True when every choice of units was taken, false when they were drawn. */
  readonly exhaustive: boolean;
  /** Spread of the placebo effects, √(mean square about their mean): the published placebo variance. */
  readonly se: number;
  /** effect ± normal quantile × se. */
  readonly low: number;
  readonly high: number;
  /** Normal, two-sided, from effect/se; null where se is 0. */
  readonly normalP: number | null;
  /** Place of |effect| among the placebos, 1 the largest, ties counted against it; p = rank/(1 + placebos). */
  readonly rank: number;
  readonly rankP: number;
  /** The same for the ratio of the fit after to the fit before (Abadie, Diamond & Hainmueller 2010); null where some ratio is. */
  readonly ratio: number | null;
  readonly ratioP: number | null;
}

/** How many placebos. */
export interface PlaceboOptions {
  readonly random: Random;
  /** 200 unless told; all choices are taken instead where there are no more than `exhaustiveUpTo`. */
  readonly draws?: number;
  /** 400 unless told. */
  readonly exhaustiveUpTo?: number;
  readonly level?: number;
  readonly signal?: AbortSignal;
}

/**
 * Placebo inference: the treated are left out, as many controls take their place, all else equal (Arkhangelsky et al. 2021, algorithm 4).
 *
 * @param estimate of the same panel
 * @throws UsageError "few-controls" unless at least two more controls than treated units; the reason of an aborted signal
 */
export function placeboInference(
  panel: Panel,
  estimate: SyntheticEstimate,
  {random, draws = 200, exhaustiveUpTo = 400, level = 0.95, signal}: PlaceboOptions,
): PlaceboInference {
  const {controls, treated, before} = twoBlocks(panel);
  if (controls.length < treated.length + 2) throw fewControls(controls.length, treated.length);
  const exhaustive = countCombinations(controls.length, treated.length) <= exhaustiveUpTo;
  const choices = exhaustive
    ? combinations(controls.length, treated.length)
    : Array.from({length: draws}, () => drawCombination(random, controls.length, treated.length));
  const placebos: Placebo[] = [];
  for (const choice of choices) {
    signal?.throwIfAborted();
    const found = estimateBlocks(
      {
        controls: controls.filter((_, unit) => !choice.includes(unit)),
        treated: controls.filter((_, unit) => choice.includes(unit)),
        before,
      },
      estimate,
    );
    const units = choice.map((unit) => estimate.controls[unit] ?? "");
    placebos.push({units, effect: found.effect, preRmse: found.preRmse, ratio: ratioOf(found, before)});
  }
  return {
    placebos,
    exhaustive,
    ...spread(estimate.effect, placebos, level),
    ...ranked(estimate, placebos, before),
  };
}

function spread(effect: number, placebos: readonly Placebo[], level: number) {
  const middle = placebos.reduce((sum, placebo) => sum + placebo.effect, 0) / placebos.length;
  const squares = placebos.reduce((sum, placebo) => sum + (placebo.effect - middle) ** 2, 0);
  const se = Math.sqrt(squares / placebos.length);
  const normal: Reference = {distribution: "normal"};
  const half = criticalValue(normal, level) * se;
  return {
    se,
    low: effect - half,
    high: effect + half,
    normalP: se > 0 ? twoSidedP(effect / se, normal) : null,
  };
}

function ranked(estimate: SyntheticEstimate, placebos: readonly Placebo[], before: number) {
  const ratio = ratioOf(estimate, before);
  const ratios = placebos.flatMap((placebo) => placebo.ratio ?? []);
  const rank = rankAmong(
    Math.abs(estimate.effect),
    placebos.map(({effect}) => Math.abs(effect)),
  );
  return {
    rank,
    rankP: rank / (1 + placebos.length),
    ratio,
    ratioP:
      ratio === null || ratios.length < placebos.length
        ? null
        : rankAmong(ratio, ratios) / (1 + placebos.length),
  };
}

/** 1 + the number of others that are at least as large. */
function rankAmong(value: number, others: readonly number[]): number {
  return 1 + others.filter((other) => other >= value).length;
}

function ratioOf({gaps, preRmse}: BlockEstimate, before: number): number | null {
  const after = gaps.subarray(before);
  const square = after.reduce((sum, gap) => sum + gap * gap, 0) / after.length;
  // A perfect fit to rounding has no ratio: it would measure noise of the last digit.
  const scale = gaps.reduce((most, _, t) => Math.max(most, Math.abs(at(gaps, t))), 0);
  return preRmse > 1e-9 * scale ? Math.sqrt(square) / preRmse : null;
}

function fewControls(controls: number, treated: number): UsageError {
  return new UsageError("few-controls", {
    message: `${controls} controls cannot stand in for ${treated} treated units; at least ${treated + 2} are needed`,
    where: "placebo",
    hint: "add units that were never treated",
  });
}
