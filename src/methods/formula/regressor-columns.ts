import type {Regressor} from "../regression/design.ts";
import {isText, levelsColumn, numbersOf} from "./evaluate.ts";
import {type Expression, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {type LevelCodes, levelCodes} from "./level-codes.ts";
import type {Scope} from "./table.ts";
import type {LevelsFactor, Literal, Term, TermFactor} from "./term.ts";

// More coefficients than this by levels is an effect written in the wrong place.
const MOST_LEVELS = 10_000;

/** The columns of a term; `dropFirst` leaves out the first level of a lone `i(f)` without reference. */
export function termColumns(scope: Scope, term: Term, dropFirst: boolean): Regressor[] {
  const [first, ...rest] = term.factors.map((factor) =>
    factorColumns(scope, factor, dropFirst && isLone(term)),
  );
  if (first === undefined) throw new Error("a term has at least one factor");
  let columns = first;
  for (const others of rest) columns = columns.flatMap((left) => others.map((right) => product(left, right)));
  return columns;
}

function isLone({factors: [factor, ...more]}: Term): boolean {
  return more.length === 0 && factor?.kind === "levels" && factor.by === null;
}

function product(left: Regressor, right: Regressor): Regressor {
  const values = new Float64Array(left.values.length);
  for (let row = 0; row < values.length; row++) {
    values[row] = (left.values[row] ?? Number.NaN) * (right.values[row] ?? Number.NaN);
  }
  return {name: `${left.name}:${right.name}`, values};
}

function factorColumns(scope: Scope, factor: TermFactor, dropFirst: boolean): Regressor[] {
  if (factor.kind === "number") {
    const {piece} = factor;
    return [{name: written(piece), values: numbersOf(scope, piece)}];
  }
  if (factor.kind === "levels") return levelColumns(scope, factor, dropFirst);
  const hint = "write y ~ x + sunab(cohort, period) | unit + period";
  throw formulaError({text: scope.text, at: factor.piece.at, problem: "sunab() stands by itself", hint});
}

function levelColumns(scope: Scope, factor: LevelsFactor, dropFirst: boolean): Regressor[] {
  const {variable, by} = factor;
  const coded = levelCodes(levelsColumn(scope, variable));
  const ref = factor.ref ?? (dropFirst ? "first" : null);
  const chosen = keptCodes(scope, variable, coded, {ref, keep: factor.keep});
  const name = (code: number) => `${written(variable)}::${coded.levels[code]}`;
  if (by === null) return chosen.map((code) => indicator(name(code), coded, code));
  if (!factor.byLevels && !isText(scope, by)) {
    const times = numbersOf(scope, by);
    return chosen.map((code) => scaled(`${name(code)}:${written(by)}`, coded, code, times));
  }
  const other = levelCodes(levelsColumn(scope, by));
  const others = keptCodes(scope, by, other, {ref: factor.ref2, keep: factor.keep2});
  return chosen.flatMap((code) =>
    others.map((second) => {
      const times = indicator("", other, second).values;
      return scaled(`${name(code)}:${written(by)}::${other.levels[second]}`, coded, code, times);
    }),
  );
}

function indicator(name: string, {codes}: LevelCodes, wanted: number): Regressor {
  const values = new Float64Array(codes.length);
  for (let row = 0; row < values.length; row++) {
    const code = codes[row] ?? -1;
    values[row] = code < 0 ? Number.NaN : Number(code === wanted);
  }
  return {name, values};
}

function scaled(name: string, {codes}: LevelCodes, wanted: number, times: Float64Array): Regressor {
  return {name, values: scaledBy(codes, wanted, times)};
}

/** `times` in rows of the wanted level, 0 in others; missing where either is. */
export function scaledBy(codes: Int32Array, wanted: number, times: Float64Array): Float64Array {
  const values = new Float64Array(codes.length);
  for (let row = 0; row < values.length; row++) {
    const code = codes[row] ?? -1;
    const factor = times[row] ?? Number.NaN;
    values[row] = code < 0 || Number.isNaN(factor) ? Number.NaN : code === wanted ? factor : 0;
  }
  return values;
}

interface Choice {
  readonly ref: readonly Literal[] | "first" | null;
  readonly keep: readonly Literal[] | null;
}

function keptCodes({text}: Scope, piece: Expression, {levels}: LevelCodes, {ref, keep}: Choice): number[] {
  const find = (literal: Literal) => {
    const code =
      typeof literal === "number"
        ? levels.findIndex((level: number | string) => Number(level) === literal)
        : levels.findIndex((level: number | string) => String(level) === literal);
    if (code >= 0) return code;
    throw formulaError({
      text,
      at: piece.at,
      code: "unknown-level",
      problem: `${written(piece)} is never ${JSON.stringify(literal)}`,
      hint: `its levels are ${shownLevels(levels)}`,
    });
  };
  const left = new Set(ref === "first" ? [0] : (ref ?? []).map(find));
  const wanted = keep === null ? [...levels.keys()] : keep.map(find);
  const kept = wanted.filter((code) => !left.has(code));
  if (kept.length <= MOST_LEVELS) return kept;
  throw formulaError({
    text,
    at: piece.at,
    code: "too-many-levels",
    problem: `${written(piece)} has ${kept.length} levels; at most ${MOST_LEVELS} can each have a coefficient`,
    hint: `put ${written(piece)} after the bar as an effect`,
  });
}

function shownLevels(levels: LevelCodes["levels"]): string {
  const shown = Array.from(levels.slice(0, 12), String).join(", ");
  return levels.length > 12 ? `${shown} and ${levels.length - 12} more` : shown;
}
