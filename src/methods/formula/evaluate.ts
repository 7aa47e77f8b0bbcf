import {didYouMean} from "../../base/index.ts";
import {literals} from "./call.ts";
import {checkValues} from "./check-values.ts";
import {type Argument, bare, type Call, type Expression, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {FUNCTIONS, OPERATIONS, OTHER_FUNCTIONS, PAIR_FUNCTIONS} from "./functions.ts";
import {type Column, rowNumber, type Scope, type TextColumn} from "./table.ts";
import {unknownColumn} from "./unknown-column.ts";

type Value =
  | Column
  | {readonly kind: "scalar"; readonly value: number}
  | {readonly kind: "word"; readonly value: string};

/**
 * The piece as numbers, length n; true is 1, NaN marks a missing value.
 *
 * @throws UsageError "unknown-column" with near names, "text-not-number", "infinite-value", "undefined-value" (a logarithm
 *   of −3) with the row, "unknown-function"
 */
export function numbersOf(scope: Scope, piece: Expression): Float64Array {
  const values = filled(scope, numeric(scope, piece));
  checkValues(scope, piece, values);
  return values;
}

/** The piece as a column to be taken by levels: text stays text. @throws UsageError as `numbersOf` does */
export function levelsColumn(scope: Scope, piece: Expression): Column {
  const inner = bare(piece);
  const column = inner.kind === "name" ? columnNamed(scope, inner) : null;
  if (column?.kind === "text") return column;
  return {kind: "number", values: numbersOf(scope, piece)};
}

/** True when the piece is the name of a text column. */
export function isText(scope: Scope, piece: Expression): boolean {
  const inner = bare(piece);
  return inner.kind === "name" && scope.table.columns.get(inner.name)?.kind === "text";
}

type Numeric =
  | {readonly kind: "number"; readonly values: Float64Array}
  | {readonly kind: "scalar"; readonly value: number};

function numeric(scope: Scope, piece: Expression): Numeric {
  const value = evaluated(scope, piece);
  if (value.kind === "number" || value.kind === "scalar") return value;
  throw textFault(scope, piece, value.kind === "text" ? firstWord(scope, value) : `"${value.value}"`);
}

function firstWord({table}: Scope, {codes, levels}: TextColumn): string {
  const row = codes.findIndex((code) => code >= 0);
  return row === -1 ? "nothing" : `"${levels[codes[row] ?? -1] ?? ""}" in row ${rowNumber(table, row)}`;
}

function textFault({text}: Scope, piece: Expression, found: string): Error {
  const name = written(piece);
  return formulaError({
    text,
    at: piece.at,
    code: "text-not-number",
    problem: `${name} holds text such as ${found} where a number is wanted`,
    hint: `write i(${name}) for a coefficient a level, or put ${name} after the bar as an effect`,
  });
}

function evaluated(scope: Scope, piece: Expression): Value {
  switch (piece.kind) {
    case "number":
      return {kind: "scalar", value: piece.value};
    case "string":
      return {kind: "word", value: piece.value};
    case "name":
      return constantOf(piece.name) ?? columnNamed(scope, piece);
    case "group":
      return evaluated(scope, piece.inner);
    case "unary":
      return mapped(scope, numeric(scope, piece.operand), SIGNS[piece.operator]);
    case "binary":
      return binary(scope, piece);
    case "call":
      return called(scope, piece);
    case "index": {
      const problem = "square brackets mean nothing in arithmetic";
      throw formulaError({text: scope.text, at: piece.at, problem, hint: "write round parentheses"});
    }
  }
}

const SIGNS = {
  "+": (x: number) => x,
  "-": (x: number) => -x,
  "!": (x: number) => (Number.isNaN(x) ? x : Number(x === 0)),
} as const;

function constantOf(name: string): Value | null {
  if (name === "TRUE" || name === "T") return {kind: "scalar", value: 1};
  if (name === "FALSE" || name === "F") return {kind: "scalar", value: 0};
  if (name === "pi") return {kind: "scalar", value: Math.PI};
  if (name === "Inf") return {kind: "scalar", value: Number.POSITIVE_INFINITY};
  return name === "NA" ? {kind: "scalar", value: Number.NaN} : null;
}

function columnNamed({text, table}: Scope, piece: Expression & {readonly kind: "name"}): Column {
  const column = table.columns.get(piece.name);
  if (column !== undefined) return column;
  throw unknownColumn(text, piece, [...table.columns.keys()]);
}

function binary(scope: Scope, piece: Expression & {readonly kind: "binary"}): Value {
  const {operator, left, right} = piece;
  if (operator === "%in%") return among(scope, left, right);
  if (operator === "==" || operator === "!=") {
    const [a, b] = [evaluated(scope, left), evaluated(scope, right)];
    const equal = textEquality(scope, a, b);
    if (equal !== null) return operator === "==" ? equal : mapped(scope, equal, SIGNS["!"]);
  }
  const operation = OPERATIONS[operator];
  if (operation === undefined) {
    const problem = `"${operator}" means nothing in arithmetic`;
    throw formulaError({text: scope.text, at: piece.at, problem, hint: "write * for a product"});
  }
  return paired(scope, numeric(scope, left), numeric(scope, right), operation);
}

/** 1 where the left side is one of the listed values, 0 where it is another, missing where it is missing. */
function among(scope: Scope, left: Expression, right: Expression): Value {
  const listed = literals(scope.text, right) ?? [];
  const value = evaluated(scope, left);
  if (value.kind !== "text" && value.kind !== "word") {
    const numbers = new Set(listed.map(Number));
    return mapped(scope, value, (x) => (Number.isNaN(x) ? x : Number(numbers.has(x))));
  }
  const words = new Set(listed.map(String));
  const wordOf = wordAt(value);
  const values = Float64Array.from({length: scope.table.rows}, (_, row) => {
    const word = wordOf?.(row) ?? null;
    return word === null ? Number.NaN : Number(words.has(word));
  });
  return {kind: "number", values};
}

type NumberValues = Extract<Value, {kind: "number"}>;

/** Equality of texts, row by row; null where neither side is text, an error where just one is. */
function textEquality({table}: Scope, a: Value, b: Value): NumberValues | null {
  const wordsA = wordAt(a);
  const wordsB = wordAt(b);
  if (wordsA === null || wordsB === null) return null;
  const values = Float64Array.from({length: table.rows}, (_, row) => {
    const [left, right] = [wordsA(row), wordsB(row)];
    return left === null || right === null ? Number.NaN : Number(left === right);
  });
  return {kind: "number", values};
}

function wordAt(value: Value): ((row: number) => string | null) | null {
  if (value.kind === "word") return () => value.value;
  if (value.kind !== "text") return null;
  return (row) => value.levels[value.codes[row] ?? -1] ?? null;
}

function called(scope: Scope, piece: Call): Value {
  const single = FUNCTIONS.get(piece.name);
  if (single !== undefined) return mapped(scope, numeric(scope, onlyArgument(scope, piece)), single);
  const pair = PAIR_FUNCTIONS.get(piece.name);
  if (pair !== undefined) {
    const [a, b] = exactly(scope, piece, 2);
    return paired(scope, numeric(scope, a), numeric(scope, b), pair);
  }
  if (piece.name === "is.na") return missingMask(scope, onlyArgument(scope, piece));
  if (piece.name === "ifelse") return chosen(scope, exactly(scope, piece, 3));
  const known = [...FUNCTIONS.keys(), ...PAIR_FUNCTIONS.keys(), ...OTHER_FUNCTIONS, "i", "sunab", "offset"];
  throw formulaError({
    text: scope.text,
    at: {from: piece.at.from, to: piece.at.from + piece.name.length},
    code: "unknown-function",
    problem: `unknown function "${piece.name}"`,
    hint: didYouMean(piece.name, known),
  });
}

function onlyArgument(scope: Scope, piece: Call): Expression {
  return exactly(scope, piece, 1)[0];
}

function exactly(scope: Scope, piece: Call, count: number): [Expression, Expression, Expression] {
  const [a, b = a, c = b] = piece.args.map(({name, value}: Argument) => (name === null ? value : null));
  if (piece.args.length === count && a && b && c) return [a, b, c];
  const problem = `${piece.name}() takes ${count} ${count === 1 ? "argument" : "arguments"} without names`;
  const hint =
    piece.name === "log" ? "write log2() or log10(), or divide by log(base)" : "see docs/methods/ppml.md";
  throw formulaError({text: scope.text, at: piece.at, problem, hint});
}

function missingMask(scope: Scope, piece: Expression): Value {
  const value = evaluated(scope, piece);
  if (value.kind === "text") {
    return {kind: "number", values: Float64Array.from(value.codes, (code) => Number(code < 0))};
  }
  return mapped(scope, numeric(scope, piece), (x) => Number(Number.isNaN(x)));
}

function chosen(scope: Scope, [condition, yes, no]: readonly [Expression, Expression, Expression]): Value {
  const [test, a, b] = [condition, yes, no].map((piece) => filled(scope, numeric(scope, piece)));
  const values = new Float64Array(scope.table.rows);
  for (let row = 0; row < values.length; row++) {
    const truth = test?.[row] ?? Number.NaN;
    const from = Number.isNaN(truth) ? null : truth === 0 ? b : a;
    values[row] = from?.[row] ?? Number.NaN;
  }
  return {kind: "number", values};
}

function mapped({table}: Scope, value: Numeric, apply: (x: number) => number): NumberValues | Numeric {
  if (value.kind === "scalar") return {kind: "scalar", value: apply(value.value)};
  const values = new Float64Array(table.rows);
  for (let row = 0; row < values.length; row++) values[row] = apply(value.values[row] ?? Number.NaN);
  return {kind: "number", values};
}

function paired({table}: Scope, a: Numeric, b: Numeric, apply: (x: number, y: number) => number): Numeric {
  if (a.kind === "scalar" && b.kind === "scalar") return {kind: "scalar", value: apply(a.value, b.value)};
  const left = a.kind === "scalar" ? null : a.values;
  const right = b.kind === "scalar" ? null : b.values;
  const [leftAll, rightAll] = [
    a.kind === "scalar" ? a.value : Number.NaN,
    b.kind === "scalar" ? b.value : Number.NaN,
  ];
  const values = new Float64Array(table.rows);
  for (let row = 0; row < values.length; row++)
    values[row] = apply(left?.[row] ?? leftAll, right?.[row] ?? rightAll);
  return {kind: "number", values};
}

function filled({table}: Scope, value: Numeric): Float64Array {
  return value.kind === "scalar" ? new Float64Array(table.rows).fill(value.value) : value.values;
}
