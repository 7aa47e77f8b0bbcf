// Not through the folder's index, which loads the engine.
import {
  type DataParams,
  SYNTH_METHODS,
  SYNTH_SHOWN,
  SYNTH_SOLVERS,
  type SynthParams,
} from "../analyses/regression/params.ts";
import {requiredOption} from "./file-question.ts";
import {choiceOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";
import {DATA_OPTIONS, LEVEL, levelOf, parsedText} from "./regression-options.ts";

const UNIT: Option = {name: "unit", value: "U", meaning: "the column that names the unit"};
const TIME: Option = {name: "time", value: "T", meaning: "the column of the period"};
const OUTCOME: Option = {name: "outcome", value: "Y", meaning: "the outcome: a column or an expression"};
const TREATED: Option = {
  name: "treated",
  value: "D",
  meaning: "the column that is 1 from a unit's first treated period on, else 0",
};
const USUAL_SEED = 20_220_224;
const LARGEST_SEED = 2 ** 32 - 1;
const MOST_PLACEBOS = 100_000;

/** Options of `synth`. */
export const SYNTH_OPTIONS: readonly Option[] = [
  ...DATA_OPTIONS,
  UNIT,
  TIME,
  OUTCOME,
  TREATED,
  {
    name: "method",
    value: SYNTH_METHODS.join("|"),
    meaning: "synthetic difference-in-differences, synthetic control, or difference-in-differences",
    choices: SYNTH_METHODS,
    fallback: "sdid",
  },
  {
    name: "solver",
    value: SYNTH_SOLVERS.join("|"),
    meaning: "weights as the authors' program stops, or at the certified optimum",
    choices: SYNTH_SOLVERS,
    fallback: "published",
  },
  {name: "placebos", value: "N", meaning: "placebos drawn where all are too many", fallback: "200"},
  LEVEL,
  {name: "seed", value: "N", meaning: "seed of the placebo draws", fallback: String(USUAL_SEED)},
  {
    name: "show",
    value: SYNTH_SHOWN.join("|"),
    meaning: "one row a start of treatment, a period, a weight or a placebo",
    choices: SYNTH_SHOWN,
    fallback: "effect",
  },
];

/** Reads the options of `synth`, all but the file. @throws UsageError naming the option */
export function synthParams(options: OptionBag): Omit<SynthParams, keyof DataParams> {
  const column = (option: Option) => {
    requiredOption(options, option);
    return parsedOf(options, option.name, parsedText) ?? parsedText(option.name);
  };
  return {
    unit: column(UNIT),
    time: column(TIME),
    outcome: column(OUTCOME),
    treated: column(TREATED),
    method: choiceOf(options, "method", SYNTH_METHODS) ?? "sdid",
    solver: choiceOf(options, "solver", SYNTH_SOLVERS) ?? "published",
    placebos:
      parsedOf(options, "placebos", (text) => wholeNumber(text, {least: 2, most: MOST_PLACEBOS})) ?? 200,
    level: levelOf(options),
    seed:
      parsedOf(options, "seed", (text) => wholeNumber(text, {least: 0, most: LARGEST_SEED})) ?? USUAL_SEED,
    show: choiceOf(options, "show", SYNTH_SHOWN) ?? "effect",
  };
}
