import {type Day, day} from "../../base/index.ts";
// Not through the folder's index, which loads the table printer: help must not wait for it.
import {FORMATS, type Format, toFormat} from "../../report/format.ts";
import {type Option, type OptionBag, parsedOf} from "../../surface/option.ts";
import type {CliEffects} from "./effects.ts";
import {storePath} from "./store-path.ts";

/** Options that all commands share, parsed. */
export interface Common {
  /** Absolute path. */
  readonly store: string;
  readonly quiet: boolean;
  /** Null: a table on a terminal, NDJSON in a pipe, or as the output file's ending says. */
  readonly format: Format | null;
  /** Path of a file for the data, as given; null for standard output. */
  readonly output: string | null;
  /** Refuse data published after this day; null to take what the store holds. */
  readonly asOf: Day | null;
}

const STORE: Option = {
  name: "store",
  value: "PATH",
  meaning: "the store's file (default: $ROUNDABOUT_STORE, else .roundabout/store.duckdb)",
};

const OUTPUT: readonly Option[] = [
  {
    name: "format",
    value: FORMATS.join("|"),
    meaning: "how to print (default: table on a terminal, ndjson in a pipe)",
    choices: FORMATS,
  },
  {
    name: "output",
    value: "FILE",
    meaning: "write the data to a file; its ending tells the format unless --format does",
  },
  {
    name: "as-of",
    value: "DAY",
    meaning: "answer only from data published by this day, else say what is later",
  },
  {name: "seed", value: "N", meaning: "seed of answers that draw random numbers"},
];

/** The common options of a command, in the order help shows them. `--quiet` takes no value and is added by the program. */
export function commonOptions(prints: "finding" | "nothing"): readonly Option[] {
  return prints === "finding" ? [...OUTPUT, STORE] : [STORE];
}

/** @throws UsageError for an unknown format or a store that is no file */
export function parseCommon(bag: OptionBag, quiet: boolean, {env, cwd}: CliEffects): Common {
  return {
    store: storePath({option: bag.store ?? null, env, cwd}),
    quiet,
    format: parsedOf(bag, "format", toFormat),
    output: bag.output ?? null,
    asOf: parsedOf(bag, "as-of", day),
  };
}
