// Not through the folder's index, which loads the engine.
import {type CorridorParams, corridorParams} from "../analyses/corridors/params.ts";
import {day, periodRange} from "../base/index.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";

const GROUPINGS = ["road", "product", "origin", "hub", "arc"] as const;
const MATCHES = ["product", "list"] as const;

const usual = corridorParams({});

export const CORRIDOR_OPTIONS: readonly Option[] = [
  {name: "target", value: "STATE", meaning: "where the goods end: a state or a bloc", fallback: usual.target},
  {
    name: "goods",
    value: "LIST",
    meaning: "goods list, or HS codes with commas between them",
    fallback: usual.goods,
  },
  {
    name: "origins",
    value: "STATE,…",
    meaning: "where the goods come from: codes, names or blocs",
    fallback: usual.origins.join(","),
  },
  {name: "hubs", value: "STATE,…", meaning: "only these hubs (default: every state that could be one)"},
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
  {
    name: "coalition",
    value: "BLOC",
    meaning: "whose members are no hubs, because they ban too",
    fallback: usual.coalition,
  },
  {
    name: "controls-outside",
    value: "LIST",
    meaning: "goods that may not serve as unlisted controls",
    fallback: usual.controlsOutside,
  },
  {name: "shock", value: "DAY", meaning: "when the border closed", fallback: usual.shock},
  {name: "baseline", value: "A..B", meaning: "periods to measure from (default: chosen from the data)"},
  {name: "window", value: "A..B", meaning: "periods to measure (default: chosen from the data)"},
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
    target: options.target ?? null,
    goods: options.goods ?? null,
    origins: listOf(options, "origins"),
    hubs: listOf(options, "hubs"),
    mostHubs: parsedOf(options, "most-hubs", (text) => wholeNumber(text, {least: 1, most: 3})),
    close: listOf(options, "close"),
    match: choiceOf(options, "match", MATCHES),
    coalition: options.coalition ?? null,
    controlsOutside: options["controls-outside"] ?? null,
    shock: parsedOf(options, "shock", day),
    baseline: parsedOf(options, "baseline", periodRange),
    window: parsedOf(options, "window", periodRange),
    by: choiceOf(options, "by", GROUPINGS),
  });
}
