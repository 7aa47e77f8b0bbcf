import {
  type Dropped,
  type Finding,
  type FindingColumn,
  type FindingRow,
  finding,
  seeded,
  yearOf,
} from "../../base/index.ts";
import {
  type PlaceboInference,
  placeboInference,
  type SyntheticEstimate,
  syntheticEstimate,
} from "../../methods/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {type GrowthPanel, growthPanel} from "./panel.ts";
import type {GrowthParams} from "./params.ts";

/** Placebos take every donor in turn: nothing is drawn, and the seed changes nothing. */
const SEED = 20_220_224;

/**
 * Output of a state at constant prices against a synthetic control: a mean of states outside the region, weighted so that it went as
 * the state did before the shock. Levels are indices, the year before the shock = 100.
 *
 * Inference is by placebos: every donor in turn is taken as treated. A rank among them is no confidence interval of one state.
 *
 * @throws UsageError "no-series" or "few-donors"
 */
export async function growthFinding(store: Reader, params: GrowthParams): Promise<Finding> {
  const read = await growthPanel(store, params);
  const estimate = syntheticEstimate(read.panel, {method: "sc", solver: "exact"});
  const placebos = placeboInference(read.panel, estimate, {random: seeded(SEED)});
  const donors = donorsOf(estimate);
  const [first, last] = [read.years[0], read.years.at(-1)];
  return finding({
    kind: "growth",
    question: `Did output of ${params.state} go on after ${params.shock} as that of states like it outside ${params.region} did?`,
    parameters: {...params, source: read.source, years: `${first}..${last}`, base: yearOf(params.shock) - 1},
    columns: COLUMNS,
    rows: estimate.periods.map((period, at) => rowOf(period, at, estimate)),
    estimates: [estimateOf(estimate, placebos, params)],
    sample: {
      rows_in: 1 + read.others + read.incomplete.length,
      rows_used: 1 + estimate.controls.length,
      dropped: droppedOf(read, estimate.controls.length),
      coverage: [],
    },
    warnings: [],
    caveats: [
      `Donors: ${donors.map(({iso3, weight}) => `${iso3} ${(100 * weight).toFixed(0)} %`).join(", ")}; the ${estimate.controls.length} whose levels before were nearest, of ${read.others} states outside ${params.region} with every year.`,
      `The fit before the shock is off by ${estimate.preRmse.toFixed(2)} index points (root mean square); a poor fit makes the effect a poor one.`,
      "Other things happened to the state in these years too: the difference is from states that went as it did before, not from a world without the shock.",
      `By the ratio of the fit after to the fit before, p is ${placebos.ratioP?.toFixed(3) ?? "unknown"}.`,
    ],
    evidence: estimate.periods.map((_, row) => ({
      row,
      label: "levels of the state and of the donors with weight",
      query: "indicator-records",
      parameters: {
        indicator: params.indicator,
        source: read.source,
        states: [params.state, ...donors.map(({iso3}) => iso3)],
        from: first ?? null,
        to: last ?? null,
      },
    })),
    lineage: await lineageOf(store, [read.source]),
  });
}

const COLUMNS: readonly FindingColumn[] = [
  {name: "period", unit: "period", meaning: "year"},
  {
    name: "observed",
    unit: "coefficient",
    meaning: "output at constant prices, the year before the shock = 100",
  },
  {name: "counterfactual", unit: "coefficient", meaning: "the same of the synthetic control"},
  {name: "gap", unit: "coefficient", meaning: "observed less counterfactual, index points"},
];

function rowOf(
  period: number | string,
  at: number,
  {observed, counterfactual, gaps}: SyntheticEstimate,
): FindingRow {
  return {
    period: String(period),
    observed: observed[at] ?? null,
    counterfactual: counterfactual[at] ?? null,
    gap: gaps[at] ?? null,
  };
}

function donorsOf({controls, units}: SyntheticEstimate) {
  return controls
    .map((iso3, at) => ({iso3, weight: units.weights[at] ?? Number.NaN}))
    .filter(({weight}) => weight >= LEAST_WEIGHT)
    .toSorted((a, b) => b.weight - a.weight);
}

/** Weights below it round to nothing in a sum of index points. */
const LEAST_WEIGHT = 0.005;

function droppedOf({incomplete, others}: GrowthPanel, donors: number): Dropped[] {
  const left = [
    {reason: "state outside the region without a figure of every year", rows: incomplete.length},
    {reason: "state outside the region that was less alike before the shock", rows: others - donors},
  ];
  return left.filter(({rows}) => rows > 0);
}

function estimateOf(estimate: SyntheticEstimate, placebos: PlaceboInference, {state}: GrowthParams) {
  return {
    term: `output of ${state} beyond its synthetic control, mean from ${estimate.start}, index points`,
    estimate: estimate.effect,
    std_error: placebos.se,
    statistic: placebos.se === 0 ? null : estimate.effect / placebos.se,
    p_value: placebos.rankP,
    conf_low: placebos.low,
    conf_high: placebos.high,
    method: `synthetic control, ${placebos.placebos.length} placebos`,
  };
}
