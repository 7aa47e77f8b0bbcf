import type {Log} from "../../base/index.ts";
import type {Option, OptionBag} from "../../surface/index.ts";
import type {Common} from "./common.ts";
import type {CliEffects} from "./effects.ts";

/** A positional argument. */
export interface Argument {
  readonly name: string;
  readonly meaning: string;
  readonly required: boolean;
}

/** What a command is called with: values as text, the common options parsed. */
export interface Call {
  /** Positional values in order; an absent one is not in it. */
  readonly positional: readonly string[];
  readonly options: OptionBag;
  readonly common: Common;
  readonly effects: CliEffects;
  readonly log: Log;
}

/** One command. Its module imports nothing heavy at the top: `run` imports what it needs, so that `--help` is instant. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly positional?: readonly Argument[];
  readonly options: readonly Option[];
  /** Common options it takes; `--quiet` and `--store` belong to all. */
  readonly prints: "finding" | "nothing";
  readonly examples: readonly string[];
  run(call: Call): Promise<void>;
}
