import {type Estimate, type Finding, type FindingColumn, type FindingRow, finding} from "../../base/index.ts";
import {type ModelFormula, piecesOf, readFormula} from "../../methods/formula/index.ts";
import {type Coefficient, coefficientTable, type WildTest} from "../../methods/inference/index.ts";
import {droppedRows, sampleOf} from "./audit.ts";
import {bootstrapOf, bootstrapText} from "./bootstrap.ts";
import {type Asked, askedBy, type LoadedData, loadData} from "./data.ts";
import {methodOf, slownessOf, summaryOf, warningsOf} from "./describe.ts";
import {type Estimated, estimate} from "./estimate.ts";
import type {DataParams, FitParams, Running} from "./params.ts";

/**
 * The coefficients of a formula over a file: one regression, or the several that it stands for. With `show`, one row a
 * regression or a dropped row instead; the sample audit stands with all three.
 *
 * @throws UsageError for what the formula, the options or the file say wrongly; NumericalError where there is no estimate
 */
export async function fitFinding(params: FitParams, running: Running): Promise<Finding> {
  const models = readFormula(params.formula);
  const data = await loadData(params, askedFor(models, params));
  const all: Estimated[] = [];
  for (const model of models) all.push(await estimate(model, data.table, params, running));
  const boots = await bootstraps(all, params, running);
  return finding({
    kind: "fit",
    question: questionOf(params),
    parameters: {...parametersOf(params), show: params.show},
    ...shown(params, data, all, boots),
    estimates: all.flatMap((each) => estimatesOf(each, params)),
    sample: sampleOf(data, all),
    warnings: [...all.flatMap((each, at) => warningsOf(each, numberOf(all, at))), ...slownessOf()],
    caveats: [
      ...all.map((each, at) => summaryOf(each, numberOf(all, at))),
      ...(params.boot === null ? [] : [bootstrapText(boots.flat(), params.boot)]),
    ],
    evidence: [],
    lineage: data.lineage,
  });
}

/** By regression and coefficient; empty where none is asked for. */
async function bootstraps(
  all: readonly Estimated[],
  {boot, show}: FitParams,
  running: Running,
): Promise<(WildTest | null)[][]> {
  if (boot === null || show !== "coefficients") return [];
  const tests: (WildTest | null)[][] = [];
  for (const each of all) tests.push(await bootstrapOf(each, boot, running));
  return tests;
}

/** Pieces of a formula and of the options beside it. */
export function askedFor(
  models: readonly ModelFormula[],
  {errors, weights, offset}: Pick<FitParams, "errors" | "weights" | "offset">,
): Asked[] {
  const clusters =
    errors.kind === "cluster" ? [{text: errors.text, pieces: errors.by.flatMap(({pieces}) => pieces)}] : [];
  const formulas = models.map((model) => ({text: model.source, pieces: piecesOf(model)}));
  return [...formulas, ...clusters, ...askedBy(weights), ...askedBy(offset)];
}

function numberOf(all: readonly Estimated[], at: number): number | null {
  return all.length === 1 ? null : at + 1;
}

function questionOf({formula, family, data}: FitParams): string {
  const kind = family === "poisson" ? "Poisson pseudo-maximum likelihood" : "least squares";
  return `What are the coefficients of ${formula} in ${data}, by ${kind}?`;
}

/** Parameters of a finding, as printed and hashed. */
export function parametersOf(
  params: Omit<FitParams, "show" | "boot"> & Partial<Pick<FitParams, "boot">>,
): Finding["parameters"] {
  const {errors} = params;
  return {
    formula: params.formula,
    ...dataParameters(params),
    family: params.family,
    vcov: errors.kind === "cluster" ? `cluster:${errors.text}` : errors.kind,
    ssc: params.smallSample,
    weights: params.weights?.text ?? null,
    offset: params.offset?.text ?? null,
    level_pct: params.level,
    ...(params.boot ? {boot: params.boot.weights, draws: params.boot.draws, seed: params.boot.seed} : {}),
  };
}

/** The file and the condition, as printed and hashed. */
export function dataParameters({data, where}: DataParams): Finding["parameters"] {
  return {data, where: where?.text ?? null};
}

type Shown = Pick<Finding, "columns" | "rows">;

function shown(
  {show, level, boot}: FitParams,
  {table}: LoadedData,
  all: readonly Estimated[],
  boots: readonly (readonly (WildTest | null)[])[],
): Shown {
  if (show === "dropped") return {columns: DROPPED_COLUMNS, rows: droppedRows(table, all)};
  if (show === "models") return {columns: MODEL_COLUMNS, rows: all.map(modelRow)};
  const several = all.length > 1;
  const rows = all.flatMap((each, at) =>
    tableOf(each, level).map((row, place) => ({
      ...(several ? {model: at + 1} : {}),
      ...coefficientRow(row),
      ...(boot === null ? {} : {boot_p_value: boots[at]?.[place]?.p ?? null}),
    })),
  );
  const columns = boot === null ? COEFFICIENT_COLUMNS : [...COEFFICIENT_COLUMNS, BOOT_COLUMN];
  return {columns: several ? [MODEL_NUMBER, ...columns] : columns, rows};
}

function tableOf({fit, covariance, slopes}: Estimated, level: number): readonly Coefficient[] {
  return coefficientTable(fit, covariance, level / 100).rows.filter(({name}) => !slopes.has(name));
}

/** A coefficient as a row of a finding. */
export function coefficientRow({name, estimate, se, statistic, p, low, high}: Coefficient): FindingRow {
  return {term: name, estimate, std_error: se, statistic, p_value: p, conf_low: low, conf_high: high};
}

function estimatesOf(each: Estimated, params: FitParams): Estimate[] {
  const method = methodOf(params, each.covariance);
  return tableOf(each, params.level).map(({name, estimate, se, statistic, p, low, high}) => ({
    term: name,
    estimate,
    std_error: se,
    statistic,
    p_value: p,
    conf_low: low,
    conf_high: high,
    method: `${each.model.text}: ${method}`,
  }));
}

const MODEL_NUMBER: FindingColumn = {
  name: "model",
  unit: "count",
  meaning: "regression, in the order the formula gives them",
};

/** Columns of a table of coefficients. */
export const COEFFICIENT_COLUMNS: readonly FindingColumn[] = [
  {name: "term", unit: "text", meaning: "regressor, as the formula writes it"},
  {name: "estimate", unit: "coefficient", meaning: "coefficient; of Poisson, of the outcome's logarithm"},
  {name: "std_error", unit: "coefficient", meaning: "standard error"},
  {name: "statistic", unit: "z", meaning: "estimate over standard error; missing where that is zero"},
  {name: "p_value", unit: "p", meaning: "two-sided, against zero; missing where the standard error is zero"},
  {name: "conf_low", unit: "coefficient", meaning: "lower end of the confidence interval"},
  {name: "conf_high", unit: "coefficient", meaning: "upper end of the confidence interval"},
];

const BOOT_COLUMN: FindingColumn = {
  name: "boot_p_value",
  unit: "p",
  meaning: "two-sided, against zero, by the wild cluster bootstrap; missing for the constant of Poisson",
};

const MODEL_COLUMNS: readonly FindingColumn[] = [
  MODEL_NUMBER,
  {name: "formula", unit: "text", meaning: "the regression, written out"},
  {name: "rows_used", unit: "count", meaning: "rows in the sample"},
  {name: "log_likelihood", unit: "coefficient", meaning: "log (pseudo-)likelihood"},
  {name: "deviance", unit: "coefficient", meaning: "deviance; of least squares, the residual sum of squares"},
  {name: "steps", unit: "count", meaning: "steps of the solver"},
  {name: "passes", unit: "count", meaning: "passes over the rows"},
  {
    name: "relative_score",
    unit: "coefficient",
    meaning: "largest score over its scale: 0 at the exact solution",
  },
];

function modelRow({model, fit}: Estimated, at: number): FindingRow {
  const {iterations, passes, relativeScore} = fit.convergence;
  return {
    model: at + 1,
    formula: model.text,
    rows_used: fit.audit.rowsUsed,
    log_likelihood: fit.logLikelihood,
    deviance: fit.deviance,
    steps: iterations,
    passes,
    relative_score: relativeScore,
  };
}

const DROPPED_COLUMNS: readonly FindingColumn[] = [
  MODEL_NUMBER,
  {name: "row", unit: "count", meaning: "row of the file, counted from 1 below the header"},
  {name: "reason", unit: "text", meaning: "why it is not in the sample"},
];
