import {NumericalError, UsageError} from "../../base/index.ts";
import type {Design} from "./design.ts";
import {isFiniteColumn} from "./finite.ts";
import {real} from "./kernels/cells.ts";

/** Largest |offset| taken: beyond, exp(offset) leaves the range in which sums keep their digits. */
const MAX_OFFSET = 300;

/**
 * Refuses a design that cannot be estimated for reasons of form: columns of unequal length, infinite values, a negative
 * outcome or weight, codes outside an effect's levels.
 *
 * @returns the columns with a missing value, so that nobody looks for them again
 * @throws NumericalError "no-rows", "infinite-value", "negative-outcome", "negative-weight", "offset-range"
 * @throws UsageError "unequal-length", "effect-code"
 */
export function validate(
  design: Design,
  family: "poisson" | "gaussian",
): ReadonlySet<Float64Array | Int32Array> {
  const rows = design.y.length;
  if (rows === 0)
    throw new NumericalError("no-rows", {message: "the design has 0 rows", hint: "check the filter"});
  const columns = [
    {name: "outcome", values: design.y},
    ...design.regressors.map(({name, values}) => ({name: `regressor "${name}"`, values})),
    ...(design.weights === null ? [] : [{name: "weights", values: design.weights}]),
    ...(design.offset === null ? [] : [{name: "offset", values: design.offset}]),
  ];
  const gappy = new Set<Float64Array | Int32Array>();
  for (const {name, values} of columns) if (checkColumn(values, name, rows)) gappy.add(values);
  for (const effect of design.effects) {
    checkLength(effect.codes.length, `effect "${effect.name}"`, rows);
    if (checkCodes(effect.codes, effect)) gappy.add(effect.codes);
  }
  if (family === "poisson") checkSign(design.y, "negative-outcome", "outcome");
  if (design.weights !== null) checkSign(design.weights, "negative-weight", "weight");
  if (design.offset !== null && family === "poisson") checkOffset(design.offset);
  return gappy;
}

/** Whether a value is missing. */
function checkColumn(values: Float64Array, what: string, rows: number): boolean {
  checkLength(values.length, what, rows);
  if (isFiniteColumn(values)) return false;
  for (let row = 0; row < rows; row++) {
    const value = real(values, row);
    if (value - value !== 0 && !Number.isNaN(value)) {
      throw new NumericalError("infinite-value", {
        message: `${what} is "${value}" in row ${row}`,
        where: `row ${row}`,
        hint: "leave the row out, or transform the column without taking the logarithm of 0",
      });
    }
  }
  return true;
}

function checkLength(length: number, what: string, rows: number): void {
  if (length === rows) return;
  throw new UsageError("unequal-length", {
    message: `${what} has ${length} rows, the outcome ${rows}`,
    hint: "give every column of the design the same length",
  });
}

/** Whether a code is missing. */
function checkCodes(
  codes: Int32Array,
  {name, levels}: {readonly name: string; readonly levels: number},
): boolean {
  let least = 0;
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row] ?? -2;
    least = Math.min(least, code);
    if (code >= -1 && code < levels) continue;
    throw new UsageError("effect-code", {
      message: `effect "${name}" has code "${code}" in row ${row}; codes are 0..${levels - 1}, −1 where missing`,
      where: `row ${row}`,
      hint: "code the levels from 0 without gaps",
    });
  }
  return least < 0;
}

function checkSign(values: Float64Array, code: string, what: string): void {
  for (let row = 0; row < values.length; row++) {
    if ((values[row] ?? Number.NaN) < 0) {
      throw new NumericalError(code, {
        message: `${what} is "${real(values, row)}" in row ${row}`,
        where: `row ${row}`,
        hint: `leave the row out: a ${what} is 0 or more here`,
      });
    }
  }
}

function checkOffset(offset: Float64Array): void {
  for (let row = 0; row < offset.length; row++) {
    if (Math.abs(real(offset, row)) > MAX_OFFSET) {
      throw new NumericalError("offset-range", {
        message: `offset is "${real(offset, row)}" in row ${row}, beyond ±${MAX_OFFSET}`,
        where: `row ${row}`,
        hint: "an offset is a logarithm, ln(exposure)",
      });
    }
  }
}
