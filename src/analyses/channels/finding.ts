import {type Finding, finding, formatRange, type Period} from "../../base/index.ts";
import type {Goods} from "../../layers/trade/index.ts";
import {bloc, blocs, goodsList, goodsLists, states} from "../../reference/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import {lineageOf, sampleOf, thirdPartyNotes} from "../common/lineage.ts";
import {rangeOf} from "../common/periods.ts";
import {arrivalsFinding} from "./arrival-finding.ts";
import {assessArrivals} from "./arrivals.ts";
import {type Assessment, assess} from "./assess.ts";
import {columnsOf} from "./columns.ts";
import type {Effects} from "./effects.ts";
import {THRESHOLDS} from "./judge.ts";
import {legsOf} from "./legs.ts";
import {type ChannelParams, type ChannelRequest, channelParams} from "./params.ts";
import {rowsOf} from "./rows.ts";
import {type Heard, heardFrom, studyGoods} from "./study.ts";
import type {Timing} from "./time.ts";

function questionOf({goods, origins, target, shock}: ChannelParams): string {
  const to = blocs().some(({id}) => id === target)
    ? bloc(target).nameEn
    : states().get(states().toIso3(target)).nameEn;
  return `Through which states can goods ${goodsText(goods)} from ${origins.join(", ")} have gone to ${to} after ${shock}?`;
}

// A list by the name people know it by: its title up to what it says of its lines.
function goodsText(goods: string): string {
  if (!goodsLists().some(({id}) => id === goods)) return goods;
  const [title = goods] = goodsList(goods).title.split(",");
  return `on the list ${goods} (${title})`;
}

/**
 * Which states' trade took the long way round: hubs ranked by the most they can have given back to the target.
 *
 * Amounts are US dollars over the window. `refill_documented_usd` to `refill_upper_usd` are bounds, not a confidence
 * interval: what records show went on or vanished, and all that came in beyond the counterfactual. Null is unknown and
 * the row's `unknown` column says why. Where the origins publish nothing and the target does, the columns are those of
 * `arrivalsFinding`.
 *
 * @throws UsageError for unknown names, a hub that is the target or an origin, or a store that does not cover the question
 */
export async function channelsFinding(reader: Reader, request: ChannelRequest): Promise<Finding> {
  const store = remembering(reader);
  const params = channelParams(request);
  const goods = studyGoods(params.goods);
  const heard = await heardFrom(store, goods, params);
  if (heard.teller.flow === "M") return fromArrivals(store, {params, goods, heard});
  const assessment = await assess(store, params);
  const rows = rowsOf(assessment, params);
  const effects = await askedEffects(store, params, assessment);
  const {sources, records} = assessment;
  return finding({
    kind: "channels",
    question: questionOf(params),
    parameters: parametersOf(params, assessment),
    columns: columnsOf(params.by),
    rows: rows.map(({row}) => row),
    estimates: effects.estimates,
    sample: withDropped(
      await sampleOf(store, {sources, reporters: null, used: records}),
      assessment,
      effects,
    ),
    warnings: [...warningsOf(assessment, params), ...effects.warnings],
    caveats: [...caveatsOf(assessment), ...effects.notes, ...(await thirdPartyNotes(store, sources))],
    evidence: rows.flatMap(({place}, row) => legsOf(row, place, assessment, params)),
    lineage: await lineageOf(store, sources),
  });
}

/** The answer where the origins publish nothing: by the target's imports. */
async function fromArrivals(
  store: Reader,
  {params, goods, heard}: {readonly params: ChannelParams; readonly goods: Goods; readonly heard: Heard},
): Promise<Finding> {
  const study = await assessArrivals(store, {params, goods, heard});
  const parameters = {...parametersOf(params, study), window_set_by: "imports of the target"};
  return arrivalsFinding(store, {params, heard, study, framed: {question: questionOf(params), parameters}});
}

async function askedEffects(store: Reader, params: ChannelParams, assessment: Assessment): Promise<Effects> {
  if (params.effects !== null) {
    // The estimator is loaded only where it is asked for.
    const {effectsOf} = await import("./effects.ts");
    return effectsOf(store, {params, choice: params.effects, assessment});
  }
  const notes = [
    "No effect is estimated here: ask with --effects estimate for effects with standard errors, pre-trends and placebos.",
  ];
  return {design: "none", estimates: [], notes, warnings: [], dropped: []};
}

function parametersOf(
  params: ChannelParams,
  {timing, goods}: {readonly timing: Timing; readonly goods: Goods},
): Finding["parameters"] {
  const {baseline, window, effects, ...rest} = params;
  return {
    ...rest,
    ...(effects === null ? {} : {effects: "estimate", draws: effects.draws, transition: effects.transition}),
    goods_version: goods.kind === "list" ? goods.version : null,
    controls_outside_version: goodsList(params.controlsOutside).version,
    window: rangeOf(timing.window),
    baseline: timing.baseline.map(rangeOf),
    window_given: window !== null && formatRange(window),
    baseline_given: baseline !== null && formatRange(baseline),
    thresholds: JSON.stringify(THRESHOLDS),
  };
}

function withDropped(sample: Finding["sample"], {broken}: Assessment, effects: Effects): Finding["sample"] {
  const left = [...broken].map(([label, reason]) => ({
    reason: `product ${label} left out: ${reason}`,
    rows: 0,
    detail: "its series breaks between editions of the nomenclature",
  }));
  return {...sample, dropped: [...sample.dropped, ...left, ...effects.dropped]};
}

function warningsOf(assessment: Assessment, params: ChannelParams): string[] {
  const {loss, hubs, timing, gaps, lines} = assessment;
  const hubsWhere = (holds: (hub: Assessment["hubs"][number]) => boolean): string =>
    hubs
      .filter(holds)
      .map(({hub}) => hub)
      .join(", ");
  const [noControl, noOut] = [
    hubsWhere(({growth}) => growth === null),
    hubsWhere(({excessOut}) => excessOut === null),
  ];
  const otherWindow = hubsWhere(({orphansWindow, outAllWindow}) =>
    [orphansWindow, outAllWindow].some((own) => own !== null && rangeOf(own) !== rangeOf(timing.window)),
  );
  const told: readonly (readonly [boolean, string])[] = [
    [
      lines.measured < lines.listed,
      `${lines.measured} of the ${lines.listed} lines of the list are measured; ${lines.absent.length} are in no loaded source (${shownLines(lines.absent)}): direct loss and refill speak for the measured ones only`,
    ],
    [
      params.hubs === null,
      `hubs are looked for among the ${hubs.length} partners that the loaded exports of these goods go to; any other state is not cleared, only not in the data`,
    ],
    [
      loss === null,
      `no direct exports to ${params.target} are loaded: the direct loss and every share of it are unknown`,
    ],
    [
      noControl !== "",
      `no control goods are loaded for ${noControl}: their counterfactual is the baseline mean alone`,
    ],
    [
      noOut !== "",
      `nobody reports exports of these goods to ${params.target} by product for ${noOut}: what is documented there rests on totals`,
    ],
    [
      otherWindow !== "",
      `orphans and excess out of all goods of ${otherWindow} are of whole years, because their offices publish years only (see their window columns)`,
    ],
    [
      gaps.size > 0,
      `origins that publish nothing for part of the window or baseline are left out of those months and of the same months of the other years: ${[...gaps].map(shownGap).join("; ")}`,
    ],
    [timing.baseline.length < 2, "one baseline year only: no placebo year can be shown"],
  ];
  return told.flatMap(([holds, text]) => (holds ? [text] : []));
}

function shownLines(labels: readonly string[]): string {
  return labels.length <= 5
    ? labels.join(", ")
    : `${labels.slice(0, 5).join(", ")} and ${labels.length - 5} more`;
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
