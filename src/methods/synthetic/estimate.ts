import {NumericalError} from "../../base/index.ts";
import {at} from "../inference/dense.ts";
import {publishedWeights} from "./frank-wolfe.ts";
import {type Panel, type TwoBlocks, twoBlocks} from "./panel.ts";
import {type SimplexProblem, type SimplexWeights, solveSimplex} from "./simplex.ts";

/** Synthetic difference-in-differences, synthetic control, or plain difference-in-differences. */
export type SyntheticMethod = "sdid" | "sc" | "did";

/** "published" stops where the authors' implementation does, so that figures compare; "exact" goes to the certified optimum. */
export type WeightSolver = "published" | "exact";

/** How to estimate. */
export interface SyntheticOptions {
  readonly method: SyntheticMethod;
  /** "published" unless told. */
  readonly solver?: WeightSolver;
}

/** Ridge of the two sets of weights, in the unit of the outcome. */
export interface Regularisation {
  /** Standard deviation of the controls' first differences before treatment. */
  readonly noise: number;
  /** SDID: (treated units × treated periods)^¼ × noise; SC: 1e-6 × noise. */
  readonly zetaUnits: number;
  /** 1e-6 × noise. */
  readonly zetaTimes: number;
}

/** One set of weights, in the order of the never-treated units or of the periods before. */
export interface WeightSet {
  readonly weights: Float64Array;
  /** Duality gap: objective less optimum is at most this. Null for weights that are not estimated. */
  readonly gap: number | null;
}

/** An estimate from two blocks. */
export interface BlockEstimate {
  /** Mean effect on the treated over the treated periods, unit of the outcome. */
  readonly effect: number;
  readonly units: WeightSet;
  readonly times: WeightSet;
  /** Treated mean less its counterfactual by period, after the level difference that SDID and DiD allow; unit of the outcome. */
  readonly gaps: Float64Array;
  /** Root mean square of `gaps` before treatment. */
  readonly preRmse: number;
}

/** An estimate with its names. */
export interface SyntheticEstimate extends BlockEstimate {
  readonly method: SyntheticMethod;
  readonly solver: WeightSolver;
  /** The effect with weights at the certified optimum; equals `effect` for the exact solver and for DiD. */
  readonly exactEffect: number;
  readonly controls: readonly string[];
  readonly treated: readonly string[];
  readonly periods: Panel["times"];
  /** First treated period. */
  readonly start: number | string;
  /** Mean outcome of the treated, and its counterfactual on the same level, by period. */
  readonly observed: Float64Array;
  readonly counterfactual: Float64Array;
  readonly regularisation: Regularisation;
}

/**
 * The effect on treated units that start together (Abadie, Diamond & Hainmueller 2010; Arkhangelsky et al. 2021, doi:10.1257/aer.20190159).
 *
 * @throws UsageError from `twoBlocks`; NumericalError "not-certified" from the exact solver, "not-finite" for outcomes beyond 1e150
 */
export function syntheticEstimate(
  panel: Panel,
  {method, solver = "published"}: SyntheticOptions,
): SyntheticEstimate {
  const blocks = twoBlocks(panel);
  const regularisation = regularisationOf(blocks, method);
  const estimate = estimateBlocks(blocks, {method, solver, regularisation});
  const exact = solver === "exact" || method === "did" ? estimate : null;
  const observed = meanPath(blocks.treated);
  const named = (treated: boolean): string[] =>
    panel.units.filter((_, unit) => at(panel.starts, unit) >= 0 === treated);
  return {
    ...estimate,
    method,
    solver,
    exactEffect: (exact ?? estimateBlocks(blocks, {method, solver: "exact", regularisation})).effect,
    controls: named(false),
    treated: named(true),
    periods: panel.times,
    start: panel.times[blocks.before] ?? "",
    observed,
    counterfactual: observed.map((value, t) => value - at(estimate.gaps, t)),
    regularisation,
  };
}

/** The published ridge. */
export function regularisationOf(
  {controls, treated, before}: TwoBlocks,
  method: SyntheticMethod,
): Regularisation {
  const noise = standardDeviation(
    controls.flatMap((path) => Array.from({length: before - 1}, (_, t) => at(path, t + 1) - at(path, t))),
  );
  const after = (controls[0]?.length ?? Number.NaN) - before;
  const zetaTimes = 1e-6 * noise;
  return {
    noise,
    zetaTimes,
    zetaUnits: method === "sdid" ? (treated.length * after) ** 0.25 * noise : zetaTimes,
  };
}

/** What an estimate of two blocks takes besides them; placebos keep the regularisation of the true one. */
export interface BlockOptions {
  readonly method: SyntheticMethod;
  readonly solver: WeightSolver;
  readonly regularisation: Regularisation;
}

/** The estimate on paths alone. */
export function estimateBlocks(blocks: TwoBlocks, options: BlockOptions): BlockEstimate {
  const {controls, treated, before} = blocks;
  const units = unitWeights(blocks, options);
  const times = timeWeights(blocks, options);
  const observed = meanPath(treated);
  const raw = observed.map((value, t) =>
    controls.reduce((rest, path, unit) => rest - at(units.weights, unit) * at(path, t), value),
  );
  const level = times.weights.reduce((sum, weight, t) => sum + weight * at(raw, t), 0);
  const gaps = raw.map((value) => value - level);
  if (!gaps.every(Number.isFinite)) throw notFinite();
  return {
    effect: mean(gaps.subarray(before)),
    units,
    times,
    gaps,
    preRmse: Math.sqrt(mean(gaps.subarray(0, before).map((gap) => gap * gap))),
  };
}

function notFinite(): NumericalError {
  return new NumericalError("not-finite", {
    message: "the effect is not finite: outcomes are too large to square",
    where: "synthetic",
    hint: "scale the outcome",
  });
}

function unitWeights({controls, treated, before}: TwoBlocks, options: BlockOptions): WeightSet {
  if (options.method === "did") return even(controls.length);
  const columns = controls.map((path) => path.slice(0, before));
  const target = meanPath(treated).slice(0, before);
  return solved(
    {columns, target, zeta: options.regularisation.zetaUnits},
    options.method === "sdid",
    options,
  );
}

function timeWeights({controls, before}: TwoBlocks, options: BlockOptions): WeightSet {
  if (options.method === "did") return even(before);
  if (options.method === "sc") return {weights: new Float64Array(before), gap: null};
  const columns = Array.from({length: before}, (_, t) => Float64Array.from(controls, (path) => at(path, t)));
  const target = Float64Array.from(controls, (path) => mean(path.subarray(before)));
  return solved({columns, target, zeta: options.regularisation.zetaTimes}, true, options);
}

function solved(
  problem: SimplexProblem,
  intercept: boolean,
  {solver, regularisation}: BlockOptions,
): WeightSet {
  const {columns, target, zeta} = problem;
  const free = intercept ? {columns: columns.map(centred), target: centred(target), zeta} : problem;
  const {weights, gap}: SimplexWeights =
    solver === "exact" ? solveSimplex(free) : publishedWeights(free, 1e-5 * regularisation.noise);
  return {weights, gap};
}

function even(length: number): WeightSet {
  return {weights: new Float64Array(length).fill(1 / length), gap: null};
}

function centred(values: Float64Array): Float64Array {
  const middle = mean(values);
  return values.map((value) => value - middle);
}

// Plain loops: a placebo a donor asks for thousands of these means.
function meanPath(paths: readonly Float64Array[]): Float64Array {
  const means = new Float64Array(paths[0]?.length ?? Number.NaN);
  for (let t = 0; t < means.length; t++) {
    let sum = 0;
    for (const path of paths) sum += at(path, t);
    means[t] = sum / paths.length;
  }
  return means;
}

function mean(values: Float64Array): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}

function standardDeviation(values: readonly number[]): number {
  const middle = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - middle) ** 2, 0);
  return Math.sqrt(squares / (values.length - 1));
}
