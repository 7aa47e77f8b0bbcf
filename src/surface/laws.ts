// Not through the folder's index, which loads the engine.
import type {LawsParams} from "../analyses/laws/params.ts";
import {listOf, type Option, type OptionBag} from "./option.ts";

export const LAW_OPTIONS: readonly Option[] = [
  {
    name: "family",
    value: "FAMILY,…",
    meaning: "families of laws, such as foreign_agent or ngo_funding_register; all when absent",
  },
  {name: "state", value: "STATE,…", meaning: "whose: codes, names or blocs; all when absent"},
];

/** Reads the options of `laws`. @throws UsageError naming the option and its value */
export function parseLawOptions(options: OptionBag): LawsParams {
  return {families: listOf(options, "family"), states: listOf(options, "state")};
}
