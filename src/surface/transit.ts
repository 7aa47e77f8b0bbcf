// Not through the folder's index, which loads the engine.
import {type TransitParams, transitParams} from "../analyses/transit/params.ts";
import {day, periodRange, UsageError} from "../base/index.ts";
import {seedNumber} from "./channels.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf} from "./option.ts";

const GROUPINGS = ["hub", "product", "period", "origin"] as const;
const DIGITS = ["2", "4", "6"] as const;
const NUMBER = {2: 2, 4: 4, 6: 6} as const;

const usual = transitParams({});

export const TRANSIT_OPTIONS: readonly Option[] = [
  {
    name: "origin",
    value: "STATE,…",
    meaning: "who exports: codes, names or blocs",
    fallback: usual.origins.join(","),
  },
  {
    name: "hub",
    value: "STATE,…",
    meaning: "whose imports are held against it (default: every importer known by both sides)",
  },
  {
    name: "goods",
    value: "LIST",
    meaning: "goods list, HS codes with commas between them, a family such as family:851713, or TOTAL",
    fallback: usual.goods,
  },
  {
    name: "digits",
    value: DIGITS.join("|"),
    meaning:
      "tell all goods apart by codes of so many digits (default: together; chapters with --by product)",
    choices: DIGITS,
  },
  {
    name: "period",
    value: "A..B",
    meaning: "years or months to measure (default: every year from the shock's on)",
  },
  {
    name: "baseline",
    value: "A..B",
    meaning: "years to take the usual gap from (default: up to five before the shock)",
  },
  {name: "shock", value: "DAY", meaning: "when the border closed", fallback: usual.shock},
  {
    name: "target",
    value: "STATE|BLOC",
    meaning: "where the goods may go on to: no origin, hub or control",
  },
  {
    name: "controls",
    value: "STATE,…",
    meaning: "importers whose change is taken off (default: all others, if there are enough)",
  },
  {
    name: "margin",
    value: "SHARE",
    meaning: "what imports are above exports for freight, such as 0.06 (default: estimated)",
  },
  {
    name: "tolerance",
    value: "SHARE",
    meaning: "share of imports added before they are held against exports",
    fallback: String(usual.tolerance),
  },
  {
    name: "by",
    value: GROUPINGS.join("|"),
    meaning: "one row for each",
    choices: GROUPINGS,
    fallback: usual.by,
  },
  {name: "seed", value: "N", meaning: "seed of the bootstrap", fallback: String(usual.seed)},
];

/**
 * Reads the options of `transit`, fallbacks in place.
 *
 * @throws UsageError naming the option and its value
 */
export function parseTransitOptions(options: OptionBag): TransitParams {
  return transitParams({
    origins: listOf(options, "origin"),
    hubs: listOf(options, "hub"),
    goods: options.goods ?? null,
    digits: digitsOf(options),
    period: parsedOf(options, "period", periodRange),
    baseline: parsedOf(options, "baseline", periodRange),
    shock: parsedOf(options, "shock", day),
    target: options.target ?? null,
    controls: listOf(options, "controls"),
    margin: parsedOf(options, "margin", share),
    tolerance: parsedOf(options, "tolerance", share),
    by: choiceOf(options, "by", GROUPINGS),
    seed: parsedOf(options, "seed", seedNumber),
  });
}

function digitsOf(options: OptionBag): TransitParams["digits"] {
  const digits = choiceOf(options, "digits", DIGITS);
  return digits === null ? null : NUMBER[digits];
}

function share(text: string): number {
  const value = Number(text);
  if (/^\d*\.?\d+$/.test(text) && value >= 0 && value < 1) return value;
  throw new UsageError("bad-share", {
    message: `"${text}" is no share from 0 to below 1`,
    hint: "give a share such as 0.06 for six per cent",
  });
}
