import {NumericalError, UsageError} from "../../base/index.ts";
import {
  buildDesign,
  type CohortColumns,
  effectCodes,
  type FormulaDesign,
  type ModelFormula,
  rowNumber,
  type Table,
} from "../../methods/formula/index.ts";
import {type Covariance, covariance} from "../../methods/inference/index.ts";
import {
  type Design,
  type EffectCodes,
  type Fit,
  fitLeastSquares,
  fitPoisson,
} from "../../methods/regression/index.ts";
import type {FitParams, Running} from "./params.ts";

/** One regression, fitted, with the covariance of its coefficients. */
export interface Estimated {
  readonly model: ModelFormula;
  readonly fit: Fit;
  readonly covariance: Covariance;
  readonly cohorts: CohortColumns | null;
  /** Regressors of the fit that are slopes behind the bar: not shown. */
  readonly slopes: ReadonlySet<string>;
  /** What was fitted, and the groups of each way of clustering; none unless clustered. */
  readonly design: Design;
  readonly clusters: readonly EffectCodes[];
  /** Of the design's rows; null for equal weights. */
  readonly weights: Float64Array | null;
}

type Choice = Pick<FitParams, "family" | "errors" | "smallSample" | "weights" | "offset">;

/**
 * Fits one regression of a formula over a table.
 *
 * @throws UsageError, NumericalError as the formula's evaluation, the fitter and the covariance do
 */
export async function estimate(
  model: ModelFormula,
  table: Table,
  choice: Choice,
  {progress, signal}: Running,
): Promise<Estimated> {
  const built = buildDesign(model, table, {
    weights: choice.weights?.piece ?? null,
    offset: choice.offset?.piece ?? null,
  });
  refuseNegative(built, table, choice);
  const clusters = clustersOf(model, table, choice);
  const design = withoutRowsMissing(built.design, clusters);
  const fitted = choice.family === "poisson" ? fitPoisson : fitLeastSquares;
  const fit = await fitted(design, {
    signal,
    progress: ({stage, iteration, passes}) => progress(`${stage}: step ${iteration}, ${passes} passes`),
  });
  return {
    model,
    fit,
    covariance: covarianceOf(fit, clusters, choice),
    cohorts: built.cohorts,
    slopes: built.slopes,
    design,
    clusters,
    weights: design.weights,
  };
}

function covarianceOf(fit: Fit, clusters: readonly EffectCodes[], {errors, smallSample}: Choice): Covariance {
  if (clusters.length > 0) return covariance(fit, {kind: "cluster", by: clusters, smallSample});
  const kind = errors.kind === "iid" || errors.kind === "hc0" ? errors.kind : "hc1";
  return covariance(fit, {kind, smallSample});
}

function clustersOf(model: ModelFormula, table: Table, {errors}: Choice): EffectCodes[] {
  const [first] = model.effects;
  if (errors.kind === "auto")
    return effectCodes({text: model.source, table}, first === undefined ? [] : [first]);
  if (errors.kind !== "cluster") return [];
  const {by, text} = errors;
  return effectCodes({text, table}, by);
}

/** A row without a cluster cannot enter the variance: it is left out as missing, as fixest does. */
function withoutRowsMissing(
  design: FormulaDesign["design"],
  clusters: readonly EffectCodes[],
): FormulaDesign["design"] {
  if (!clusters.some(({codes}) => codes.includes(-1))) return design;
  const y = design.y.map((value, row) =>
    clusters.some(({codes}) => codes[row] === -1) ? Number.NaN : value,
  );
  return {...design, y};
}

function refuseNegative({design, outcome}: FormulaDesign, table: Table, {family, weights}: Choice): void {
  const {y} = design;
  const row = family === "poisson" ? y.findIndex((value) => value < 0) : -1;
  if (row >= 0) {
    throw new NumericalError("negative-outcome", {
      message: `${outcome} is ${y[row]} in row ${rowNumber(table, row)}; a Poisson outcome is 0 or more`,
      where: `row ${rowNumber(table, row)}`,
      hint: "leave such rows out with --where, or use --family gaussian",
    });
  }
  const light = design.weights?.findIndex((weight) => weight < 0) ?? -1;
  if (light < 0) return;
  throw new UsageError("negative-weight", {
    message: `the weight ${weights?.text ?? ""} is ${design.weights?.[light]} in row ${rowNumber(table, light)}`,
    where: "--weights",
    hint: "weights are 0 or more; 0 leaves a row out",
  });
}
