import {day, periodRange} from "../base/index.ts";
import {listOf, type Option, type OptionBag, parsedOf} from "./option.ts";

/** What a study takes when it is not told. */
export interface UsualStudy {
  readonly goods: string;
  readonly coalition: string;
  readonly controlsOutside: string;
  readonly shock: string;
}

/** The goods of a study. */
export function goodsOption({goods}: Pick<UsualStudy, "goods">): Option {
  return {
    name: "goods",
    value: "LIST",
    meaning: "goods list, tiers of it as chpl:1 or chpl:1+2, or HS codes with commas between them",
    fallback: goods,
  };
}

/** The hubs of a study. */
export const HUBS_OPTION: Option = {
  name: "hubs",
  value: "STATE,…",
  meaning: "only these hubs (default: every state that could be one)",
};

/** Who cannot be a hub, what cannot be a control, and when: of every study of a shock. */
export function studyOptions({coalition, controlsOutside, shock}: UsualStudy): Option[] {
  return [
    {
      name: "coalition",
      value: "BLOC",
      meaning: "whose members are no hubs, because they ban too",
      fallback: coalition,
    },
    {
      name: "controls-outside",
      value: "LIST",
      meaning: "goods that may not serve as unlisted controls",
      fallback: controlsOutside,
    },
    {name: "shock", value: "DAY", meaning: "when the border closed", fallback: shock},
    {name: "baseline", value: "A..B", meaning: "periods to measure from (default: chosen from the data)"},
    {name: "window", value: "A..B", meaning: "periods to measure (default: chosen from the data)"},
  ];
}

/** The study that options ask for; null where they leave it to the usual one. @throws UsageError naming the option and its value */
export function readStudy(options: OptionBag) {
  return {
    target: options.target ?? null,
    goods: options.goods ?? null,
    origins: listOf(options, "origins"),
    hubs: listOf(options, "hubs"),
    coalition: options.coalition ?? null,
    controlsOutside: options["controls-outside"] ?? null,
    shock: parsedOf(options, "shock", day),
    baseline: parsedOf(options, "baseline", periodRange),
    window: parsedOf(options, "window", periodRange),
  };
}
