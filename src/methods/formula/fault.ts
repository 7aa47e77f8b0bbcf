import {UsageError} from "../../base/index.ts";

/** Where something stands in a formula: characters from..to − 1, counted from 0. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is wrong with a piece of a formula. */
export interface FormulaFault {
  readonly text: string;
  readonly at: Span;
  /** Lower case, no full stop. */
  readonly problem: string;
  readonly hint: string;
  readonly code?: string;
  readonly cause?: unknown;
}

// Long formulas are cut around the place, so that formula and caret share a line of a terminal.
const MOST_BEFORE = 50;
const MOST_SHOWN = 74;

/** A fault of a formula as an error: the problem, then the formula with a line of carets below the place. */
export function formulaError({text, at, problem, hint, code = "formula", cause}: FormulaFault): UsageError {
  return new UsageError(code, {
    message: `${problem}\n${pointedAt(text, at)}`,
    where: `character ${at.from + 1}`,
    hint,
    ...(cause === undefined ? {} : {cause}),
  });
}

function pointedAt(text: string, {from, to}: Span): string {
  const start = from > MOST_BEFORE ? from - MOST_BEFORE : 0;
  const end = Math.min(text.length, start + MOST_SHOWN);
  const head = start > 0 ? "…" : "";
  const tail = end < text.length ? "…" : "";
  // A tab or a line break would part the carets from what they point at.
  const shown = text.slice(start, end).replaceAll(/\s/g, " ");
  const carets = "^".repeat(Math.max(1, Math.min(to, end) - from));
  return `    ${head}${shown}${tail}\n    ${" ".repeat(head.length + from - start)}${carets}`;
}
