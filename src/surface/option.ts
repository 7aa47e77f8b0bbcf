import {didYouMean, quoteList, UsageError} from "../base/index.ts";

/** One named option of a question: `--name VALUE` on the command line, `name=value` in an address, a field in the form. */
export interface Option {
  /** Kebab-case, without dashes. */
  readonly name: string;
  /** What stands for the value in help: `ISO3,…`, `A..B`. */
  readonly value: string;
  readonly meaning: string;
  readonly choices?: readonly string[];
  /** Applied when the option is absent; shown in help. */
  readonly fallback?: string;
}

/** Option values as text, by option name; an absent option is not in it. */
export type OptionBag = Readonly<Record<string, string>>;

/**
 * The bag with the fallbacks of absent options, after a check that every name in it is one of the options.
 *
 * @throws UsageError "unknown-option" with the nearest names
 */
export function completedBag(bag: OptionBag, options: readonly Option[]): OptionBag {
  const names = options.map(({name}) => name);
  for (const name of Object.keys(bag)) {
    if (names.includes(name)) continue;
    throw new UsageError("unknown-option", {
      message: `unknown option "${name}"`,
      hint: didYouMean(name, names),
    });
  }
  const fallbacks = options.flatMap(({name, fallback}) =>
    fallback === undefined ? [] : [[name, fallback] as const],
  );
  return {...Object.fromEntries(fallbacks), ...bag};
}

/**
 * The value of a choice option, or null when absent and without fallback.
 *
 * @throws UsageError "bad-choice" with the allowed values
 */
export function choiceOf<const Choice extends string>(
  bag: OptionBag,
  name: string,
  choices: readonly Choice[],
): Choice | null {
  const text = bag[name];
  if (text === undefined) return null;
  const choice = choices.find((known) => known === text);
  if (choice !== undefined) return choice;
  throw new UsageError("bad-choice", {
    message: `unknown ${name} "${text}"; one of ${quoteList(choices)}`,
    where: `--${name}`,
    hint: didYouMean(text, choices),
  });
}

/** The comma-separated values of an option, trimmed; null when the option is absent. @throws UsageError "empty-value" */
export function listOf(bag: OptionBag, name: string): readonly string[] | null {
  const text = bag[name];
  if (text === undefined) return null;
  const values = text.split(",").map((value) => value.trim());
  if (values.every((value) => value !== "")) return values;
  throw new UsageError("empty-value", {
    message: `"${text}" has an empty value`,
    where: `--${name}`,
    hint: "give one value, or several with commas between them",
  });
}

/** What `parse` makes of the option's text, null when absent; an error of `parse` gets the option as its place. */
export function parsedOf<T>(bag: OptionBag, name: string, parse: (text: string) => T): T | null {
  const text = bag[name];
  if (text === undefined) return null;
  try {
    return parse(text);
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause;
    const {code, message, hint} = cause;
    throw new UsageError(code, {message, where: `--${name}`, ...(hint === null ? {} : {hint}), cause});
  }
}

/** A whole number from `least` to `most`. @throws UsageError "bad-number" */
export function wholeNumber(text: string, {least, most}: {least: number; most: number}): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new UsageError("bad-number", {
    message: `"${text}" is no whole number from ${least} to ${most}`,
    hint: `give a whole number from ${least} to ${most}`,
  });
}
