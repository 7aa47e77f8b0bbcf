/** One fixed effect: each row's level, coded 0..levels−1. Interacted effects (`f1^f2`) are coded as one. */
export interface EffectCodes {
  /** As the user wrote it: "exp^year". */
  readonly name: string;
  /** Length n; −1 marks a missing value. */
  readonly codes: Int32Array;
  /** Number of levels; a code may occur in no row. */
  readonly levels: number;
}

/** A regressor as a plain column; NaN marks a missing value. */
export interface Regressor {
  /** As it stands in a table of coefficients: "log(dist)", "rel::-2:treat". */
  readonly name: string;
  /** Length n. */
  readonly values: Float64Array;
}

/** What a regression is given, by column. n rows; nothing is dropped yet. */
export interface Design {
  /** Outcome, length n; NaN marks a missing value. Poisson: ≥ 0, any unit (coefficients do not depend on it). */
  readonly y: Float64Array;
  /** k regressors, no constant: where there is no effect, a constant is added as "(Intercept)" by the fitter. */
  readonly regressors: readonly Regressor[];
  readonly effects: readonly EffectCodes[];
  /** Length n, > 0 in rows that count; 0 drops the row; NaN marks a missing value. Null for equal weights. */
  readonly weights: Float64Array | null;
  /** Added to the linear predictor, length n; NaN marks a missing value. */
  readonly offset: Float64Array | null;
  /** False where the formula says `0 +`: no constant even without an effect. Absent means true. */
  readonly constant?: boolean;
}

/** Whether nothing is absorbed: neither a constant nor an effect. */
export function isThroughOrigin({constant, effects}: Design): boolean {
  return constant === false && effects.length === 0;
}

/** Why a row of the design is not in the sample, in the order in which reasons are looked for. */
export type DropReason = "missing" | "zero-weight" | "all-zero-level" | "singleton" | "separated";

/** What became of every row and regressor: printed with each result, never silent. */
export interface SampleAudit {
  readonly rowsIn: number;
  readonly rowsUsed: number;
  /** Rows of the design by reason, ascending; reasons without rows are absent. */
  readonly dropped: ReadonlyMap<DropReason, Int32Array>;
  /** Regressors left out because the others and the effects explain them, in the order given. */
  readonly collinear: readonly string[];
}

/** How near the solver came, and what it took. */
export interface Convergence {
  /** Largest |score| of a coefficient or level, relative to the scale of that sum: 0 at the exact solution. */
  readonly relativeScore: number;
  /** Relative change of the deviance in the last step; 0 for least squares. */
  readonly devianceChange: number;
  readonly iterations: number;
  /** Passes over the rows, all solves together. */
  readonly passes: number;
}

/**
 * Columns that large fits compute anew at each call of `at`, because all of them together would not fit in memory:
 * ask for a column once and keep it while it is needed. A plain array of columns is one of these.
 */
export interface PartialledColumns {
  readonly length: number;
  /** The column, length m; undefined outside 0..length−1. */
  at(column: number): Float64Array | undefined;
  /**
   * Σ residual × column by group, group after group, k numbers each; absent where columns are all there is.
   *
   * @param codes group of each row used, 0..count−1
   */
  scoreSums?(codes: Int32Array, count: number): Float64Array;
}

/** What a fitter may be told. */
export interface FitOptions {
  /** Called between steps of the solver; for a line of progress. */
  readonly progress?: (step: FitProgress) => void;
  /** Ends the fit between two steps with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Threads that share the work of large designs; as many as there are processors unless told. */
  readonly threads?: number;
  /** WebAssembly kernels, unless "plain" asks for the slower ones of TypeScript. */
  readonly kernels?: "wasm" | "plain";
}

/** Where a fit stands. */
export interface FitProgress {
  readonly stage: "sample" | "solve" | "partial";
  readonly iteration: number;
  /** Passes over the rows so far. */
  readonly passes: number;
}

/**
 * A fitted regression with what inference needs. m rows used, k regressors kept, both in the order given. "Partialled"
 * regressors are residuals of a weighted projection on the effects, with the working weights at the optimum.
 */
export interface Fit {
  readonly family: "poisson" | "gaussian";
  /** Names of the kept regressors, length k. */
  readonly names: readonly string[];
  /** Length k. */
  readonly beta: Float64Array;
  /** Rows of the design that were used, ascending, length m. */
  readonly rows: Int32Array;
  /** Fitted mean, unit of y, length m. */
  readonly mu: Float64Array;
  /** Weight × (y − mu): what multiplies a partialled regressor to give a row's score, length m. */
  readonly residual: Float64Array;
  /** Weight × mu for Poisson, the weight for least squares, length m. */
  readonly workingWeight: Float64Array;
  /** k columns of length m, unweighted: the bread is (Σ workingWeight · x̃ x̃ᵀ)⁻¹, a score is residual · x̃. */
  readonly partialled: PartialledColumns;
  /** k × k, row by row, symmetric. */
  readonly bread: Float64Array;
  /** The effects in the rows used, recoded to levels that occur. */
  readonly effects: readonly EffectCodes[];
  /** Parameters that the effects take together, redundant ones not counted: exact for one or two effects, as stated for more. */
  readonly effectParameters: number;
  /** Poisson: log pseudo-likelihood and deviance. Least squares: Gaussian log-likelihood and residual sum of squares. */
  readonly logLikelihood: number;
  readonly deviance: number;
  readonly audit: SampleAudit;
  readonly convergence: Convergence;
}
