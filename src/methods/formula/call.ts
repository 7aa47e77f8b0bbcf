import {type Argument, bare, type Call, type Expression, written} from "./expression.ts";
import {formulaError} from "./fault.ts";
import type {CohortFactor, LevelsFactor, Literal} from "./term.ts";

const LEVELS_ARGUMENTS = ["factor_var", "var", "ref", "keep", "bin", "ref2", "keep2"] as const;
const COHORT_ARGUMENTS = ["cohort", "period", "ref.c", "ref.p"] as const;

/** Reads `i(variable, by, ref = , keep = , ref2 = , keep2 = )`. @throws UsageError "formula" */
export function levelsFactor(text: string, call: Call): LevelsFactor {
  const given = named(text, call, LEVELS_ARGUMENTS);
  const bin = given.get("bin");
  if (bin !== undefined) {
    const hint = "make a column of the groups, or write i(floor(x / 5) * 5)";
    throw formulaError({text, at: bin.at, problem: "bin is not there yet", hint});
  }
  const by = given.get("var") ?? null;
  const spelled = by !== null && by.kind === "name" && by.name.startsWith("i.");
  return {
    kind: "levels",
    piece: call,
    variable: required(text, call, given, "factor_var"),
    by: by !== null && spelled ? {...by, name: by.name.slice(2), at: {...by.at, from: by.at.from + 2}} : by,
    byLevels: spelled || given.has("ref2") || given.has("keep2"),
    ref: references(text, given.get("ref")),
    keep: literals(text, given.get("keep")),
    ref2: references(text, given.get("ref2")),
    keep2: literals(text, given.get("keep2")),
  };
}

/** Reads `sunab(cohort, period, ref.c = , ref.p = -1)`. @throws UsageError "formula" */
export function cohortFactor(text: string, call: Call): CohortFactor {
  const given = named(text, call, COHORT_ARGUMENTS);
  return {
    kind: "cohorts",
    piece: call,
    cohort: required(text, call, given, "cohort"),
    period: required(text, call, given, "period"),
    refCohorts: literals(text, given.get("ref.c")) ?? [],
    refPeriods: literals(text, given.get("ref.p")) ?? [-1],
  };
}

function named(text: string, call: Call, names: readonly string[]): Map<string, Expression> {
  const given = new Map<string, Expression>();
  const positions = names.filter((name) => !call.args.some((each) => each.name === name));
  for (const arg of call.args) {
    const name = arg.name ?? positions.shift();
    if (name === undefined || !names.includes(name) || given.has(name)) throw odd(text, call, arg, names);
    given.set(name, arg.value);
  }
  return given;
}

function odd(text: string, call: Call, {name, value}: Argument, names: readonly string[]): Error {
  return formulaError({
    text,
    at: value.at,
    problem:
      name === null
        ? `${call.name}() takes at most ${names.length} arguments`
        : `${call.name}() has no argument "${name}", or has it twice`,
    hint: `its arguments are ${names.join(", ")}`,
  });
}

function required(text: string, call: Call, given: Map<string, Expression>, name: string): Expression {
  const value = given.get(name);
  if (value !== undefined) return value;
  const hint =
    call.name === "i" ? "write i(year), or i(year, treated, ref = 2021)" : "write sunab(cohort, year)";
  throw formulaError({text, at: call.at, problem: `${call.name}() lacks its argument ${name}`, hint});
}

function references(text: string, piece: Expression | undefined): readonly Literal[] | "first" | null {
  const only = piece === undefined ? null : bare(piece);
  if (only?.kind === "name" && (only.name === "TRUE" || only.name === "T")) return "first";
  if (only?.kind === "name" && (only.name === "FALSE" || only.name === "F")) return [];
  return literals(text, piece);
}

/** The values of `c(-1, "a")` or of one literal; null where nothing is given. @throws UsageError "formula" for anything else */
export function literals(text: string, piece: Expression | undefined): readonly Literal[] | null {
  if (piece === undefined) return null;
  const inner = bare(piece);
  if (inner.kind !== "call" || inner.name !== "c") return [literal(text, inner)];
  return inner.args.map(({value}) => literal(text, bare(value)));
}

function literal(text: string, piece: Expression): Literal {
  if (piece.kind === "number" || piece.kind === "string") return piece.value;
  if (piece.kind === "unary" && piece.operator === "-" && piece.operand.kind === "number") {
    return -piece.operand.value;
  }
  throw formulaError({
    text,
    at: piece.at,
    problem: `${written(piece)} is no level`,
    hint: 'give a number, a text in quotes, or several: ref = -1, ref = "USA", ref = c(-1, -5)',
  });
}
