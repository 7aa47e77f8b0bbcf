import {type Estimate, type Finding, finding, RoundaboutError, seeded} from "../../base/index.ts";
import {
  cohort,
  type Panel,
  type PlaceboInference,
  placeboInference,
  type SyntheticEstimate,
  syntheticByCohort,
} from "../../methods/synthetic/index.ts";
import {askedBy, type LoadedData, loadData} from "./data.ts";
import {dataParameters} from "./fit.ts";
import type {Running, SynthParams} from "./params.ts";
import {panelOf} from "./synth-panel.ts";
import {type Start, synthShown, treatedOf} from "./synth-rows.ts";

/**
 * The effect on treated units by synthetic difference-in-differences, synthetic control, or difference-in-differences, one row
 * a start of treatment; with `show`, one row a period, a weight or a placebo instead.
 *
 * @throws UsageError for what the options or the file say wrongly, a panel that is not balanced included
 */
export async function synthFinding(params: SynthParams, {progress, signal}: Running): Promise<Finding> {
  const {unit, time, outcome, treated} = params;
  const data = await loadData(params, [unit, time, outcome, treated].flatMap(askedBy));
  const panel = panelOf(data.table, params);
  const {cohorts, effect} = syntheticByCohort(panel, {method: params.method, solver: params.solver});
  const random = seeded(params.seed);
  const starts = cohorts.map((estimate, at): Start => {
    progress(`placebos of start ${at + 1} of ${cohorts.length}`);
    const own = cohort(panel, panel.times.indexOf(estimate.start));
    return {estimate, placebos: placebosOf(own, estimate, params, random, signal)};
  });
  return finding({
    kind: "synth",
    question: `What did treatment do to ${outcome.text} of ${treatedOf(cohorts)}, after ${NAMES[params.method]}?`,
    parameters: parametersOf(params),
    ...synthShown(params, starts),
    estimates: starts.map((start) => estimateOf(start, params)),
    sample: sampleOf(data),
    warnings: starts.flatMap(({estimate, placebos}) => warningsOf(estimate, placebos)),
    caveats: [...caveatsOf(panel, starts), ...overall(cohorts, effect)],
    evidence: [],
    lineage: data.lineage,
  });
}

const NAMES = {
  sdid: "synthetic difference-in-differences",
  sc: "synthetic control",
  did: "difference-in-differences",
} as const;

function placebosOf(
  panel: Panel,
  estimate: SyntheticEstimate,
  {placebos, level}: SynthParams,
  random: () => number,
  signal: AbortSignal,
): PlaceboInference | null {
  try {
    return placeboInference(panel, estimate, {random, draws: placebos, level: level / 100, signal});
  } catch (thrown) {
    // The effect stands without them; a warning says why nothing is told of its spread.
    if (thrown instanceof RoundaboutError && thrown.code === "few-controls") return null;
    throw thrown;
  }
}

function parametersOf(params: SynthParams): Finding["parameters"] {
  return {
    ...dataParameters(params),
    unit: params.unit.text,
    time: params.time.text,
    outcome: params.outcome.text,
    treated: params.treated.text,
    method: params.method,
    solver: params.solver,
    placebos: params.placebos,
    level_pct: params.level,
    seed: params.seed,
    show: params.show,
  };
}

function sampleOf({table, rowsIn, leftOut}: LoadedData): Finding["sample"] {
  return {rows_in: rowsIn, rows_used: table.rows, dropped: leftOut, coverage: []};
}

function warningsOf(
  {start, exactEffect, effect}: SyntheticEstimate,
  placebos: PlaceboInference | null,
): string[] {
  const scale = Math.max(Math.abs(effect), Math.abs(exactEffect));
  const apart = Math.abs(effect - exactEffect) > 1e-3 * scale;
  return [
    ...(placebos === null
      ? [`start ${start}: too few units for placebos, so nothing is said of its spread`]
      : []),
    ...(apart
      ? [
          `start ${start}: at the certified optimum of the weights the effect is ${exactEffect.toPrecision(6)}`,
        ]
      : []),
  ];
}

function caveatsOf({units, times}: Panel, starts: readonly Start[]): string[] {
  const [first] = starts;
  const drawn = starts.flatMap(({placebos}) => (placebos === null ? [] : [placebos]));
  const every = drawn.every(({exhaustive}) => exhaustive);
  return [
    `${units.length} units, ${times.length} periods from ${times[0]} to ${times.at(-1)}, ${first?.estimate.controls.length} units never treated`,
    ...(drawn.length === 0
      ? []
      : [
          `standard errors from ${drawn.map(({placebos}) => placebos.length).join(", ")} placebos, ${every ? "every choice of untreated units" : "drawn at random"}; p is the rank of the effect's size among them`,
        ]),
  ];
}

function overall(cohorts: readonly SyntheticEstimate[], effect: number): string[] {
  if (cohorts.length < 2) return [];
  return [`over all starts, weighted by treated units and periods, the effect is ${effect.toPrecision(8)}`];
}

function estimateOf({estimate, placebos}: Start, {method}: SynthParams): Estimate {
  return {
    term: `effect on ${treatedOf([estimate])} from ${estimate.start}`,
    estimate: estimate.effect,
    std_error: placebos?.se ?? null,
    statistic: placebos === null || placebos.se === 0 ? null : estimate.effect / placebos.se,
    p_value: placebos?.rankP ?? null,
    conf_low: placebos?.low ?? null,
    conf_high: placebos?.high ?? null,
    method: `${NAMES[method]}, placebo inference`,
  };
}
