// Not through the folder's index, which loads the engine.
import {type CorridorParams, corridorParams} from "../analyses/corridors/params.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";
import {goodsOption, HUBS_OPTION, readStudy, studyOptions} from "./study-options.ts";

const GROUPINGS = ["road", "product", "origin", "hub", "arc"] as const;
const MATCHES = ["product", "list"] as const;

const usual = corridorParams({});

export const CORRIDOR_OPTIONS: readonly Option[] = [
  {name: "target", value: "STATE", meaning: "where the goods end: a state or a bloc", fallback: usual.target},
  goodsOption(usual),
  {
    name: "origins",
    value: "STATE,…",
    meaning: "where the goods come from: codes, names or blocs",
    fallback: usual.origins.join(","),
  },
  HUBS_OPTION,
  {
    name: "most-hubs",
    value: "N",
    meaning: "most hubs that a road may pass, 1 to 3",
    fallback: String(usual.mostHubs),
  },
  {name: "close", value: "STATE,…", meaning: "take these hubs out and show who takes over"},
  {
    name: "match",
    value: MATCHES.join("|"),
    meaning: "goods leave a hub as the product they came in as, or as any of the list",
    choices: MATCHES,
    fallback: usual.match,
  },
  ...studyOptions(usual),
  {
    name: "by",
    value: GROUPINGS.join("|"),
    meaning: "one row for each",
    choices: GROUPINGS,
    fallback: usual.by,
  },
];

/**
 * Reads the options of `corridors`, fallbacks in place.
 *
 * @throws UsageError naming the option and its value
 */
export function parseCorridorOptions(options: OptionBag): CorridorParams {
  return corridorParams({
    ...readStudy(options),
    mostHubs: parsedOf(options, "most-hubs", (text) => wholeNumber(text, {least: 1, most: 3})),
    close: listOf(options, "close"),
    match: choiceOf(options, "match", MATCHES),
    by: choiceOf(options, "by", GROUPINGS),
  });
}
