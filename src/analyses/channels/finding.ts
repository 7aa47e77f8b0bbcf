import {
  type Evidence,
  type Finding,
  finding,
  formatRange,
  type Period,
  periodRange,
} from "../../base/index.ts";
import {states} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf, sampleOf} from "../common/lineage.ts";
import {type SliceSpec, specParameters} from "../common/slice.ts";
import {type Assessment, assess} from "./assess.ts";
import {columnsOf} from "./columns.ts";
import {THRESHOLDS} from "./judge.ts";
import {type ChannelParams, type ChannelRequest, channelParams} from "./params.ts";
import {type RowPlace, rowsOf} from "./rows.ts";

/**
 * Which states' trade took the long way round: hubs ranked by the most they can have given back to the target.
 *
 * Amounts are US dollars over the window. `refill_documented_usd` to `refill_upper_usd` are bounds, not a confidence
 * interval: what records show went on or vanished, and all that came in beyond the counterfactual. Null is unknown and
 * the row's `unknown` column says why.
 *
 * @throws UsageError for unknown names, a hub that is the target or an origin, or a store that does not cover the question
 */
export async function channelsFinding(store: Reader, request: ChannelRequest): Promise<Finding> {
  const params = channelParams(request);
  const assessment = await assess(store, params);
  const rows = rowsOf(assessment, params);
  const {sources, records} = assessment;
  return finding({
    kind: "channels",
    question: `Through which states can goods of ${params.goods} from ${params.origins.join(", ")} have gone to ${states().get(states().toIso3(params.target)).nameEn} after ${params.shock}?`,
    parameters: parametersOf(params, assessment),
    columns: columnsOf(params.by),
    rows: rows.map(({row}) => row),
    estimates: [],
    sample: withBroken(await sampleOf(store, {sources, reporters: null, used: records}), assessment),
    warnings: warningsOf(assessment, params),
    caveats: caveatsOf(assessment),
    evidence: rows.flatMap(({place}, row) => evidenceOf(row, place, assessment, params)),
    lineage: await lineageOf(store, sources),
  });
}

function parametersOf(params: ChannelParams, {timing}: Assessment): Finding["parameters"] {
  const {baseline, window, ...rest} = params;
  return {
    ...rest,
    window: rangeOf(timing.window),
    baseline: timing.baseline.map(rangeOf),
    window_given: window !== null && formatRange(window),
    baseline_given: baseline !== null && formatRange(baseline),
    thresholds: JSON.stringify(THRESHOLDS),
  };
}

function rangeOf(periods: readonly Period[]): string {
  return periods.length === 1 || periods[0] === periods.at(-1)
    ? String(periods[0])
    : `${periods[0]}..${periods.at(-1)}`;
}

function withBroken(sample: Finding["sample"], {broken}: Assessment): Finding["sample"] {
  const left = [...broken].map(([label, reason]) => ({
    reason: `product ${label} left out: ${reason}`,
    rows: 0,
    detail: "its series breaks between editions of the nomenclature",
  }));
  return {...sample, dropped: [...sample.dropped, ...left]};
}

function warningsOf({loss, hubs, timing, gaps}: Assessment, params: ChannelParams): string[] {
  const noControl = hubs.filter(({growth}) => growth === null).map(({hub}) => hub);
  const noOut = hubs.filter(({excessOut}) => excessOut === null).map(({hub}) => hub);
  return [
    ...(loss === null
      ? [
          `no direct exports to ${params.target} are loaded: the direct loss and every share of it are unknown`,
        ]
      : []),
    ...(noControl.length > 0
      ? [
          `no control goods are loaded for ${noControl.join(", ")}: their counterfactual is the baseline mean alone`,
        ]
      : []),
    ...(noOut.length > 0
      ? [
          `nobody reports exports of these goods to ${params.target} by product for ${noOut.join(", ")}: what is documented there rests on totals`,
        ]
      : []),
    ...(gaps.size > 0
      ? [
          `origins without any record in part of the window or baseline: ${[...gaps].map(shownGap).join("; ")}. What they exported then is in no sum here`,
        ]
      : []),
    ...(timing.baseline.length < 2 ? ["one baseline year only: no placebo year can be shown"] : []),
  ];
}

function shownGap([origin, [first, ...more]]: readonly [string, readonly Period[]]): string {
  return `${origin} ${first}${more.length > 0 ? ` and ${more.length} more` : ""}`;
}

function caveatsOf({timing}: Assessment): string[] {
  return [
    `Counterfactual: the mean of the same ${timing.frequency === "M" ? "calendar months" : "years' values"} in the baseline (${timing.baseline.map(rangeOf).join(", ")}); low bounds also let it grow as the same pair's goods outside the list did. It is no causal estimate with a standard error.`,
    "Bounds are not confidence intervals: they say what the records allow, not how likely each value is.",
    "A grade marks a candidate for a closer look; it speaks about trade flows of states, never about a firm or a person.",
    "The list of goods was drawn up after the shock, partly because of what was seen to be diverted: a list chosen on the outcome favours finding it.",
  ];
}

/** Statements for each leg: origins to hub after and before, hub to target, and the hub's own record of what came in. */
function evidenceOf(
  row: number,
  {hub, product, period, origin}: RowPlace,
  {timing, goods}: Assessment,
  params: ChannelParams,
): Evidence[] {
  const list = goods.kind === "list" ? `list:${goods.id}@${goods.version}/full` : params.goods;
  const chosen = product === null ? list : goods.kind === "list" ? `${list}/${product}` : product;
  const base: SliceSpec = {
    reporters: origin === null ? params.origins : [origin],
    partners: [hub],
    flows: ["X"],
    goods: chosen,
    range: periodRange(rangeOf(timing.window)),
    source: null,
    basis: "origin",
    sides: "any",
    codes: "all",
    codesYear: null,
    splitPartners: false,
    splitGoods: true,
  };
  const leg = (label: string, spec: SliceSpec): Evidence => ({
    row,
    label,
    query: "trade-records",
    parameters: specParameters(spec),
  });
  const during = period === null ? base.range : periodRange(period);
  return [
    leg("exports of the listed goods to the hub, in the window", {...base, range: during}),
    leg("the same, in the baseline", {...base, range: periodRange(rangeOf(timing.baseline.flat()))}),
    leg("exports of the hub to the target", {
      ...base,
      reporters: [hub],
      partners: [params.target],
      range: during,
    }),
    leg("the hub's own record of these imports", {
      ...base,
      reporters: [hub],
      partners: params.origins,
      flows: ["M"],
      range: during,
    }),
  ];
}
