import {UsageError} from "../../base/index.ts";
import type {Design, EffectCodes, Regressor} from "../regression/design.ts";
import {type CohortColumns, cohortColumns} from "./cohort-columns.ts";
import {levelsColumn, numbersOf} from "./evaluate.ts";
import {type Expression, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {combinedCodes, type LevelCodes, levelCodes} from "./level-codes.ts";
import {scaledBy, termColumns} from "./regressor-columns.ts";
import type {Scope, Table} from "./table.ts";
import type {EffectTerm, ModelFormula, SlopesTerm} from "./term.ts";

/** What stands beside the formula. */
export interface DesignOptions {
  /** An expression over the columns; null for equal weights. */
  readonly weights: Expression | null;
  /** Added to the linear predictor, besides any `offset()` of the formula. */
  readonly offset: Expression | null;
}

/** A regression of a formula over a table, ready to be fitted. */
export interface FormulaDesign {
  readonly design: Design;
  /** As written: "log(trade)". */
  readonly outcome: string;
  /** What `sunab()` stands for, to average over cohorts after the fit; null without it. */
  readonly cohorts: CohortColumns | null;
  /** Regressors that are slopes by levels of an effect: estimated, counted among the parameters, and not shown. */
  readonly slopes: ReadonlySet<string>;
}

/**
 * Evaluates one regression over named columns. Missing values stay for the fitter's audit: NaN in numbers, −1 in effects.
 *
 * @throws UsageError "no-rows"; "unknown-column", "text-not-number", "infinite-value", "undefined-value" pointing into
 *   the formula; "too-many-slopes"
 */
export function buildDesign(
  model: ModelFormula,
  table: Table,
  {weights, offset}: DesignOptions = {weights: null, offset: null},
): FormulaDesign {
  const scope = {text: model.source, table};
  if (table.rows === 0) {
    const hint = "check the file, and the condition of --where";
    throw new UsageError("no-rows", {message: "there is no row to estimate from", hint});
  }
  const {regressors, cohorts} = regressorsOf(scope, model);
  const slopes = model.slopes.flatMap((term) => slopeColumns(scope, term));
  const offsets = [...model.offsets.map((piece) => numbersOf(scope, piece)), ...asideNumbers(table, offset)];
  return {
    design: {
      y: numbersOf(scope, model.outcome),
      // First, so that a regressor which the slopes explain is the one left out.
      regressors: [...slopes, ...regressors],
      effects: effectCodes(scope, model.effects),
      weights: asideNumbers(table, weights)[0] ?? null,
      offset: summed(offsets),
      ...(model.constant ? {} : {constant: false}),
    },
    slopes: new Set(slopes.map(({name}) => name)),
    outcome: written(model.outcome),
    cohorts,
  };
}

/** The codes of several effects over a table: how clusters are coded, too. A piece of several effects is coded once. */
export function effectCodes(scope: Scope, effects: readonly EffectTerm[]): EffectCodes[] {
  const coded = new Map<string, LevelCodes>();
  const codesOf = (piece: Expression) => {
    const name = written(piece);
    const found = coded.get(name) ?? levelCodes(levelsColumn(scope, piece));
    coded.set(name, found);
    return found;
  };
  return effects.map(({pieces, name}) => {
    const {codes, count} = combinedCodes(pieces.map(codesOf));
    return {name, codes, levels: count};
  });
}

// Slopes are held as columns: 3.2e7 cells are 256 MB, and the work grows with the square of their number.
const MOST_SLOPE_CELLS = 3.2e7;

function slopeColumns(scope: Scope, {pieces, by, name}: SlopesTerm): Regressor[] {
  const [coded] = effectCodes(scope, [{pieces, name}]);
  if (coded === undefined) throw new Error("one effect has one list of codes");
  const {levels} = coded;
  if (levels * scope.table.rows > MOST_SLOPE_CELLS) {
    const at = {from: pieces[0]?.at.from ?? by.at.from, to: by.at.to};
    const problem = `${name} has ${levels} slopes over ${scope.table.rows} rows; at most ${Math.floor(MOST_SLOPE_CELLS / scope.table.rows)} are estimated`;
    const hint = "group the levels, or write i(f, x) for those that matter";
    throw formulaError({text: scope.text, at, code: "too-many-slopes", problem, hint});
  }
  const values = numbersOf(scope, by);
  return Array.from({length: levels}, (_, level) => ({
    name: `${name}::${level}`,
    values: scaledBy(coded.codes, level, values),
  }));
}

function asideNumbers(table: Table, piece: Expression | null): Float64Array[] {
  return piece === null ? [] : [numbersOf({text: written(piece), table}, piece)];
}

function regressorsOf(
  scope: Scope,
  model: ModelFormula,
): {readonly regressors: readonly Regressor[]; readonly cohorts: CohortColumns | null} {
  const dropFirst = model.constant || model.effects.length > 0;
  const regressors: Regressor[] = [];
  let cohorts: CohortColumns | null = null;
  for (const term of model.terms) {
    const [factor, ...more] = term.factors;
    if (factor?.kind !== "cohorts" || more.length > 0) {
      regressors.push(...termColumns(scope, term, dropFirst));
      continue;
    }
    if (cohorts !== null) {
      const problem = "sunab() can stand only once";
      throw formulaError({text: scope.text, at: factor.piece.at, problem, hint: "keep one"});
    }
    cohorts = cohortColumns(scope, factor);
    regressors.push(...cohorts.regressors);
  }
  return {regressors: distinct(regressors), cohorts};
}

// i(a) + i(a, keep = 1) write one column twice; the second says nothing new.
function distinct(regressors: readonly Regressor[]): Regressor[] {
  return [
    ...new Map(regressors.toReversed().map((regressor) => [regressor.name, regressor])).values(),
  ].toReversed();
}

function summed(offsets: readonly Float64Array[]): Float64Array | null {
  const [first, ...rest] = offsets;
  if (first === undefined) return null;
  if (rest.length === 0) return first;
  const sum = Float64Array.from(first);
  for (const offset of rest) {
    for (let row = 0; row < sum.length; row++)
      sum[row] = (sum[row] ?? Number.NaN) + (offset[row] ?? Number.NaN);
  }
  return sum;
}
