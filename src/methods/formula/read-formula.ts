import {type EffectSide, effectSides} from "./effect-side.ts";
import {bare, type Expression, namesIn, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {parseExpression, parseFormula} from "./parse.ts";
import {type RightSide, rightSides} from "./right-side.ts";
import {isStepwise} from "./stepwise.ts";
import type {EffectTerm, ModelFormula} from "./term.ts";
import {unknownColumn} from "./unknown-column.ts";

/**
 * Reads a formula in fixest's grammar into the regressions it stands for: one, or one for each outcome of `c(y1, y2)`,
 * each step of `sw()`, `sw0()`, `csw()`, `csw0()` among regressors and each among effects, in that order of nesting.
 *
 * @param text such as `trade ~ log(dist) + i(year, fta, ref = 1986) | exporter^year + importer^year`
 * @throws UsageError "formula" that points at the character
 */
export function readFormula(text: string): ModelFormula[] {
  const {outcome, parts} = parseFormula(text);
  const [regressors, effects, third] = parts;
  if (regressors === undefined) throw new Error("a parsed formula has a right side");
  if (third !== undefined) {
    const hint = "write y ~ x | f1 + f2";
    throw formulaError({
      text,
      at: third.at,
      problem: "a formula has two parts, regressors and effects",
      hint,
    });
  }
  const effectLists = effects === undefined ? [{effects: [], slopes: []}] : effectSides(text, effects);
  const sides = rightSides(text, regressors);
  return outcomesOf(text, outcome).flatMap((each) =>
    effectLists.flatMap((list) => sides.map((side) => modelOf(text, each, side, list))),
  );
}

/** Reads effects by themselves, as clusters are named: `exporter + importer`, `exporter^importer`. */
export function readEffects(text: string): EffectTerm[] {
  const [side, ...more] = effectSides(text, parseExpression(text));
  if (side !== undefined && more.length === 0 && side.slopes.length === 0) return [...side.effects];
  const problem = more.length > 0 ? "a list of steps has no place here" : "slopes have no place here";
  throw formulaError({
    text,
    at: {from: 0, to: text.length},
    problem,
    hint: "name columns joined by + or ^",
  });
}

/** Columns that the regressions read, each once. A name may be misspelled: the data tell. */
export function columnsOf(models: readonly ModelFormula[]): string[] {
  return [
    ...new Set(
      models
        .flatMap(piecesOf)
        .flatMap(namesIn)
        .map(({name}) => name),
    ),
  ];
}

/**
 * Columns that the pieces read, each once.
 *
 * @param known all names of the data
 * @throws UsageError "unknown-column" pointing into the text, with near names
 */
export function requireColumns(
  text: string,
  pieces: readonly Expression[],
  known: readonly string[],
): string[] {
  const names = pieces.flatMap(namesIn);
  const odd = names.find(({name}) => !known.includes(name));
  if (odd !== undefined) throw unknownColumn(text, odd, known);
  return [...new Set(names.map(({name}) => name))];
}

/** Every piece of a regression that is evaluated over columns. */
export function piecesOf({outcome, terms, offsets, effects, slopes}: ModelFormula): Expression[] {
  const regressors = terms.flatMap(({factors}) =>
    factors.flatMap((factor) => {
      if (factor.kind === "number") return [factor.piece];
      if (factor.kind === "cohorts") return [factor.cohort, factor.period];
      return factor.by === null ? [factor.variable] : [factor.variable, factor.by];
    }),
  );
  const varying = slopes.flatMap(({pieces, by}) => [...pieces, by]);
  return [outcome, ...regressors, ...offsets, ...effects.flatMap(({pieces}) => pieces), ...varying];
}

function outcomesOf(text: string, outcome: Expression): Expression[] {
  const inner = bare(outcome);
  if (inner.kind !== "call" || !(inner.name === "c" || isStepwise(inner.name))) return [inner];
  if (inner.args.length > 0) return inner.args.map(({value}) => value);
  const hint = "write c(y1, y2) ~ x";
  throw formulaError({text, at: outcome.at, problem: "no outcome is named", hint});
}

function modelOf(
  source: string,
  outcome: Expression,
  {terms, offsets, constant}: RightSide,
  {effects, slopes}: EffectSide,
): ModelFormula {
  const summands = [
    ...(constant ? [] : ["0"]),
    ...terms.map(({name}) => name),
    ...offsets.map((piece) => `offset(${written(piece)})`),
  ];
  const right = summands.length === 0 ? "1" : summands.join(" + ");
  const behind = [...effects, ...slopes].map(({name}) => name);
  const after = behind.length === 0 ? "" : ` | ${behind.join(" + ")}`;
  const text = `${written(outcome)} ~ ${right}${after}`;
  return {source, text, outcome, terms, offsets, effects, slopes, constant};
}
