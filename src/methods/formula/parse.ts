import type {Argument, BinaryOperator, Expression} from "./expression.ts";
import {formulaError, type Span} from "./fault.ts";
import {type Token, tokens} from "./token.ts";

// Binding strength as in R, weakest first. The bar is an "or" inside parentheses and parts a formula outside of them.
const STRENGTH: Readonly<Record<BinaryOperator, number>> = {
  "~": 1,
  "|": 2,
  "||": 2,
  "&": 3,
  "&&": 3,
  "==": 5,
  "!=": 5,
  "<": 5,
  "<=": 5,
  ">": 5,
  ">=": 5,
  "+": 6,
  "-": 6,
  "*": 7,
  "/": 7,
  "%%": 8,
  "%in%": 8,
  ":": 9,
  "^": 11,
};
const NOT_STRENGTH = 4;
const SIGN_STRENGTH = 10;

// Deeper nesting than this is no formula a person wrote, and would exhaust the stack.
const MOST_NESTED = 100;

/** What to write instead of `f[x]`. */

/** A formula cut at its tilde and bars: `outcome ~ parts[0] | parts[1] | …`. */
export interface FormulaParts {
  readonly text: string;
  readonly outcome: Expression;
  readonly parts: readonly Expression[];
}

/** Reads `y ~ x | f`. @throws UsageError "formula" that points at the character */
export function parseFormula(text: string): FormulaParts {
  const reader = new Reader(text);
  reader.refuseEnd("the formula is empty");
  const outcome = reader.expression(STRENGTH["|"] + 1);
  reader.take("~", "a formula needs a ~ between the outcome and the regressors");
  const parts = [reader.expression(STRENGTH["|"] + 1)];
  while (reader.takeIf("|")) parts.push(reader.expression(STRENGTH["|"] + 1));
  reader.expectEnd();
  return {text, outcome, parts};
}

/** Reads one expression, such as a condition. @throws UsageError "formula" that points at the character */
export function parseExpression(text: string): Expression {
  const reader = new Reader(text);
  reader.refuseEnd("the expression is empty");
  const found = reader.expression(STRENGTH["|"]);
  reader.expectEnd();
  return found;
}

class Reader {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  #next = 0;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokens(text);
  }

  expression(weakest: number): Expression {
    this.#depth++;
    if (this.#depth > MOST_NESTED)
      throw this.#fault("nested too deeply", "split it into columns of the data");
    let left = this.#prefixed();
    for (;;) {
      const operator = operatorOf(this.#peek());
      if (operator === null || STRENGTH[operator] < weakest) break;
      this.#next++;
      // The power binds to the right: 2^3^2 is 2^9.
      const right = this.expression(STRENGTH[operator] + (operator === "^" ? 0 : 1));
      left = {kind: "binary", operator, left, right, at: joined(left.at, right.at)};
    }
    this.#depth--;
    return left;
  }

  take(operator: string, otherwise: string): Token {
    const token = this.#peek();
    if (token.kind === "operator" && token.value === operator) {
      this.#next++;
      return token;
    }
    throw this.#fault(otherwise, `write "${operator}" here`);
  }

  takeIf(operator: string): boolean {
    const {kind, value} = this.#peek();
    if (kind !== "operator" || value !== operator) return false;
    this.#next++;
    return true;
  }

  refuseEnd(problem: string): void {
    if (this.#peek().kind === "end") throw this.#fault(problem, "write one such as y ~ x1 + x2 | f1 + f2");
  }

  expectEnd(): void {
    const {kind, value} = this.#peek();
    if (kind === "end") return;
    if (value === "~") throw this.#fault("instruments are not there yet", "keep one ~, after the outcome");
    const closing = value === ")" || value === "]";
    throw this.#fault(
      closing ? `"${value}" closes nothing` : `"${value}" is not expected here`,
      closing ? "take it away, or add what opens it" : "put an operator such as + before it",
    );
  }

  #prefixed(): Expression {
    const token = this.#peek();
    const sign = ["+", "-", "!"].includes(token.value) && token.kind === "operator" ? token.value : null;
    if (sign === null) return this.#indexed();
    this.#next++;
    const operand = this.expression(sign === "!" ? NOT_STRENGTH : SIGN_STRENGTH);
    const operator = sign === "+" ? "+" : sign === "-" ? "-" : "!";
    return {kind: "unary", operator, operand, at: joined(token.at, operand.at)};
  }

  #indexed(): Expression {
    let target = this.#atom();
    while (this.#peek().kind === "operator" && this.#peek().value === "[") {
      this.#next++;
      const double = this.takeIf("[");
      const args = this.#arguments("]");
      if (double) this.take("]", "two brackets are opened, and one is closed");
      target = {kind: "index", target, args, double, at: {from: target.at.from, to: this.#lastEnd()}};
    }
    return target;
  }

  #atom(): Expression {
    const token = this.#peek();
    const {kind, value, at} = token;
    if (kind === "number") return this.#taken({kind, value: Number(value), at});
    if (kind === "string") return this.#taken({kind, value, at});
    if (kind === "name") {
      this.#next++;
      return this.takeIf("(") ? this.#call(value, at) : {kind, name: value, at};
    }
    if (value === "(") return this.#group(at);
    throw this.#fault(
      kind === "end"
        ? "it ends where a name or a number is wanted"
        : `"${value}" stands where a name or a number is wanted`,
      kind === "end"
        ? "complete it, or take the last operator away"
        : "write a column here, or take one operator away",
    );
  }

  #call(name: string, at: Span): Expression {
    const args = this.#arguments(")");
    return {kind: "call", name, args, at: {from: at.from, to: this.#lastEnd()}};
  }

  #group(at: Span): Expression {
    this.#next++;
    const inner = this.expression(STRENGTH["|"]);
    this.take(")", "the parenthesis is never closed");
    return {kind: "group", inner, at: {from: at.from, to: this.#lastEnd()}};
  }

  #arguments(close: ")" | "]"): Argument[] {
    const args: Argument[] = [];
    if (this.takeIf(close)) return args;
    do args.push(this.#argument());
    while (this.takeIf(","));
    this.take(close, `"${close}" or a comma is wanted`);
    return args;
  }

  #argument(): Argument {
    const name = this.#peek();
    const equals = this.#tokens[this.#next + 1];
    if (name.kind === "name" && equals?.kind === "operator" && equals.value === "=") {
      this.#next += 2;
      return {name: name.value, value: this.expression(STRENGTH["|"])};
    }
    return {name: null, value: this.expression(STRENGTH["|"])};
  }

  #taken(atom: Expression): Expression {
    this.#next++;
    return atom;
  }

  #peek(): Token {
    const token = this.#tokens[this.#next] ?? this.#tokens.at(-1);
    if (token === undefined) throw new Error("a formula has at least its end");
    return token;
  }

  #lastEnd(): number {
    return this.#tokens[this.#next - 1]?.at.to ?? this.#text.length;
  }

  #fault(problem: string, hint: string): Error {
    return formulaError({text: this.#text, at: this.#peek().at, problem, hint});
  }
}

function operatorOf({kind, value}: Token): BinaryOperator | null {
  return kind === "operator" && isBinary(value) ? value : null;
}

function isBinary(value: string): value is BinaryOperator {
  return Object.hasOwn(STRENGTH, value);
}

function joined(left: Span, right: Span): Span {
  return {from: left.from, to: right.to};
}
