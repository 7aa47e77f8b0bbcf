import {formulaError, type Span} from "./fault.ts";

/** One word of a formula. `value` is the name without backticks, the text without quotes, the operator, the digits. */
export interface Token {
  readonly kind: "name" | "number" | "string" | "operator" | "end";
  readonly value: string;
  readonly at: Span;
}

// The longer operators first.
const OPERATORS = ["%in%", "%%", "==", "!=", "<=", ">=", "&&", "||", ..."~|+-*/^:()[],=<>!&"];
const NAME = /[\p{L}._][\p{L}\p{M}\p{N}._]*/uy;
const NUMBER = /(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?L?/y;
const SPACE = /\s+/y;

/** Splits a formula into words, the last of kind "end". @throws UsageError "formula" at a character that begins none */
export function tokens(text: string): Token[] {
  const found: Token[] = [];
  for (let at = 0; at < text.length; ) {
    const space = matched(SPACE, text, at);
    if (space !== null) {
      at += space.length;
      continue;
    }
    const token = tokenAt(text, at);
    found.push(token);
    at = token.at.to;
  }
  return [...found, {kind: "end", value: "", at: {from: text.length, to: text.length}}];
}

function tokenAt(text: string, from: number): Token {
  const first = text[from] ?? "";
  if (first === "`" || first === '"' || first === "'") return quoted(text, from, first);
  const number = matched(NUMBER, text, from);
  if (number !== null) {
    return {kind: "number", value: number.replace(/L$/, ""), at: {from, to: from + number.length}};
  }
  const name = matched(NAME, text, from);
  if (name !== null) return {kind: "name", value: name, at: {from, to: from + name.length}};
  const operator = OPERATORS.find((known) => text.startsWith(known, from));
  if (operator !== undefined) {
    return {kind: "operator", value: operator, at: {from, to: from + operator.length}};
  }
  const odd = String.fromCodePoint(text.codePointAt(from) ?? 0xfffd);
  throw formulaError({
    text,
    at: {from, to: from + 1},
    problem: `"${odd}" means nothing in a formula`,
    hint: "put a column's name with unusual characters in backticks: `gdp per head ($)`",
  });
}

function quoted(text: string, from: number, mark: string): Token {
  const end = text.indexOf(mark, from + 1);
  if (end === -1) {
    throw formulaError({
      text,
      at: {from, to: from + 1},
      problem: `the ${mark} that opens here is never closed`,
      hint: `add the closing ${mark}`,
    });
  }
  const value = text.slice(from + 1, end);
  const at = {from, to: end + 1};
  if (value === "" && mark === "`") {
    throw formulaError({
      text,
      at,
      problem: "empty name",
      hint: "write a column's name between the backticks",
    });
  }
  return {kind: mark === "`" ? "name" : "string", value, at};
}

function matched(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
