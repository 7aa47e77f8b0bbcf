import type {FileQuestion} from "./file-question.ts";
import {
  bootstrapChoice,
  dataParams,
  EVENT_OPTIONS,
  eventParams,
  FIT_OPTIONS,
  regressionParams,
  shownOf,
} from "./regression-options.ts";
import {SYNTH_OPTIONS, synthParams} from "./synth-options.ts";

// Loaded when asked: help never waits for the engine.
const analyses = () => import("../analyses/regression/index.ts");

const FORMULA = {
  name: "formula",
  meaning: 'in quotes, such as "trade ~ log(dist) + fta | exporter^year + importer^year"',
  required: true,
} as const;

const EVENT_FORMULA = {
  name: "formula",
  meaning: "with i(period, treated, ref = -1) or sunab(cohort, period), in quotes",
  required: true,
} as const;

/** Coefficients of a formula over a file. */
export const fit: FileQuestion = {
  name: "fit",
  summary: "a regression with fixed effects over your own file: Poisson or least squares",
  positional: [FORMULA],
  options: FIT_OPTIONS,
  examples: [
    'fit "trade ~ log(dist) + fta | exporter^year + importer^year" --data trade.csv',
    'fit "trade ~ fta | exporter^year + importer^year + exporter^importer" --data trade.parquet --vcov cluster:exporter^importer',
    'fit "log(trade) ~ csw(log(dist), fta) | year" --data trade.csv --family gaussian --where "trade > 0"',
  ],
  read: ([formula = ""], options) => {
    const params = regressionParams(formula, options);
    const show = shownOf(options);
    const boot = bootstrapChoice(options);
    return async (running) => {
      const data = dataParams(options, running);
      return (await analyses()).fitFinding({...data, ...params, boot, show}, running);
    };
  },
};

/** Effects by period around an event. */
export const events: FileQuestion = {
  name: "events",
  summary: "an event study over your own file: effects by period, with a test of the periods before",
  positional: [EVENT_FORMULA],
  options: EVENT_OPTIONS,
  examples: [
    'events "trade ~ i(rel, treated, ref = -1) | exporter^year + importer^year + exporter^importer" --data trade.csv',
    'events "trade ~ sunab(since, year) | exporter^importer + year" --data trade.csv --vcov cluster:exporter^importer',
  ],
  read: ([formula = ""], options) => {
    const params = {...regressionParams(formula, options), ...eventParams(options)};
    return async (running) => {
      const data = dataParams(options, running);
      return (await analyses()).eventsFinding({...data, ...params}, running);
    };
  },
};

/** The effect of a treatment on units of a panel. */
export const synth: FileQuestion = {
  name: "synth",
  summary:
    "the effect of a treatment on units of a panel: synthetic difference-in-differences, control, or plain",
  positional: [],
  options: SYNTH_OPTIONS,
  examples: [
    "synth --data smoking.csv --unit State --time Year --outcome PacksPerCapita --treated treated",
    "synth --data smoking.csv --unit State --time Year --outcome PacksPerCapita --treated treated --method sc --show weights",
  ],
  read: (_, options) => {
    const params = synthParams(options);
    return async (running) => {
      const data = dataParams(options, running);
      return (await analyses()).synthFinding({...data, ...params}, running);
    };
  },
};
