import {type Finding, finding, formatRange, type Period, UsageError, yearOf} from "../../base/index.ts";
import {changedCodes, type Goods} from "../../layers/trade/index.ts";
import {bloc, blocs, goodsList, isGoodsList, states} from "../../reference/index.ts";
import {oncePerQuestion, type Reader, remembering} from "../../store/index.ts";
import {lineageOf, sampleOf, thirdPartyNotes} from "../common/lineage.ts";
import {rangeOf} from "../common/periods.ts";
import {arrivalsFinding} from "./arrival-finding.ts";
import {assessArrivals} from "./arrivals.ts";
import {type Assessment, assess} from "./assess.ts";
import {columnsOf} from "./columns.ts";
import type {Effects} from "./effects.ts";
import type {FurtherAnswers} from "./further.ts";
import {FURTHER_THRESHOLDS, THRESHOLDS} from "./judge.ts";
import {capabilityLegs, legsOf} from "./legs.ts";
import {type ChannelParams, type ChannelRequest, channelParams} from "./params.ts";
import {type RowPlace, rowsOf} from "./rows.ts";
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
  if (!isGoodsList(goods)) return goods;
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
 * @throws UsageError for unknown names, a hub that is the target or an origin, a store that does not cover the question, or
 *   further tests of rows that show none
 */
export async function channelsFinding(reader: Reader, request: ChannelRequest): Promise<Finding> {
  const store = remembering(reader);
  const params = channelParams(request);
  refuseUnshownTests(params);
  const goods = studyGoods(params.goods);
  const heard = await heardFrom(store, goods, params);
  if (heard.teller.flow === "M") return fromArrivals(store, {params, goods, heard});
  const assessment = await assessed(store, assessmentKey(params), () => assess(store, params));
  const further = await askedTests(store, params, assessment);
  const rows = rowsOf(assessment, params, further?.hubs ?? null);
  const effects = await askedEffects(store, params, assessment);
  const {records} = assessment;
  const sources = [...new Set([...assessment.sources, ...(further?.sources ?? [])])].sort();
  const [sample, notes, lineage] = await Promise.all([
    sampleOf(store, {sources, reporters: null, used: records}),
    thirdPartyNotes(store, sources),
    lineageOf(store, sources),
  ]);
  return finding({
    kind: "channels",
    question: questionOf(params),
    parameters: parametersOf(params, assessment),
    columns: columnsOf(params.by, params.tests),
    rows: rows.map(({row}) => row),
    estimates: effects.estimates,
    sample: withDropped(sample, assessment, effects),
    warnings: [...warningsOf(assessment, params), ...changedIn(assessment), ...effects.warnings],
    caveats: [...caveatsOf(assessment), ...effects.notes, ...notes],
    evidence: rows.flatMap(({place}, row) => [
      ...legsOf(row, place, assessment, params),
      ...advantageLegs(row, place, further, {assessment, params}),
    ]),
    lineage,
  });
}

const assessed = oncePerQuestion<Assessment>();

// Rows by another grouping, further tests and effects rest on the same assessment; origins apart are more to read.
function assessmentKey(params: ChannelParams): string {
  const by = params.by === "origin" ? "origin" : "hub";
  return `channels ${JSON.stringify({...params, by, tests: "core", effects: null})}`;
}

/** @throws UsageError "tests-not-shown" where further tests are asked for and no row would show them */
function refuseUnshownTests({tests, by}: ChannelParams): void {
  if (tests === "core" || (by !== "month" && by !== "origin")) return;
  throw new UsageError("tests-not-shown", {
    message: `rows by ${by} show no tests, so "full" would change nothing`,
    where: "--tests",
    hint: "ask with --by hub, product or test, or leave --tests out",
  });
}

async function askedTests(
  store: Reader,
  params: ChannelParams,
  assessment: Assessment,
): Promise<FurtherAnswers | null> {
  if (params.tests === "core") return null;
  // Loaded and read only where they are shown.
  const {furtherOf} = await import("./further.ts");
  return furtherOf(store, {params, assessment});
}

function advantageLegs(
  row: number,
  {hub, product}: RowPlace,
  further: FurtherAnswers | null,
  {assessment, params}: {readonly assessment: Assessment; readonly params: ChannelParams},
): Finding["evidence"] {
  const own = further?.hubs.get(hub)?.capability;
  if (own === undefined || "reason" in own || product !== null) return [];
  return capabilityLegs(row, {hub, side: own.side}, assessment, params);
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
  const {baseline, window, effects, tests, ...rest} = params;
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
    ...(tests === "core" ? {} : {tests, further_thresholds: JSON.stringify(FURTHER_THRESHOLDS)}),
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

function changedIn({goods, timing: {span}}: Assessment): string[] {
  return changedCodes(goods, {from: yearOf(span.from), to: yearOf(span.to)});
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

function caveatsOf({timing, hubs}: Assessment): string[] {
  return [
    `Counterfactual: the mean of the same ${timing.frequency === "M" ? "calendar months" : "years' values"} in the baseline (${timing.baseline.map(rangeOf).join(", ")}); low bounds also let it grow as the same pair's goods outside the list did. It is no causal estimate with a standard error.`,
    "Bounds are not confidence intervals: they say what the records allow, not how likely each value is.",
    ...(hubs.every(({orphans}) => orphans === null)
      ? []
      : [
          "Orphans here are bounds by the pair's own ratios of earlier years, all origins together. transit takes them by pair and product beyond the mean gap and the controls' change, with an interval: where the two differ, believe transit.",
        ]),
    "A grade marks a candidate for a closer look; it speaks about trade flows of states, never about a firm or a person.",
    "The list of goods was drawn up after the shock, partly because of what was seen to be diverted: a list chosen on the outcome favours finding it.",
  ];
}
