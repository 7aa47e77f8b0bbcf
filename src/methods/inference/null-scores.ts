import {UsageError} from "../../base/index.ts";
import type {Design, EffectCodes, Fit} from "../regression/design.ts";
import {at} from "./dense.ts";

/** Scores of one coefficient under a hypothesis about it. */
export interface NullScores {
  /** Rows of the design, ascending. */
  readonly rows: Int32Array;
  /** residual × regressor, the regressor partialled on the others and the effects with the weights under the hypothesis. */
  readonly scores: Float64Array;
}

/** The two fitters, handed in: `fitPoisson` and `fitLeastSquares`. */
export interface Fitters {
  readonly poisson: (design: Design) => Fit | Promise<Fit>;
  readonly leastSquares: (design: Design) => Fit | Promise<Fit>;
}

/**
 * Refits a Poisson model with one coefficient fixed, for `wildBootstrap`.
 *
 * @param rows of the fit under test: the same rows are used under the hypothesis
 * @throws UsageError "unknown-coefficient", "collinear-coefficient" when the other regressors of the design, those that the fit left
 *   out among them, explain it; what the fitters throw
 */
export async function nullScores(
  design: Design,
  {
    rows,
    coefficient,
    hypothesis = 0,
  }: {readonly rows: Int32Array; readonly coefficient: string; readonly hypothesis?: number},
  fitters: Fitters,
): Promise<NullScores> {
  const sample = rowsOf(design, rows);
  const tested = sample.regressors.find(({name}) => name === coefficient);
  if (tested === undefined) {
    throw new UsageError("unknown-coefficient", {
      message: `unknown regressor "${coefficient}"; one of ${design.regressors.map(({name}) => name).join(", ")}`,
      where: "bootstrap",
      hint: "name a regressor of the design",
    });
  }
  const others = sample.regressors.filter(({name}) => name !== coefficient);
  const offset = tested.values.map(
    (value, row) => hypothesis * value + (sample.offset === null ? 0 : at(sample.offset, row)),
  );
  const restricted = await fitters.poisson({...sample, regressors: others, offset});
  const used = rowsOf(sample, restricted.rows);
  const projection = await fitters.leastSquares({
    ...used,
    y:
      restricted.rows.length === tested.values.length
        ? tested.values
        : Float64Array.from(restricted.rows, (row) => at(tested.values, row)),
    regressors: used.regressors.filter(({name}) => name !== coefficient),
    weights: restricted.workingWeight,
    offset: null,
  });
  requireOwn(coefficient, projection);
  return {
    rows: Int32Array.from(projection.rows, (row) => at(rows, at(restricted.rows, row))),
    scores: projection.residual.map((residual, position) => {
      const row = at(projection.rows, position);
      return (at(restricted.residual, row) * residual) / at(restricted.workingWeight, row);
    }),
  };
}

/** Share of its square that a regressor has beside the others, up to which it is one of them: as in the fit. */
const COLLINEAR = 1e-10;

function requireOwn(coefficient: string, {residual, workingWeight, mu}: Fit): void {
  let [left, square] = [0, 0];
  for (let row = 0; row < residual.length; row++) {
    const [weight, own] = [at(workingWeight, row), at(residual, row)];
    left += (own * own) / weight;
    square += weight * (at(mu, row) + own / weight) ** 2;
  }
  if (left > COLLINEAR * square) return;
  throw new UsageError("collinear-coefficient", {
    message: `the other regressors explain "${coefficient}", so that nothing is left to test`,
    where: "bootstrap",
    hint: "leave out of the design what the fit left out as collinear",
  });
}

/** Some rows of a design, as a design; levels keep their codes. */
function rowsOf(design: Design, rows: Int32Array): Design {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(rows, (row) => at(values, row));
  const effects: EffectCodes[] = design.effects.map((effect) => ({
    ...effect,
    codes: rows.map((row) => at(effect.codes, row)),
  }));
  return {
    y: pick(design.y),
    regressors: design.regressors.map(({name, values}) => ({name, values: pick(values)})),
    effects,
    weights: design.weights === null ? null : pick(design.weights),
    offset: design.offset === null ? null : pick(design.offset),
  };
}
