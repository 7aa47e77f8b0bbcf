import {type Expression, namesIn, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {type Column, rowNumber, type Scope} from "./table.ts";

/**
 * Refuses infinite values, and those undefined where all they are made of is there: neither can be dropped silently.
 *
 * @throws UsageError "infinite-value" or "undefined-value" with the row of the file and what stands there
 */
export function checkValues(scope: Scope, piece: Expression, values: Float64Array): void {
  const sources = namesIn(piece).flatMap(({name}) => {
    const column = scope.table.columns.get(name);
    return column === undefined ? [] : [{name, column}];
  });
  const mayBeMissing = namesNothing(piece);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (value - value === 0) continue;
    if (!Number.isNaN(value)) throw valueFault(scope, piece, row, "infinite-value", sources);
    if (mayBeMissing || sources.some(({column}) => isMissing(column, row))) continue;
    throw valueFault(scope, piece, row, "undefined-value", sources);
  }
}

function namesNothing(piece: Expression): boolean {
  return / ?\bNA\b/.test(written(piece));
}

function isMissing(column: Column, row: number): boolean {
  return column.kind === "text" ? column.codes[row] === -1 : Number.isNaN(column.values[row]);
}

function valueFault(
  {text, table}: Scope,
  piece: Expression,
  row: number,
  code: "infinite-value" | "undefined-value",
  sources: readonly {readonly name: string; readonly column: Column}[],
): Error {
  const shown = sources
    .map(
      ({name, column}) =>
        `${name} is ${column.kind === "number" ? column.values[row] : column.levels[column.codes[row] ?? -1]}`,
    )
    .join(", ");
  const what = code === "infinite-value" ? "infinite" : "not defined";
  return formulaError({
    text,
    at: piece.at,
    code,
    problem: `${written(piece)} is ${what} in row ${rowNumber(table, row)}${shown === "" ? "" : `, where ${shown}`}`,
    hint: 'leave such rows out, as with --where "y > 0", or make them missing: ifelse(x > 0, log(x), NA)',
  });
}
