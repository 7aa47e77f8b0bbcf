import type {ExploreBy, ExploreParams} from "../analyses/index.ts";
import {FLOWS, periodRange} from "../base/index.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf} from "./option.ts";

const GROUPINGS: readonly ExploreBy[] = ["period", "reporter", "partner", "chapter", "total", "source"];
const FREQUENCIES = ["A", "M"] as const;
const BASES = ["origin", "consignment"] as const;

export const EXPLORE_OPTIONS: readonly Option[] = [
  {
    name: "by",
    value: GROUPINGS.join("|"),
    meaning: "one row for each; source lists what there is to choose from",
    choices: GROUPINGS,
    fallback: "period",
  },
  {
    name: "source",
    value: "ID",
    meaning:
      "whose records (default: the source with the most of the flow); see: roundabout explore --by source",
  },
  {
    name: "flow",
    value: FLOWS.join("|"),
    meaning: "exports, imports or re-exports, as the reporter states them",
    choices: FLOWS,
    fallback: "X",
  },
  {
    name: "freq",
    value: "A|M",
    meaning: "annual or monthly records (default: those of the finest lines, months before years)",
    choices: FREQUENCIES,
  },
  {
    name: "basis",
    value: BASES.join("|"),
    meaning: "imports by the goods' origin or by where they were sent from",
    choices: BASES,
    fallback: "origin",
  },
  {name: "goods", value: "LIST", meaning: "only codes on a list of goods, such as chpl"},
  {name: "period", value: "A..B", meaning: "years or months, both ends included; all when absent"},
  {name: "reporter", value: "STATE,…", meaning: "who reports; all when absent"},
  {name: "partner", value: "STATE,…", meaning: "with whom; all when absent"},
  {name: "chapter", value: "HS2,…", meaning: "chapters of two digits, such as 84,85; all when absent"},
];

/**
 * Reads the options of `explore`, fallbacks in place.
 *
 * @throws UsageError naming the option and its value
 */
export function parseExploreOptions(options: OptionBag): ExploreParams {
  return {
    by: choiceOf(options, "by", GROUPINGS) ?? "period",
    source: options.source ?? null,
    flow: choiceOf(options, "flow", FLOWS) ?? "X",
    frequency: choiceOf(options, "freq", FREQUENCIES),
    basis: choiceOf(options, "basis", BASES) ?? "origin",
    goods: options.goods ?? null,
    period: parsedOf(options, "period", periodRange),
    reporters: listOf(options, "reporter"),
    partners: listOf(options, "partner"),
    chapters: listOf(options, "chapter"),
  };
}
