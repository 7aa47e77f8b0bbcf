import type {ResponseParams} from "../analyses/index.ts";
import {day} from "../base/index.ts";
import {type Option, type OptionBag, parsedOf} from "./option.ts";

export const RESPONSE_OPTIONS: readonly Option[] = [
  {
    name: "state",
    value: "STATE",
    meaning: "one state's dated record; the typology of all states of the study when absent",
  },
  {name: "pole", value: "POLE", meaning: "toward or away from whom, such as RUS or EU", fallback: "RUS"},
  {name: "shock", value: "DAY", meaning: "acts from this day on", fallback: "2022-02-24"},
];

/** Reads the options of `response`, fallbacks in place. @throws UsageError naming the option and its value */
export function parseResponseOptions(options: OptionBag): ResponseParams {
  return {
    state: options.state ?? null,
    pole: options.pole ?? "RUS",
    shock: parsedOf(options, "shock", day) ?? day("2022-02-24"),
  };
}
