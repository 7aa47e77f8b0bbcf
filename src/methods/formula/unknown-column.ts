import {didYouMean} from "../../base/index.ts";
import type {Expression} from "./expression.ts";
import {formulaError} from "./fault.ts";

/** The error for a name that is no column, with the names that are near. */
export function unknownColumn(
  text: string,
  {name, at}: Expression & {readonly kind: "name"},
  known: readonly string[],
): Error {
  const hint = didYouMean(name, known);
  return formulaError({text, at, code: "unknown-column", problem: `the data have no column "${name}"`, hint});
}
