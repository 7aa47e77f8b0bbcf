import type {TradeParams} from "../analyses/index.ts";
import {FLOWS, type PeriodRange, period, periodRange, UsageError} from "../base/index.ts";
import {bridgedEdition} from "../reference/index.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf} from "./option.ts";

const GROUPINGS = ["reporter", "partner", "product", "period", "flow"] as const;
const SIDES = ["reporter", "partner", "both", "reconciled"] as const;
const FREQUENCIES = ["A", "M"] as const;
const CURRENCIES = ["usd", "eur"] as const;
const BASES = ["origin", "consignment"] as const;
const CODES = ["all", "not-new", "continuing"] as const;

export const TRADE_OPTIONS: readonly Option[] = [
  {name: "reporter", value: "STATE,…", meaning: "who reports: codes, names or blocs, such as GEO or EU27"},
  {name: "partner", value: "STATE,…", meaning: "with whom"},
  {
    name: "flow",
    value: FLOWS.join("|"),
    meaning: "exports, imports or re-exports, as the reporter states them; both of the first when absent",
    choices: FLOWS,
  },
  {
    name: "product",
    value: "HS,…",
    meaning: "2, 4, 6, 8 or 10 digits, such as 8703, or TOTAL",
    fallback: "TOTAL",
  },
  {name: "goods", value: "LIST", meaning: "a goods list instead of --product, such as chpl"},
  {
    name: "period",
    value: "A..B",
    meaning: "years or months, both ends included, such as 2022-03..2022-11",
    fallback: "2019..2023",
  },
  {name: "compare", value: "A..B", meaning: "an earlier range of the same length, for the growth since"},
  {name: "by", value: `${GROUPINGS.join("|")},…`, meaning: "one row for each of these", fallback: "period"},
  {name: "side", value: SIDES.join("|"), meaning: "whose figures", choices: SIDES, fallback: "reporter"},
  {
    name: "currency",
    value: CURRENCIES.join("|"),
    meaning: "unit of the values, at each period's own rate",
    choices: CURRENCIES,
    fallback: "usd",
  },
  {
    name: "source",
    value: "ID",
    meaning: "only this source, such as eurostat/comext; see: roundabout sources",
  },
  {
    name: "freq",
    value: "A|M",
    meaning: "annual or monthly rows (default: as --period is written)",
    choices: FREQUENCIES,
  },
  {
    name: "basis",
    value: BASES.join("|"),
    meaning: "imports by the goods' origin or by where they were sent from",
    choices: BASES,
    fallback: "origin",
  },
  {
    name: "codes",
    value: CODES.join("|"),
    meaning: "every product code, or none born in the first year, or none born or ended",
    choices: CODES,
    fallback: "all",
  },
  {
    name: "hs",
    value: "2012|2017|2022",
    meaning:
      "read --product in this edition and convert the trade of other editions to it, with what is exact, estimated and only bounded",
  },
];

/**
 * Reads the options of `trade`, fallbacks in place.
 *
 * @throws UsageError naming the option and its value
 */
export function parseTradeOptions(options: OptionBag): TradeParams {
  return {
    reporters: listOf(options, "reporter"),
    partners: listOf(options, "partner"),
    flow: choiceOf(options, "flow", FLOWS),
    product: options.product ?? "TOTAL",
    goods: options.goods ?? null,
    period: chosenPeriod(options),
    compare: parsedOf(options, "compare", periodRange),
    by: groupings(options),
    side: choiceOf(options, "side", SIDES) ?? "reporter",
    currency: choiceOf(options, "currency", CURRENCIES) ?? "usd",
    source: options.source ?? null,
    basis: choiceOf(options, "basis", BASES) ?? "origin",
    codes: choiceOf(options, "codes", CODES) ?? "all",
    hs: parsedOf(options, "hs", bridgedEdition),
  };
}

function groupings(options: OptionBag): TradeParams["by"] {
  const names = listOf(options, "by") ?? ["period"];
  return [...new Set(names.flatMap((by) => choiceOf({by}, "by", GROUPINGS) ?? []))];
}

/** The period at the frequency asked for: years become their months; months never become years. */
function chosenPeriod(options: OptionBag): PeriodRange {
  const range = parsedOf(options, "period", periodRange) ?? periodRange("2019..2023");
  const frequency = choiceOf(options, "freq", FREQUENCIES) ?? range.frequency;
  if (frequency === range.frequency) return range;
  if (frequency === "M") return {from: period(`${range.from}-01`), to: period(`${range.to}-12`), frequency};
  throw new UsageError("mixed-frequencies", {
    message: `annual rows cannot be made of the months ${options.period}`,
    where: "--freq",
    hint: "give --period in years, such as 2021..2023",
  });
}
