import {bare, type Expression, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {isStepwise, type Part, stepsOf} from "./stepwise.ts";
import type {EffectTerm, SlopesTerm} from "./term.ts";

/** What stands after the bar of one regression. */
export interface EffectSide {
  readonly effects: readonly EffectTerm[];
  readonly slopes: readonly SlopesTerm[];
}

/** A summand: an effect, slopes by its levels, or both. */
interface Summand extends EffectSide {
  readonly name: string;
}

/** Every list of fixed effects that the part after the bar stands for. `0` stands for none. */
export function effectSides(text: string, part: Expression): EffectSide[] {
  const only = bare(part);
  if (only.kind === "number" && only.value === 0) return [{effects: [], slopes: []}];
  return stepsOf(summands(text, part)).map((sums) => ({
    effects: named(sums.flatMap(({effects}) => effects)),
    slopes: named(sums.flatMap(({slopes}) => slopes)),
  }));
}

/** Each name once. */
function named<T extends {readonly name: string}>(terms: readonly T[]): T[] {
  return [...new Map(terms.map((term) => [term.name, term])).values()];
}

function summands(text: string, piece: Expression): Part<Summand>[] {
  const inner = bare(piece);
  if (inner.kind === "binary" && inner.operator === "+") {
    return [...summands(text, inner.left), ...summands(text, inner.right)];
  }
  if (inner.kind === "call" && isStepwise(inner.name)) {
    return [{step: inner.name, options: inner.args.map(({value}) => plainSummands(text, value))}];
  }
  return [summand(text, inner)];
}

function plainSummands(text: string, piece: Expression): Summand[] {
  return summands(text, piece).map((part) => {
    if (!("step" in part)) return part;
    const hint = "write | f1 + sw(f2, f3)";
    throw formulaError({text, at: piece.at, problem: "a stepwise list cannot hold another", hint});
  });
}

function summand(text: string, piece: Expression): Summand {
  const {pieces, slopesBy, alone} = combined(text, piece);
  const name = pieces.map(written).join("^");
  const slopes = slopesBy.map((by) => ({pieces, by, name: `${name}[[${written(by)}]]`}));
  return {name: written(piece), effects: alone ? [] : [{pieces, name}], slopes};
}

interface Combined {
  readonly pieces: readonly Expression[];
  readonly slopesBy: readonly Expression[];
  /** Slopes without the effect itself. */
  readonly alone: boolean;
}

function combined(text: string, piece: Expression): Combined {
  const inner = bare(piece);
  if (inner.kind === "binary" && inner.operator === "^") {
    const [left, right] = [combined(text, inner.left), combined(text, inner.right)];
    if (left.slopesBy.length === 0) return {...right, pieces: [...left.pieces, ...right.pieces]};
    const hint = "write f1^f2[x]";
    throw formulaError({text, at: inner.left.at, problem: "slopes stand behind the last effect", hint});
  }
  if (inner.kind === "index") return varying(text, inner);
  if (inner.kind === "name" || inner.kind === "call") return {pieces: [inner], slopesBy: [], alone: false};
  throw formulaError({
    text,
    at: piece.at,
    problem: `${written(piece)} is no fixed effect`,
    hint: "effects are columns joined by +, or by ^ for each combination: | exporter^year + importer^year",
  });
}

function varying(text: string, {target, args, double, at}: Extract<Expression, {kind: "index"}>): Combined {
  const {pieces, slopesBy} = combined(text, target);
  const plain = args.length > 0 && args.every(({name}) => name === null) && slopesBy.length === 0;
  if (plain) return {pieces, slopesBy: args.map(({value}) => value), alone: double};
  const hint =
    "write f[x] for the effect and a slope a level, f[x1, x2] for two slopes, f[[x]] for slopes alone";
  throw formulaError({text, at, problem: "the brackets name no slope", hint});
}
