import {cohortFactor, levelsFactor} from "./call.ts";
import {type Argument, bare, type Expression, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {isStepwise, type Part, stepsOf} from "./stepwise.ts";
import type {Term, TermFactor} from "./term.ts";

/** What stands right of the tilde in one regression. */
export interface RightSide {
  readonly terms: readonly Term[];
  readonly offsets: readonly Expression[];
  readonly constant: boolean;
}

/** A summand: a term, an offset, the constant, or the removal of one of these. */
type Summand =
  | {readonly kind: "term"; readonly term: Term; readonly removed: boolean; readonly at: Expression["at"]}
  | {readonly kind: "offset"; readonly piece: Expression}
  | {readonly kind: "constant"; readonly present: boolean};

/** Every right side that the regressors' part stands for: one, or one a step of `sw()` and its like. */
export function rightSides(text: string, part: Expression): RightSide[] {
  return stepsOf(summandParts(text, part, false)).map((summands) => assembled(text, summands));
}

function assembled(text: string, summands: readonly Summand[]): RightSide {
  const terms = new Map<string, Term>();
  const offsets: Expression[] = [];
  let constant = true;
  for (const summand of summands) {
    if (summand.kind === "offset") offsets.push(summand.piece);
    else if (summand.kind === "constant") constant = summand.present;
    else if (!summand.removed) terms.set(keyOf(summand.term), terms.get(keyOf(summand.term)) ?? summand.term);
    else if (!terms.delete(keyOf(summand.term))) throw nothingRemoved(text, summand);
  }
  // As R orders them: lower interactions first.
  const ordered = [...terms.values()].toSorted((a, b) => a.factors.length - b.factors.length);
  return {terms: ordered, offsets, constant};
}

// a:b and b:a are one interaction.
function keyOf({factors}: Term): string {
  return factors
    .map(({piece}) => written(piece))
    .sort()
    .join(":");
}

function nothingRemoved(text: string, {term, at}: {term: Term; at: Expression["at"]}): Error {
  const problem = `"${term.name}" is taken away, but it was not there`;
  return formulaError({text, at, problem, hint: "take this piece away, or write I(-x) for the negative"});
}

function summandParts(text: string, piece: Expression, removed: boolean): Part<Summand>[] {
  if (piece.kind === "binary" && (piece.operator === "+" || piece.operator === "-")) {
    const right = piece.operator === "-" ? !removed : removed;
    return [...summandParts(text, piece.left, removed), ...summandParts(text, piece.right, right)];
  }
  if (piece.kind === "unary" && piece.operator !== "!") {
    return summandParts(text, piece.operand, piece.operator === "-" ? !removed : removed);
  }
  if (piece.kind === "group") return summandParts(text, piece.inner, removed);
  if (piece.kind === "call" && isStepwise(piece.name)) {
    const options = piece.args.map(({value}) => plainSummands(text, value));
    if (removed || options.length === 0) throw stepFault(text, piece);
    return [{step: piece.name, options}];
  }
  return summandsOf(text, piece, removed);
}

function plainSummands(text: string, piece: Expression): Summand[] {
  return summandParts(text, piece, false).map((part) => {
    if ("step" in part) throw stepFault(text, piece);
    return part;
  });
}

function stepFault(text: string, {at}: Expression): Error {
  return formulaError({
    text,
    at,
    problem: "a stepwise list must stand by itself between plus signs, and hold something",
    hint: "write y ~ x1 + sw(x2, x3)",
  });
}

function summandsOf(text: string, piece: Expression, removed: boolean): Summand[] {
  if (piece.kind === "number") {
    if (piece.value !== 0 && piece.value !== 1) throw loneNumber(text, piece);
    return [{kind: "constant", present: (piece.value === 1) !== removed}];
  }
  if (piece.kind === "call" && piece.name === "offset") {
    const [only, ...more] = piece.args;
    if (only === undefined || more.length > 0 || removed) throw offsetFault(text, piece);
    return [{kind: "offset", piece: only.value}];
  }
  return termsOf(text, piece).map((term) => ({kind: "term", term, removed, at: piece.at}));
}

function loneNumber(text: string, {at}: Expression): Error {
  const hint = "write 1 for a constant, 0 for none, I(2 * x) for a multiple";
  return formulaError({text, at, problem: "a number by itself is no regressor", hint});
}

function offsetFault(text: string, {at}: Expression): Error {
  const hint = "write offset(log(population))";
  return formulaError({text, at, problem: "offset() takes one expression and cannot be removed", hint});
}

function termsOf(text: string, piece: Expression): Term[] {
  const inner = bare(piece);
  if (inner.kind !== "binary") return [termOf([factorOf(text, inner)])];
  const {operator, left, right} = inner;
  switch (operator) {
    case "+":
      return [...termsOf(text, left), ...termsOf(text, right)];
    case ":":
      return crossed(termsOf(text, left), termsOf(text, right));
    case "*": {
      const [a, b] = [termsOf(text, left), termsOf(text, right)];
      return [...a, ...b, ...crossed(a, b)];
    }
    case "^":
      return powered(text, inner, left, right);
    case "-":
    case "/":
      throw formulaError({
        text,
        at: piece.at,
        problem: `"${operator}" between regressors is ambiguous here`,
        hint: `write I(${written(left)} ${operator} ${written(right)}) for the arithmetic`,
      });
    default:
      return [termOf([factorOf(text, inner)])];
  }
}

// (a + b)^2 is a, b and a:b as in R; x^2 is the square, as fixest has it.
function powered(text: string, whole: Expression, left: Expression, right: Expression): Term[] {
  const base = bare(left);
  const isSum = left.kind === "group" && base.kind === "binary" && base.operator === "+";
  if (!isSum) return [termOf([{kind: "number", piece: asIs(whole)}])];
  if (right.kind !== "number" || !Number.isInteger(right.value) || right.value < 1 || right.value > 5) {
    const hint = "write (x1 + x2)^2 for all pairs";
    throw formulaError({
      text,
      at: right.at,
      problem: "the degree of a crossing is a whole number from 1 to 5",
      hint,
    });
  }
  const single = termsOf(text, base);
  let all = single;
  for (let degree = 1; degree < right.value; degree++) all = [...all, ...crossed(all, single)];
  return all;
}

function asIs(value: Expression): Expression {
  const arg: Argument = {name: null, value};
  return {kind: "call", name: "I", args: [arg], at: value.at};
}

function crossed(a: readonly Term[], b: readonly Term[]): Term[] {
  return a.flatMap((left) => b.map((right) => termOf([...left.factors, ...right.factors])));
}

function termOf(factors: readonly TermFactor[]): Term {
  const names = [...new Map(factors.map((factor) => [written(factor.piece), factor])).entries()];
  return {factors: names.map(([, factor]) => factor), name: names.map(([name]) => name).join(":")};
}

const BY_LEVELS: ReadonlySet<string> = new Set(["factor", "as.factor"]);

function factorOf(text: string, piece: Expression): TermFactor {
  if (piece.kind === "index") {
    const problem = "square brackets mean nothing among regressors";
    throw formulaError({text, at: piece.at, problem, hint: "write i(f, x) for one slope a level"});
  }
  if (piece.kind !== "call") return {kind: "number", piece};
  if (piece.name === "i") return levelsFactor(text, piece);
  if (piece.name === "sunab") return cohortFactor(text, piece);
  if (isStepwise(piece.name)) throw stepFault(text, piece);
  if (!BY_LEVELS.has(piece.name)) return {kind: "number", piece};
  const inside = piece.args.map(({value}) => written(value)).join(", ");
  const hint = `write i(${inside}), or put ${inside} after the bar as an effect`;
  throw formulaError({text, at: piece.at, problem: `${piece.name}() is not known here`, hint});
}
