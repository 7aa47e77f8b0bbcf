// Not through the folder's index, which loads the engine.
import {INDICATOR_VIEWS, type IndicatorParams} from "../analyses/indicators/params.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";

export const INDICATOR_OPTIONS: readonly Option[] = [
  {name: "state", value: "STATE,…", meaning: "whose: codes, names or blocs; all when absent"},
  {
    name: "layer",
    value: "LAYER,…",
    meaning: "macro, money, people, law, security, opinion or influence; all when absent",
  },
  {
    name: "indicator",
    value: "INDICATOR,…",
    meaning: "such as gdp_growth, volume_index or new_organisations; all when absent",
  },
  {
    name: "match",
    value: "TEXT",
    meaning: "only figures with this in their item: a branch, a series, a question",
  },
  {name: "from", value: "YEAR", meaning: "first year; open when absent"},
  {name: "to", value: "YEAR", meaning: "last year; open when absent"},
  {name: "source", value: "ID", meaning: "only this source, such as imf/weo"},
  {
    name: "show",
    value: INDICATOR_VIEWS.join("|"),
    meaning:
      "the figures, their number by source (when nothing else is asked), what sources say against each other, or the years that are covered",
    choices: INDICATOR_VIEWS,
    fallback: "figures",
  },
];

const YEARS = {least: 1800, most: 2100};

/** Reads the options of `indicators`, fallbacks in place. @throws UsageError naming the option and its value */
export function parseIndicatorOptions(options: OptionBag): IndicatorParams {
  const year = (text: string) => wholeNumber(text, YEARS);
  const asked = choiceOf(options, "show", INDICATOR_VIEWS) ?? "figures";
  const params = {
    states: listOf(options, "state"),
    layers: listOf(options, "layer"),
    indicators: listOf(options, "indicator"),
    match: options.match ?? null,
    from: parsedOf(options, "from", year),
    to: parsedOf(options, "to", year),
    source: options.source ?? null,
    show: asked,
  };
  const isWhole = [params.states, params.indicators, params.match, params.source].every(
    (one) => one === null,
  );
  return isWhole && asked === "figures" ? {...params, show: "counts"} : params;
}
