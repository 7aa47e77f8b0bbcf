import {NumericalError} from "../../base/index.ts";
import type {Design, EffectCodes, Fit} from "../regression/design.ts";
import {add, at, dot, solvePositive} from "./dense.ts";

/**
 * A fit by explicit dummies and Newton's steps on the full normal equations: slow, small, and independent of the fitter.
 * What it gives is compared with the fitter and with other packages. Nothing is dropped: the caller sees to a clean design.
 *
 * @throws NumericalError "singular" when the columns are collinear or Newton's steps run away
 */
export function fitDense(design: Design, family: Fit["family"]): Fit {
  const n = design.y.length;
  const dummies = dummiesOf(design.effects, n);
  const slopes = [...design.regressors];
  if (dummies.length === 0) slopes.unshift({name: "(Intercept)", values: new Float64Array(n).fill(1)});
  const columns = [...slopes.map(({values}) => values), ...dummies];
  const weight = design.weights ?? new Float64Array(n).fill(1);
  const {coefficients, mu, iterations} = newton(design, {family, columns, weight});
  const workingWeight = family === "poisson" ? mu.map((m, row) => m * at(weight, row)) : weight;
  const partialled = slopes.map(({values}) => residualOn(values, dummies, workingWeight));
  const k = slopes.length;
  const unit = (j: number): Float64Array => Float64Array.from({length: k}, (_, i) => Number(i === j));
  const information = gram(partialled, workingWeight);
  const inverse = solved(
    information,
    k,
    Array.from({length: k}, (_, j) => unit(j)),
  );
  const residual = mu.map((m, row) => at(weight, row) * (at(design.y, row) - m));
  return {
    family,
    names: slopes.map(({name}) => name),
    beta: coefficients.slice(0, k),
    rows: Int32Array.from({length: n}, (_, row) => row),
    mu,
    residual,
    workingWeight,
    partialled,
    bread: Float64Array.from(inverse.flatMap((row) => [...row])),
    effects: design.effects,
    effectParameters: dummies.length,
    logLikelihood: Number.NaN,
    deviance: residual.reduce((sum, r, row) => sum + (r * r) / at(weight, row), 0),
    audit: {rowsIn: n, rowsUsed: n, dropped: new Map(), collinear: []},
    convergence: {relativeScore: 0, devianceChange: 0, iterations, passes: iterations},
  };
}

/** A column of 0 and 1 for every level of the first effect, and for all but the first level of the others. */
function dummiesOf(effects: readonly EffectCodes[], n: number): Float64Array[] {
  return effects.flatMap(({codes, levels}, effect) =>
    Array.from({length: levels - Number(effect > 0)}, (_, level) => level + Number(effect > 0)).map((level) =>
      Float64Array.from({length: n}, (_, row) => Number(at(codes, row) === level)),
    ),
  );
}

interface Problem {
  readonly family: Fit["family"];
  readonly columns: readonly Float64Array[];
  readonly weight: Float64Array;
}

function newton({y, offset}: Design, {family, columns, weight}: Problem) {
  const k = columns.length;
  const poisson = family === "poisson";
  const base = offset ?? new Float64Array(y.length);
  let coefficients: Float64Array = new Float64Array(k);
  let eta: Float64Array = poisson ? y.map((value) => Math.log((value + 1) / 2)) : base.slice();
  for (let iterations = 1; iterations <= 60; iterations++) {
    const mu = poisson ? eta.map(Math.exp) : eta;
    const working = poisson ? mu.map((m, row) => m * at(weight, row)) : weight;
    const target = y.map((value, row) =>
      poisson ? at(eta, row) - at(base, row) + value / at(mu, row) - 1 : value - at(base, row),
    );
    const right = Float64Array.from(columns, (column) => weightedDot(column, target, working));
    const [next = new Float64Array(k)] = solved(gram(columns, working), k, [right]);
    const change = next.reduce((most, value, j) => Math.max(most, Math.abs(value - at(coefficients, j))), 0);
    coefficients = next;
    eta = base.slice();
    for (const [j, column] of columns.entries()) {
      for (let row = 0; row < eta.length; row++) add(eta, row, at(coefficients, j) * at(column, row));
    }
    if (change < 1e-13 || !poisson) return {coefficients, mu: poisson ? eta.map(Math.exp) : eta, iterations};
  }
  throw singular();
}

function residualOn(
  values: Float64Array,
  columns: readonly Float64Array[],
  weight: Float64Array,
): Float64Array {
  const right = Float64Array.from(columns, (column) => weightedDot(column, values, weight));
  const [gamma = new Float64Array()] = solved(gram(columns, weight), columns.length, [right]);
  const rest = values.slice();
  for (const [j, column] of columns.entries()) {
    for (let row = 0; row < rest.length; row++) add(rest, row, -at(gamma, j) * at(column, row));
  }
  return rest;
}

function gram(columns: readonly Float64Array[], weight: Float64Array): Float64Array {
  return Float64Array.from(columns.flatMap((a) => columns.map((b) => weightedDot(a, b, weight))));
}

function weightedDot(a: Float64Array, b: Float64Array, weight: Float64Array): number {
  return dot(
    a.map((value, row) => value * at(weight, row)),
    b,
  );
}

function solved(a: Float64Array, k: number, b: readonly Float64Array[]): Float64Array[] {
  const solution = solvePositive(a, k, b);
  if (solution === null) throw singular();
  return solution;
}

function singular(): NumericalError {
  return new NumericalError("singular", {
    message: "the columns are collinear, or the estimates run away",
    where: "dense reference",
    hint: "leave out what the others explain",
  });
}
