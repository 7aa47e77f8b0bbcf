import {type Finding, type FindingColumn, type FindingRow, finding} from "../../base/index.ts";
import {readFormula} from "../../methods/formula/index.ts";
import {
  type CoefficientTable,
  coefficientTable,
  type EventRow,
  type SensitivityResult,
} from "../../methods/inference/index.ts";
import {sampleOf} from "./audit.ts";
import {loadData} from "./data.ts";
import {methodOf, slownessOf, summaryOf, warningsOf} from "./describe.ts";
import {estimate} from "./estimate.ts";
import {BOUND_COLUMNS, boundRows, boundsOf, boundTexts} from "./event-bounds.ts";
import {onlyModel, type Study, studyOf} from "./event-study.ts";
import {askedFor, parametersOf} from "./fit.ts";
import type {EventParams, Running} from "./params.ts";

/**
 * Effects by period relative to an event: the coefficients of `i(rel, treat, ref = -1)`, or of `sunab(cohort, period)` averaged
 * over cohorts. One row a period, the reference period among them as zero; the joint test of the periods before stands with
 * the estimates.
 *
 * @throws UsageError as `onlyModel` and `studyOf` do, and what `fitFinding` throws
 */
export async function eventsFinding(params: EventParams, running: Running): Promise<Finding> {
  const model = onlyModel(readFormula(params.formula));
  const data = await loadData(params, askedFor([model], params));
  const fitted = await estimate(model, data.table, params, running);
  const study = studyOf(fitted, params);
  const overall = overallOf(study, params.level);
  const bounds = params.show === "bounds" ? boundsOf(study.series) : [];
  return finding({
    kind: "events",
    question: `How does ${model.text} move by period around the event, in ${params.data}?`,
    parameters: {
      ...parametersOf(params),
      series: params.series,
      reference: params.reference,
      show: params.show,
    },
    ...shown(study, bounds, params),
    estimates: estimatesOf(study, overall, methodOf(params, fitted.covariance)),
    sample: sampleOf(data, [fitted]),
    warnings: [...warningsOf(fitted, null), ...studyWarnings(study), ...slownessOf()],
    caveats: [preTrendText(study), ...overallTexts(overall), ...boundTexts(bounds), summaryOf(fitted, null)],
    evidence: [],
    lineage: data.lineage,
  });
}

const COLUMNS: readonly FindingColumn[] = [
  {name: "period", unit: "text", meaning: "period relative to the event"},
  {
    name: "estimate",
    unit: "coefficient",
    meaning: "effect against the reference period, which is zero; of Poisson, on the outcome's logarithm",
  },
  {name: "std_error", unit: "coefficient", meaning: "standard error; missing in the reference period"},
  {name: "statistic", unit: "z", meaning: "estimate over standard error; missing in the reference period"},
  {name: "p_value", unit: "p", meaning: "two-sided, against zero; missing in the reference period"},
  {
    name: "conf_low",
    unit: "coefficient",
    meaning: "lower end of the interval; missing in the reference period",
  },
  {
    name: "conf_high",
    unit: "coefficient",
    meaning: "upper end of the interval; missing in the reference period",
  },
];

const CHANGE: FindingColumn = {name: "change_pct", unit: "percent", meaning: "100 × (exp(estimate) − 1)"};

type Shown = Pick<Finding, "columns" | "rows">;

function shown({series}: Study, bounds: readonly SensitivityResult[], params: EventParams): Shown {
  if (params.show === "bounds") return {columns: BOUND_COLUMNS, rows: boundRows(bounds)};
  const columns = params.family === "poisson" ? [...COLUMNS, CHANGE] : COLUMNS;
  return {columns, rows: series.rows.map((row) => eventRow(row, params))};
}

function eventRow({period, name, ...row}: EventRow, {family}: EventParams): FindingRow {
  const isReference = name === null;
  return {
    period: String(period),
    estimate: row.estimate,
    std_error: isReference ? null : row.se,
    statistic: row.statistic,
    p_value: row.p,
    conf_low: isReference ? null : row.low,
    conf_high: isReference ? null : row.high,
    ...(family === "poisson" ? {change_pct: 100 * Math.expm1(row.estimate)} : {}),
  };
}

type Coefficient = CoefficientTable["rows"][number];

/** The mean over all treated cells, where cohorts were averaged. */
function overallOf({average}: Study, level: number): Coefficient | null {
  const overall = average?.overall ?? null;
  if (overall === null) return null;
  return coefficientTable(overall, overall.covariance, level / 100).rows[0] ?? null;
}

function estimatesOf({series}: Study, overall: Coefficient | null, method: string): Finding["estimates"] {
  const {preTrend} = series;
  const rows = series.rows.flatMap(({name, ...row}) => (name === null ? [] : [{name, ...row}]));
  const all = [...rows, ...(overall === null ? [] : [overall])].map((row) => ({
    term: row.name,
    estimate: row.estimate,
    std_error: row.se,
    statistic: row.statistic,
    p_value: row.p,
    conf_low: row.low,
    conf_high: row.high,
    method,
  }));
  if (preTrend === null) return all;
  const nothing = {estimate: null, std_error: null, conf_low: null, conf_high: null};
  const test = `joint Wald test that ${preTrend.names.length} periods before the event are zero`;
  return [
    ...all,
    {term: "pre-trend", ...nothing, statistic: preTrend.statistic, p_value: preTrend.p, method: test},
  ];
}

function studyWarnings({series: {preTrend}, average}: Study): string[] {
  return [
    ...(average === null || average.dropped.length === 0
      ? []
      : [`cells without a coefficient count in no average: ${average.dropped.join(", ")}`]),
    ...(preTrend?.deficient
      ? [
          `the test of the periods before covers only ${preTrend.rank} of their ${preTrend.names.length} directions: there are too few groups`,
        ]
      : []),
  ];
}

function preTrendText({series: {preTrend, referencePeriod}}: Study): string {
  if (preTrend === null)
    return `no period before the event but the reference ${referencePeriod}: nothing tells of a trend before`;
  const {distribution, rank, denominator, statistic, p} = preTrend;
  const degrees = denominator === null ? `${rank}` : `${rank}, ${denominator}`;
  const name = distribution === "F" ? "F" : "χ²";
  return `joint test that the ${preTrend.names.length} periods before the event are zero: ${name}(${degrees}) = ${statistic.toFixed(2)}, p = ${p.toFixed(3)}; a large p does not prove parallel trends`;
}

function overallTexts(overall: Coefficient | null): string[] {
  if (overall === null) return [];
  const {estimate: effect, se, low, high} = overall;
  const shown = [effect, se, low, high].map((value) => value.toFixed(5).replace("-", "−"));
  return [
    `mean over the treated from period 0 on: ${shown[0]} (standard error ${shown[1]}) [${shown[2]}, ${shown[3]}]`,
  ];
}
