// Not through the folder's index, which loads the engine.
import {
  ENTANGLEMENT_VIEWS,
  type EntanglementParams,
  entanglementParams,
} from "../analyses/entanglement/params.ts";
import {day} from "../base/index.ts";
import {seedNumber} from "./channels.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";

const usual = entanglementParams({});

export const ENTANGLEMENT_OPTIONS: readonly Option[] = [
  {
    name: "states",
    value: "STATE,…",
    meaning: "whose ties: codes, names or blocs (default: the states of the study that are no pole)",
  },
  {
    name: "pole",
    value: "POLE",
    meaning: "only rows of this pole, such as RUS; it is compared with the others all the same",
  },
  {name: "poles", value: "POLE,…", meaning: "the poles that are compared (default: all of the study)"},
  {
    name: "layers",
    value: "LAYER,…",
    meaning: "such as trade, people, institutions or security; all that have a measure when absent",
  },
  {
    name: "from",
    value: "YEAR",
    meaning: "first year; those before the shock's are before",
    fallback: String(usual.from),
  },
  {
    name: "to",
    value: "YEAR",
    meaning: "last year; from the shock's on they are after",
    fallback: String(usual.to),
  },
  {name: "shock", value: "DAY", meaning: "the day that parts before from after", fallback: usual.shock},
  {
    name: "show",
    value: ENTANGLEMENT_VIEWS.join("|"),
    meaning:
      "shares by layer, the measures behind them, all layers together, what moved them, or an index of influence beside the published one",
    choices: ENTANGLEMENT_VIEWS,
    fallback: usual.show,
  },
  {
    name: "draws",
    value: "N",
    meaning: "draws of the weightings and of rank correlations",
    fallback: String(usual.draws),
  },
  {name: "seed", value: "N", meaning: "seed of the draws", fallback: String(usual.seed)},
];

/** Reads the options of `entanglement`, fallbacks in place. @throws UsageError naming the option and its value */
export function parseEntanglementOptions(options: OptionBag): EntanglementParams {
  const year = (text: string) => wholeNumber(text, {least: 1900, most: 2100});
  return entanglementParams({
    states: listOf(options, "states"),
    poles: listOf(options, "poles"),
    pole: options.pole ?? null,
    layers: listOf(options, "layers"),
    from: parsedOf(options, "from", year),
    to: parsedOf(options, "to", year),
    shock: parsedOf(options, "shock", day),
    show: choiceOf(options, "show", ENTANGLEMENT_VIEWS),
    draws: parsedOf(options, "draws", (text) => wholeNumber(text, {least: 1, most: 100_000})),
    seed: parsedOf(options, "seed", seedNumber),
  });
}
