import type {EffectTerm, Expression} from "../../methods/formula/index.ts";

/** What a finding from a file of the person's own reads. */
export interface DataParams {
  /** As the person named it. */
  readonly data: string;
  /** Where it is: absolute. */
  readonly path: string;
  /** A condition over the columns that rows must meet; null for all rows. */
  readonly where: ParsedText | null;
}

/** A piece of formula given as an option, with its text. */
export interface ParsedText {
  readonly text: string;
  readonly piece: Expression;
}

/** Of what kind the errors are taken to be. `auto`: clustered by the first effect, or each row its own without effects. */
export type ErrorsChoice =
  | {readonly kind: "auto" | "iid" | "hc0" | "hc1"}
  | {readonly kind: "cluster"; readonly by: readonly EffectTerm[]; readonly text: string};

/** Packages whose small-sample factors may be asked for; docs/methods/ppml.md says which they are. */
export const SMALL_SAMPLE_CHOICES = ["fixest", "ppmlhdfe", "sandwich", "none"] as const;
/** One of them. */
export type SmallSampleChoice = (typeof SMALL_SAMPLE_CHOICES)[number];

/** Estimators of a regression: Poisson pseudo-maximum likelihood, least squares. */
export const FAMILIES = ["poisson", "gaussian"] as const;
/** What `fit` prints a row for. */
export const SHOWN = ["coefficients", "models", "dropped"] as const;

/** Distributions that groups' scores are multiplied with. */
export const BOOT_WEIGHTS = ["rademacher", "webb", "mammen"] as const;

/** A wild cluster bootstrap. */
export interface BootstrapChoice {
  readonly weights: (typeof BOOT_WEIGHTS)[number];
  readonly draws: number;
  readonly seed: number;
}

/** A regression, or the several that a formula stands for. */
export interface FitParams extends DataParams {
  readonly formula: string;
  readonly family: (typeof FAMILIES)[number];
  readonly errors: ErrorsChoice;
  readonly smallSample: SmallSampleChoice;
  readonly weights: ParsedText | null;
  readonly offset: ParsedText | null;
  /** Of the intervals, in per cent: 95. */
  readonly level: number;
  /** Null where no bootstrap is asked for. */
  readonly boot: BootstrapChoice | null;
  /** One row a coefficient, a regression, or a row left out. */
  readonly show: (typeof SHOWN)[number];
}

/** What `events` prints a row for. */
export const EVENT_SHOWN = ["periods", "bounds"] as const;

/** A regression with one coefficient a period relative to an event. */
export interface EventParams extends Omit<FitParams, "show" | "boot"> {
  /** Which variable's periods, where the formula has several: "rel" of `i(rel, treat)`; null where there is one. */
  readonly series: string | null;
  /** The period that the others are measured against; null for the one that the formula leaves out. */
  readonly reference: number | null;
  /** One row a period, or a size of violation of parallel trends. */
  readonly show: (typeof EVENT_SHOWN)[number];
}

/** Synthetic difference-in-differences, synthetic control, difference-in-differences. */
export const SYNTH_METHODS = ["sdid", "sc", "did"] as const;
/** Where weights stop: as the authors' program does, or at the certified optimum. */
export const SYNTH_SOLVERS = ["published", "exact"] as const;
/** What `synth` prints a row for. */
export const SYNTH_SHOWN = ["effect", "periods", "weights", "placebos"] as const;

/** The effect of a treatment on units of a balanced panel. */
export interface SynthParams extends DataParams {
  readonly unit: ParsedText;
  readonly time: ParsedText;
  readonly outcome: ParsedText;
  /** 1 from the first treated period of a unit on, else 0. */
  readonly treated: ParsedText;
  readonly method: (typeof SYNTH_METHODS)[number];
  /** Where weights stop: as the authors' program does, or at the certified optimum. */
  readonly solver: (typeof SYNTH_SOLVERS)[number];
  /** Placebos drawn where there are too many choices to take them all. */
  readonly placebos: number;
  /** Of the intervals, in per cent: 95. */
  readonly level: number;
  readonly seed: number;
  /** One row a start of treatment, a period, a weight or a placebo. */
  readonly show: (typeof SYNTH_SHOWN)[number];
}

/** What a running analysis may reach besides its file. */
export interface Running {
  readonly progress: (message: string) => void;
  readonly signal: AbortSignal;
}
