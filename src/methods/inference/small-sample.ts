import {NumericalError} from "../../base/index.ts";
import type {Fit} from "../regression/design.ts";
import {type Groups, isNested} from "./clusters.ts";

/**
 * How a variance is corrected for a finite sample, n rows and G groups; rows that stand alone are groups of one.
 * - `parameters`: the factor (n − 1)/(n − K). K counts the regressors and, of the effects, all levels but one each
 *   ("full"), only those not nested in a cluster ("nested"), or none ("slopes"). Null: no such factor.
 * - `groups`: the factor G/(G − 1), for several ways with the least G in all terms ("least") or each with its own
 *   ("each"). Null: no such factor.
 */
export interface SmallSampleRule {
  readonly parameters: "full" | "nested" | "slopes" | null;
  readonly groups: "least" | "each" | null;
}

/** The rules of the packages people compare with. */
export const SMALL_SAMPLE_RULES = {
  /** R fixest's default, also Stata's reghdfe for nested effects. */
  fixest: {parameters: "nested", groups: "least"},
  /** Stata's ppmlhdfe: robust n/(n − 1), cluster G/(G − 1). */
  ppmlhdfe: {parameters: null, groups: "least"},
  /** R sandwich's vcovCL and vcovHC, type HC1, on a model with explicit dummies. */
  sandwich: {parameters: "full", groups: "each"},
  /** No correction. */
  none: {parameters: null, groups: null},
} as const satisfies Readonly<Record<string, SmallSampleRule>>;

/** A rule by its package's name, or spelled out. */
export type SmallSample = keyof typeof SMALL_SAMPLE_RULES | SmallSampleRule;

/** One multiplier of a variance, as it was applied. */
export interface Factor {
  /** With its numbers: "(n − 1)/(n − K), n = 4761, K = 141". */
  readonly name: string;
  readonly value: number;
}

/** The rule that a choice names. */
export function ruleOf(choice: SmallSample): SmallSampleRule {
  return typeof choice === "string" ? SMALL_SAMPLE_RULES[choice] : choice;
}

/**
 * Parameters as the packages count them: levels of each effect less one, and one for the constant among them; redundant
 * levels of unconnected effects are not looked for (`Fit.effectParameters` does).
 */
export function countParameters(
  fit: Fit,
  rule: "full" | "nested" | "slopes",
  clusters: readonly Groups[],
): number {
  const slopes = fit.names.length;
  if (rule === "slopes" || fit.effects.length === 0) return slopes;
  const counted = fit.effects.filter(
    (effect) => rule === "full" || !clusters.some((groups) => isNested(effect, groups)),
  );
  return slopes + 1 + counted.reduce((sum, {levels}) => sum + levels - 1, 0);
}

/**
 * The factor (n − 1)/(n − K).
 *
 * @throws NumericalError "no-degrees-of-freedom" when n ≤ K
 */
export function parameterFactor(n: number, parameters: number): Factor {
  if (n <= parameters) throw noDegreesOfFreedom(n, parameters);
  return {name: `(n − 1)/(n − K), n = ${n}, K = ${parameters}`, value: (n - 1) / (n - parameters)};
}

/** The factor G/(G − 1), G > 1. */
export function groupFactor(groups: number): Factor {
  return {name: `G/(G − 1), G = ${groups}`, value: groups / (groups - 1)};
}

/** The refusal of a variance that as many parameters as rows leave nothing for. */
export function noDegreesOfFreedom(n: number, parameters: number): NumericalError {
  return new NumericalError("no-degrees-of-freedom", {
    message: `${parameters} parameters and ${n} rows leave no degrees of freedom for a variance`,
    where: "covariance",
    hint: "use fewer effects or regressors, or a rule that does not count parameters (ppmlhdfe)",
  });
}
