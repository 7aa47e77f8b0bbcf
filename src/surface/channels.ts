// Not through the folder's index, which loads the engine.
import {type ChannelParams, channelParams, type EffectChoice} from "../analyses/channels/params.ts";
import {choiceOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";
import {goodsOption, HUBS_OPTION, readStudy, studyOptions} from "./study-options.ts";

const GROUPINGS = ["hub", "product", "month", "origin", "test"] as const;
const TESTS = ["core", "full"] as const;
const RULES = ["surge"] as const;
const EFFECTS = ["none", "estimate"] as const;
const USUAL_DRAWS = 19;
const MOST_DRAWS = 9_999;
const USUAL_TRANSITION = 3;
const MOST_TRANSITION = 24;
const LARGEST_SEED = 2 ** 32 - 1;

const usual = channelParams({});

export const CHANNEL_OPTIONS: readonly Option[] = [
  {name: "target", value: "STATE", meaning: "where the goods end: a state or a bloc", fallback: usual.target},
  goodsOption(usual),
  {
    name: "origins",
    value: "STATE,…",
    meaning: "who stopped delivering: codes, names or blocs",
    fallback: usual.origins.join(","),
  },
  HUBS_OPTION,
  ...studyOptions(usual),
  {
    name: "by",
    value: GROUPINGS.join("|"),
    meaning: "one row for each",
    choices: GROUPINGS,
    fallback: usual.by,
  },
  {
    name: "tests",
    value: TESTS.join("|"),
    meaning:
      "the tests of the grade, or further ones too: unit values, new products, capability, in against out (default: core; full with --by test)",
    choices: TESTS,
  },
  {
    name: "rule",
    value: RULES.join("|"),
    meaning: "judge by the surge rule in public use instead, to see where the two part",
    choices: RULES,
  },
  {
    name: "effects",
    value: EFFECTS.join("|"),
    meaning: "whether to estimate effects with standard errors, by the best design that the data allow",
    choices: EFFECTS,
    fallback: "none",
  },
  {
    name: "draws",
    value: "N",
    meaning: "placebo lists of goods, and placebo hubs at most, for --effects",
    fallback: String(USUAL_DRAWS),
  },
  {
    name: "transition",
    value: "MONTHS",
    meaning: "months from a listing on that count as neither before nor after it, for --effects",
    fallback: String(USUAL_TRANSITION),
  },
  {name: "seed", value: "N", meaning: "seed of the placebo draws", fallback: String(usual.seed)},
];

/**
 * Reads the options of `channels`, fallbacks in place.
 *
 * @throws UsageError naming the option and its value
 */
export function parseChannelOptions(options: OptionBag): ChannelParams {
  return channelParams({
    ...readStudy(options),
    by: choiceOf(options, "by", GROUPINGS),
    tests: choiceOf(options, "tests", TESTS),
    seed: parsedOf(options, "seed", seedNumber),
    effects: effectChoice(options),
  });
}

function effectChoice(options: OptionBag): EffectChoice | null {
  const draws = parsedOf(options, "draws", (text) => wholeNumber(text, {least: 0, most: MOST_DRAWS}));
  const transition = parsedOf(options, "transition", (text) =>
    wholeNumber(text, {least: 0, most: MOST_TRANSITION}),
  );
  if (choiceOf(options, "effects", EFFECTS) !== "estimate") return null;
  return {draws: draws ?? USUAL_DRAWS, transition: transition ?? USUAL_TRANSITION};
}

/** A seed as text. @throws UsageError "bad-number" */
export function seedNumber(text: string): number {
  return wholeNumber(text, {least: 0, most: LARGEST_SEED});
}

/** Which rule judges: the channels' own tests, or the growth rule in public use. @throws UsageError "bad-choice" */
export function ruleOf(options: OptionBag): "channels" | "surge" {
  return choiceOf(options, "rule", RULES) ?? "channels";
}
