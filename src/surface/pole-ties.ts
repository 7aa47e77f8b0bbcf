// Not through the folder's index, which loads the engine.
import {POLE_TIE_VIEWS, type PoleTieParams, poleTieParams} from "../analyses/pole-ties/params.ts";
import {choiceOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";

const usual = poleTieParams({});

export const POLE_TIE_OPTIONS: readonly Option[] = [
  {name: "pole", value: "STATE", meaning: "whose ties: a pole, a state or a bloc", fallback: usual.pole},
  {
    name: "layer",
    value: "LAYER",
    meaning: "which side of the states' relations, such as people or money",
    fallback: usual.layer,
  },
  {
    name: "measure",
    value: "MEASURE",
    meaning: "a measure of the layer (default: the first that the store holds); see: --show measures",
  },
  {name: "from", value: "YEAR", meaning: "first year", fallback: String(usual.from)},
  {name: "to", value: "YEAR", meaning: "last year", fallback: String(usual.to)},
  {
    name: "show",
    value: POLE_TIE_VIEWS.join("|"),
    meaning: "each state's ties with the pole by period, or the measures that the store holds",
    choices: POLE_TIE_VIEWS,
    fallback: usual.show,
  },
];

const YEARS = {least: 1800, most: 2100};

/** Reads the options of `pole-ties`, fallbacks in place. @throws UsageError naming the option and its value */
export function parsePoleTieOptions(options: OptionBag): PoleTieParams {
  const year = (text: string) => wholeNumber(text, YEARS);
  return poleTieParams({
    pole: options.pole ?? null,
    layer: options.layer ?? null,
    measure: options.measure ?? null,
    from: parsedOf(options, "from", year),
    to: parsedOf(options, "to", year),
    show: choiceOf(options, "show", POLE_TIE_VIEWS),
  });
}
