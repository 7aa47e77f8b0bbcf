import type {Expression} from "./expression.ts";

/** A level as written in `ref = -1` or `ref = "USA"`. */
export type Literal = number | string;

/** `i(variable)`: a 0/1 column a level, times a number or crossed with a second variable's levels. */
export interface LevelsFactor {
  readonly kind: "levels";
  readonly piece: Expression;
  readonly variable: Expression;
  /** Second argument; null when absent. A text column, or one written `i.by`, is taken by levels. */
  readonly by: Expression | null;
  readonly byLevels: boolean;
  /** Levels left out: those listed, or the first one. Null when not given. */
  readonly ref: readonly Literal[] | "first" | null;
  readonly keep: readonly Literal[] | null;
  readonly ref2: readonly Literal[] | "first" | null;
  readonly keep2: readonly Literal[] | null;
}

/** `sunab(cohort, period)`: cohort by relative period, averaged over cohorts after the fit. */
export interface CohortFactor {
  readonly kind: "cohorts";
  readonly piece: Expression;
  readonly cohort: Expression;
  readonly period: Expression;
  /** Cohorts that serve as comparison besides those never treated. */
  readonly refCohorts: readonly Literal[];
  /** Relative periods left out; −1 when not given. */
  readonly refPeriods: readonly Literal[];
}

/** A number a row. */
export interface NumberFactor {
  readonly kind: "number";
  readonly piece: Expression;
}

/** What a term is the product of. */
export type TermFactor = NumberFactor | LevelsFactor | CohortFactor;

/** One regressor, or one family of them: `x1`, `x1:x2`, `i(rel)`. */
export interface Term {
  /** One factor, or those of an interaction in the order written. */
  readonly factors: readonly TermFactor[];
  /** As written; terms of one name are one term. */
  readonly name: string;
}

/** One fixed effect: pieces combined by `^`. */
export interface EffectTerm {
  readonly pieces: readonly Expression[];
  /** "exp^year" */
  readonly name: string;
}

/** A slope of `by` for each level of an effect, estimated and not shown: `f[x]` is the effect f and these, `f[[x]]` these alone. */
export interface SlopesTerm {
  /** Of the effect. */
  readonly pieces: readonly Expression[];
  readonly by: Expression;
  /** "exp^year[[x]]" */
  readonly name: string;
}

/** One regression of a formula that may stand for several. */
export interface ModelFormula {
  /** The formula it is read from: places in the pieces count in it. */
  readonly source: string;
  /** Written out for this one regression. */
  readonly text: string;
  readonly outcome: Expression;
  readonly terms: readonly Term[];
  readonly offsets: readonly Expression[];
  readonly effects: readonly EffectTerm[];
  readonly slopes: readonly SlopesTerm[];
  /** False after `0 +` or `- 1`; with an effect it makes no difference. */
  readonly constant: boolean;
}
