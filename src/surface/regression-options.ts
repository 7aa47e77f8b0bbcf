// Not through the folder's index, which loads the engine.
import {
  BOOT_WEIGHTS,
  type BootstrapChoice,
  type DataParams,
  type ErrorsChoice,
  EVENT_SHOWN,
  type EventParams,
  FAMILIES,
  type FitParams,
  type ParsedText,
  SHOWN,
  SMALL_SAMPLE_CHOICES,
} from "../analyses/regression/params.ts";
import {didYouMean, UsageError} from "../base/index.ts";
// Not through the folder's index: every command loads its options, and the rest of the folder is for those that fit.
import {parseExpression} from "../methods/formula/parse.ts";
import {readEffects, readFormula} from "../methods/formula/read-formula.ts";
import {type FileRunning, requiredOption} from "./file-question.ts";
import {choiceOf, type Option, type OptionBag, parsedOf, wholeNumber} from "./option.ts";

const DATA: Option = {
  name: "data",
  value: "FILE",
  meaning: "a CSV (also .tsv, .csv.gz), Parquet or JSON file with one row an observation",
};

const USUAL_DRAWS = 9999;
const USUAL_SEED = 1;

/** Options of every question about a file. */
export const DATA_OPTIONS: readonly Option[] = [
  DATA,
  {
    name: "where",
    value: "COND",
    meaning: 'only rows that meet a condition, such as "year == 2006 & trade > 0"',
  },
];

/** Confidence level. */
export const LEVEL: Option = {
  name: "level",
  value: "PCT",
  meaning: "confidence level of the intervals, in per cent",
  fallback: "95",
};

/** Options of every regression. */
export const REGRESSION_OPTIONS: readonly Option[] = [
  ...DATA_OPTIONS,
  {
    name: "family",
    value: FAMILIES.join("|"),
    meaning: "Poisson pseudo-maximum likelihood, or least squares",
    choices: FAMILIES,
    fallback: "poisson",
  },
  {
    name: "vcov",
    value: "KIND",
    meaning:
      "standard errors: iid, hetero (also hc1), hc0, or cluster:A or cluster:A+B (default: by the first effect, else hetero)",
  },
  {
    name: "ssc",
    value: SMALL_SAMPLE_CHOICES.join("|"),
    meaning: "whose small-sample factors",
    choices: SMALL_SAMPLE_CHOICES,
    fallback: "fixest",
  },
  {name: "weights", value: "COL", meaning: "weights: a column or an expression"},
  {name: "offset", value: "COL", meaning: "added to the linear predictor: a column or an expression"},
  LEVEL,
];

/** Options of `fit`. */
export const FIT_OPTIONS: readonly Option[] = [
  ...REGRESSION_OPTIONS,
  {
    name: "boot",
    value: BOOT_WEIGHTS.join("|"),
    meaning: "adds p by a wild cluster bootstrap with these weights; needs errors clustered one way",
    choices: BOOT_WEIGHTS,
  },
  {name: "draws", value: "N", meaning: `draws of the bootstrap (default: ${USUAL_DRAWS})`},
  {name: "seed", value: "N", meaning: `seed of the bootstrap (default: ${USUAL_SEED})`},
  {
    name: "show",
    value: SHOWN.join("|"),
    meaning: "one row a coefficient, a regression, or a row that was left out",
    choices: SHOWN,
    fallback: "coefficients",
  },
];

/** Options of `events`. */
export const EVENT_OPTIONS: readonly Option[] = [
  ...REGRESSION_OPTIONS,
  {
    name: "series",
    value: "VAR",
    meaning: "whose periods, where the formula has several such as i(rel) and i(age)",
  },
  {
    name: "reference",
    value: "PERIOD",
    meaning: "the period that the others are measured against (default: what ref names in the formula)",
  },
  {
    name: "show",
    value: EVENT_SHOWN.join("|"),
    meaning: "one row a period, or bounds on the mean effect if trends were not parallel",
    choices: EVENT_SHOWN,
    fallback: "periods",
  },
];

/** What `events` takes besides. @throws UsageError "bad-period" */
export function eventParams(options: OptionBag): Pick<EventParams, "series" | "reference" | "show"> {
  return {
    series: options.series ?? null,
    reference: parsedOf(options, "reference", periodNumber),
    show: choiceOf(options, "show", EVENT_SHOWN) ?? "periods",
  };
}

function periodNumber(text: string): number {
  const period = Number(text);
  if (Number.isFinite(period) && text.trim() !== "") return period;
  throw new UsageError("bad-period", {message: `"${text}" is no period`, hint: "give a number such as -1"});
}

/** The level of intervals, in per cent. @throws UsageError "bad-level" */
export function levelOf(options: OptionBag): number {
  return parsedOf(options, "level", levelText) ?? 95;
}

function levelText(text: string): number {
  const level = Number(text);
  if (level > 0 && level < 100 && text.trim() !== "") return level;
  throw new UsageError("bad-level", {
    message: `"${text}" is no confidence level`,
    hint: "give per cent, such as 95 or 99.9",
  });
}

/** The file and the condition. @throws UsageError "missing-option", "formula" */
export function dataParams(options: OptionBag, {resolve}: Pick<FileRunning, "resolve">): DataParams {
  const data = requiredOption(options, DATA);
  return {data, path: resolve(data), where: parsedOf(options, "where", parsedText)};
}

/** Reads the options of a regression, all but the file. @throws UsageError naming the option, or pointing into the formula */
export function regressionParams(
  formula: string,
  options: OptionBag,
): Omit<FitParams, keyof DataParams | "show" | "boot"> {
  readFormula(formula);
  return {
    formula,
    family: choiceOf(options, "family", FAMILIES) ?? "poisson",
    errors: parsedOf(options, "vcov", errorsChoice) ?? {kind: "auto"},
    smallSample: choiceOf(options, "ssc", SMALL_SAMPLE_CHOICES) ?? "fixest",
    weights: parsedOf(options, "weights", parsedText),
    offset: parsedOf(options, "offset", parsedText),
    level: levelOf(options),
  };
}

/** The bootstrap that is asked for; null without `--boot`. @throws UsageError "bad-choice", "bad-number", "boot-missing" */
export function bootstrapChoice(options: OptionBag): BootstrapChoice | null {
  const weights = choiceOf(options, "boot", BOOT_WEIGHTS);
  const draws = parsedOf(options, "draws", (text) => wholeNumber(text, {least: 99, most: 1_000_000}));
  const seed = parsedOf(options, "seed", (text) => wholeNumber(text, {least: 0, most: 2 ** 32 - 1}));
  if (weights !== null) return {weights, draws: draws ?? USUAL_DRAWS, seed: seed ?? USUAL_SEED};
  if (draws === null && seed === null) return null;
  throw new UsageError("boot-missing", {
    message: "draws and a seed belong to a bootstrap, and none is asked for",
    where: draws === null ? "--seed" : "--draws",
    hint: `add --boot ${BOOT_WEIGHTS[0]}`,
  });
}

/** What `fit` shows. @throws UsageError "bad-choice" */
export function shownOf(options: OptionBag): FitParams["show"] {
  return choiceOf(options, "show", SHOWN) ?? "coefficients";
}

/** An expression as an option gives it. @throws UsageError "formula" */
export function parsedText(text: string): ParsedText {
  return {text, piece: parseExpression(text)};
}

const KINDS = ["iid", "hetero", "hc1", "hc0", "cluster:"] as const;

/** Reads `--vcov`. @throws UsageError "bad-choice", or "formula" pointing into the clusters */
export function errorsChoice(text: string): ErrorsChoice {
  if (text === "iid" || text === "hc0" || text === "hc1") return {kind: text};
  if (text === "hetero") return {kind: "hc1"};
  const [, clusters] = /^cluster:(.*)$/s.exec(text) ?? [];
  if (clusters !== undefined) return {kind: "cluster", by: readEffects(clusters), text: clusters};
  throw new UsageError("bad-choice", {
    message: `unknown vcov "${text}"; one of iid, hetero, hc1, hc0, cluster:A, cluster:A+B`,
    hint: didYouMean(text, KINDS),
  });
}
