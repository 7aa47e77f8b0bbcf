const STEPWISE = ["sw", "sw0", "csw", "csw0"] as const;

/** Lists that stand for several regressions: one a member, or one a beginning of the list; with 0, also none. */
export type Stepwise = (typeof STEPWISE)[number];

/** A summand that stands in every regression, or a list of which each regression takes a piece. */
export type Part<T> = T | {readonly step: Stepwise; readonly options: readonly (readonly T[])[]};

/** True for the name of a stepwise list. */
export function isStepwise(name: string): name is Stepwise {
  return STEPWISE.some((known) => known === name);
}

/** The regressions that a sum with stepwise lists stands for; of several lists, every combination. */
export function stepsOf<T extends object>(parts: readonly Part<T>[]): T[][] {
  let all: T[][] = [[]];
  for (const part of parts) {
    const choices = "step" in part ? choicesOf(part.step, part.options) : [[part]];
    all = all.flatMap((before) => choices.map((choice) => [...before, ...choice]));
  }
  return all;
}

function choicesOf<T>(step: Stepwise, options: readonly (readonly T[])[]): T[][] {
  const cumulative = step === "csw" || step === "csw0";
  const taken = options.map((option, at) => (cumulative ? options.slice(0, at + 1).flat() : [...option]));
  return step === "sw0" || step === "csw0" ? [[], ...taken] : taken;
}
