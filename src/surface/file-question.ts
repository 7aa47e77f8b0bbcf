import {type Finding, UsageError} from "../base/index.ts";
import {completedBag, type Option, type OptionBag} from "./option.ts";

/** What a question about a file may reach while it is answered. */
export interface FileRunning {
  /** Absolute path of a file as the person named it. */
  readonly resolve: (path: string) => string;
  readonly progress: (message: string) => void;
  readonly signal: AbortSignal;
}

/** A question about a file of the person's own; it needs no store. The command line asks it; the HTTP interface takes no files. */
export interface FileQuestion {
  readonly name: string;
  /** One line for help. */
  readonly summary: string;
  readonly positional: readonly {
    readonly name: string;
    readonly meaning: string;
    readonly required: boolean;
  }[];
  readonly options: readonly Option[];
  /** Command lines worth showing, without the program's name. */
  readonly examples: readonly string[];
  /** @throws UsageError for values that name nothing, before the file is opened */
  read(positional: readonly string[], options: OptionBag): (running: FileRunning) => Promise<Finding>;
}

/** Reads a file question's words as text. @throws UsageError "unknown-option" and as the question does */
export function readFileQuestion(
  question: FileQuestion,
  positional: readonly string[],
  options: OptionBag,
): (running: FileRunning) => Promise<Finding> {
  return question.read(positional, completedBag(options, question.options));
}

/** An option without which the question has no answer. @throws UsageError "missing-option" with its meaning */
export function requiredOption(options: OptionBag, {name, value, meaning}: Option): string {
  const given = options[name];
  if (given !== undefined && given !== "") return given;
  throw new UsageError("missing-option", {
    message: `--${name} is missing: ${meaning}`,
    where: `--${name}`,
    hint: `add --${name} ${value}`,
  });
}
