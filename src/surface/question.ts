import type {Finding} from "../base/index.ts";
import type {Reader} from "../store/index.ts";
import {completedBag, type Option, type OptionBag} from "./option.ts";

/** A question whose options were read: it needs only a store. */
export type ReadQuestion = (store: Reader) => Promise<Finding>;

/** A question that the command line, the HTTP interface and the page's form ask alike. */
export interface Question {
  /** The command, and the last part of the address: `channels` → `/api/v1/channels`. */
  readonly name: string;
  /** One line for help. */
  readonly summary: string;
  readonly options: readonly Option[];
  /** Command lines worth showing, without the program's name. */
  readonly examples: readonly string[];
  /** Loads the analysis ahead of the answer, for callers with something else to wait for. */
  load(): Promise<unknown>;
  /** `options` is complete: known names, fallbacks in place. @throws UsageError for values that name nothing */
  read(options: OptionBag): ReadQuestion;
}

/**
 * Reads the options as text, before any store is opened.
 *
 * @throws UsageError for unknown options and for values that name nothing
 */
export function readQuestion(question: Question, options: OptionBag): ReadQuestion {
  return question.read(completedBag(options, question.options));
}
