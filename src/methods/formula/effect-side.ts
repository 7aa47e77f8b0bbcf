import {bare, type Expression, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import {VARYING_HINT} from "./parse.ts";
import {isStepwise, type Part, stepsOf} from "./stepwise.ts";
import type {EffectTerm} from "./term.ts";

/** Every list of fixed effects that the part after the bar stands for. `0` stands for none. */
export function effectSides(text: string, part: Expression): EffectTerm[][] {
  const only = bare(part);
  if (only.kind === "number" && only.value === 0) return [[]];
  return stepsOf(effectParts(text, part)).map((effects) => [
    ...new Map(effects.map((effect) => [effect.name, effect])).values(),
  ]);
}

function effectParts(text: string, piece: Expression): Part<EffectTerm>[] {
  const inner = bare(piece);
  if (inner.kind === "binary" && inner.operator === "+") {
    return [...effectParts(text, inner.left), ...effectParts(text, inner.right)];
  }
  if (inner.kind === "call" && isStepwise(inner.name)) {
    return [{step: inner.name, options: inner.args.map(({value}) => plainEffects(text, value))}];
  }
  const pieces = combined(text, inner);
  return [{pieces, name: pieces.map(written).join("^")}];
}

function plainEffects(text: string, piece: Expression): EffectTerm[] {
  return effectParts(text, piece).map((part) => {
    if (!("step" in part)) return part;
    const hint = "write | f1 + sw(f2, f3)";
    throw formulaError({text, at: piece.at, problem: "a stepwise list cannot hold another", hint});
  });
}

function combined(text: string, piece: Expression): Expression[] {
  const inner = bare(piece);
  if (inner.kind === "binary" && inner.operator === "^") {
    return [...combined(text, inner.left), ...combined(text, inner.right)];
  }
  if (inner.kind === "index") {
    throw formulaError({text, at: piece.at, problem: "varying slopes are not there yet", hint: VARYING_HINT});
  }
  if (inner.kind === "name" || inner.kind === "call") return [inner];
  throw formulaError({
    text,
    at: piece.at,
    problem: `${written(piece)} is no fixed effect`,
    hint: "effects are columns joined by +, or by ^ for each combination: | exporter^year + importer^year",
  });
}
