import type {Span} from "./fault.ts";

/** Operators with two sides, as R writes them. */
export type BinaryOperator =
  | "~"
  | "|"
  | "||"
  | "&"
  | "&&"
  | "=="
  | "!="
  | "<"
  | "<="
  | ">"
  | ">="
  | "+"
  | "-"
  | "*"
  | "/"
  | "%%"
  | "%in%"
  | ":"
  | "^";

/** An argument of a call; `name` is null for one given by position. */
export interface Argument {
  readonly name: string | null;
  readonly value: Expression;
}

/** A piece of a formula. The same tree serves terms and arithmetic: which it is depends on where it stands. */
export type Expression = {readonly at: Span} & (
  | {readonly kind: "name"; readonly name: string}
  | {readonly kind: "number"; readonly value: number}
  | {readonly kind: "string"; readonly value: string}
  | {readonly kind: "call"; readonly name: string; readonly args: readonly Argument[]}
  | {readonly kind: "group"; readonly inner: Expression}
  | {readonly kind: "unary"; readonly operator: "+" | "-" | "!"; readonly operand: Expression}
  | {
      readonly kind: "binary";
      readonly operator: BinaryOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "index";
      readonly target: Expression;
      readonly args: readonly Argument[];
      /** Written with two brackets: `f[[x]]`. */
      readonly double: boolean;
    }
);

/** A call by itself: what `i()` and its like are read from. */
export type Call = Extract<Expression, {kind: "call"}>;

// R prints these operators without spaces around them.
const TIGHT: ReadonlySet<string> = new Set(["^", ":", "/"]);
const PLAIN_NAME = /^[\p{L}._][\p{L}\p{M}\p{N}._]*$/u;

/** The piece as R would print it: what a coefficient is called. */
export function written(piece: Expression): string {
  switch (piece.kind) {
    case "name":
      return PLAIN_NAME.test(piece.name) ? piece.name : `\`${piece.name}\``;
    case "number":
      return String(piece.value);
    case "string":
      return JSON.stringify(piece.value);
    case "call":
      return `${piece.name}(${writtenArguments(piece.args)})`;
    case "group":
      return `(${written(piece.inner)})`;
    case "unary":
      return `${piece.operator}${written(piece.operand)}`;
    case "index":
      return piece.double
        ? `${written(piece.target)}[[${writtenArguments(piece.args)}]]`
        : `${written(piece.target)}[${writtenArguments(piece.args)}]`;
    case "binary": {
      const space = TIGHT.has(piece.operator) ? "" : " ";
      return `${written(piece.left)}${space}${piece.operator}${space}${written(piece.right)}`;
    }
  }
}

function writtenArguments(args: readonly Argument[]): string {
  return args
    .map(({name, value}) => (name === null ? written(value) : `${name} = ${written(value)}`))
    .join(", ");
}

/** The piece without the parentheses around it. */
export function bare(piece: Expression): Expression {
  return piece.kind === "group" ? bare(piece.inner) : piece;
}

const CONSTANTS: ReadonlySet<string> = new Set(["NA", "TRUE", "FALSE", "pi", "T", "F", "Inf"]);

/** True for a name that stands for a value rather than for a column: TRUE, FALSE, NA, pi. */
export function isConstantName(name: string): boolean {
  return CONSTANTS.has(name);
}

/** Every name in the piece that may be a column, with its place, in the order written. */
export function namesIn(piece: Expression): (Expression & {readonly kind: "name"})[] {
  switch (piece.kind) {
    case "name":
      return isConstantName(piece.name) ? [] : [piece];
    case "number":
    case "string":
      return [];
    case "group":
      return namesIn(piece.inner);
    case "unary":
      return namesIn(piece.operand);
    case "binary":
      return [...namesIn(piece.left), ...namesIn(piece.right)];
    case "call":
      return piece.args.flatMap(({value}) => namesIn(value));
    case "index":
      return [...namesIn(piece.target), ...piece.args.flatMap(({value}) => namesIn(value))];
  }
}
