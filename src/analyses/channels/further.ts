import {seeded} from "../../base/index.ts";
import {expandBlocs} from "../../layers/trade/index.ts";
import {states} from "../../reference/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import type {Assessment} from "./assess.ts";
import {readBooks} from "./books.ts";
import {capabilityOf, type ExportBook} from "./capability.ts";
import {wantedHubs} from "./ends.ts";
import {type FlowQuery, type MeasuredFlows, measureFlows} from "./flows.ts";
import {type HubAssessment, productOf} from "./hub.ts";
import type {TestResult} from "./judge.ts";
import {type BothRoads, type Further, type Grown, inAndOut, judgeFurther} from "./judge-further.ts";
import {productRefill} from "./model.ts";
import {type NewProducts, newProducts, rankEntries} from "./new-products.ts";
import type {ChannelParams} from "./params.ts";
import {unitValueWedge} from "./unit-values.ts";

/** The further tests of a hub with what they rest on. */
export interface FurtherAssessment extends Further {
  readonly tests: readonly TestResult[];
}

/** The further tests of all hubs, with the sources and records that were read for them beside the assessment's own. */
export interface FurtherAnswers {
  readonly hubs: ReadonlyMap<string, FurtherAssessment>;
  readonly sources: readonly string[];
}

/** Runs the tests beyond those of the grade: unit values, new products, capability, and in against out. */
export async function furtherOf(
  reader: Reader,
  {params, assessment}: {readonly params: ChannelParams; readonly assessment: Assessment},
): Promise<FurtherAnswers> {
  const store = remembering(reader);
  const {hubs, timings} = assessment;
  const names = hubs.map(({hub}) => hub);
  const [weights, books] = await Promise.all([
    readWeights(store, {params, assessment, hubs: names}),
    readBooks(store, {goods: assessment.goods, timings, hubs: names}),
  ]);
  const entries = entriesOf(assessment, labelsOf(assessment));
  const read = {params, assessment, weights, books, entries};
  const found = hubs.map((hub) => {
    const further = hubFurther(hub, read);
    return [hub.hub, {...further, tests: judgeFurther(further)}] as const;
  });
  return {hubs: new Map(found), sources: books.flatMap(({sources}) => sources)};
}

interface FurtherInput {
  readonly params: ChannelParams;
  readonly assessment: Assessment;
  readonly weights: Weights;
  readonly books: readonly ExportBook[];
  /** Of every destination. */
  readonly entries: ReadonlyMap<string, NewProducts>;
}

function hubFurther(
  hub: HubAssessment,
  {params, assessment, weights, books, entries}: FurtherInput,
): Further {
  const {onward, sent} = weightsOf(hub.hub, weights);
  const labels = hub.products.map(({label}) => label);
  const refill = new Map(hub.products.map((product) => [product.label, productRefill(product).high]));
  const isOther = otherDestinations(params);
  const others = [...entries].filter(([state]) => isOther(state) && state !== hub.hub);
  return {
    unitValues:
      assessment.goods.kind === "total"
        ? {reason: "all goods together have no unit value"}
        : unitValueWedge(labels, sent, onward),
    newProducts: rankEntries(
      entries.get(hub.hub),
      others.map(([, entry]) => entry),
    ),
    capability: capabilityOf(hub.hub, refill, books.find(({states: known}) => known.has(hub.hub)) ?? null),
    together: inAndOut(roadsOf(hub, assessment), seeded(params.seed)),
  };
}

function roadsOf({hub, products}: HubAssessment, {flows}: Assessment): BothRoads[] {
  const onward = flows.outListed.get(hub);
  if (onward === undefined) return [];
  return products.flatMap(({label, listed, excessIn, excessOut}) => {
    const went = productOf(onward, label);
    return went === null || excessOut === null
      ? []
      : [{label, came: grown(listed.actual, excessIn.low), went: grown(went.actual, excessOut.low)}];
  });
}

// Excess is taken off again: the counterfactual is a mean of sums that are never below zero.
function grown(actual: number, excess: number): Grown {
  return {actual, usual: Math.max(0, actual - excess)};
}

/** Lines of the list that are on record for some destination on both sides of the shock. */
function labelsOf({listedAll, broken}: Assessment): string[] {
  const all = [...listedAll.values()].flatMap(({products}) => [...products.keys()]);
  return [...new Set(all)].filter((label) => !broken.has(label)).sort();
}

/** The new-product margin of every destination. */
function entriesOf({listedAll}: Assessment, labels: readonly string[]): Map<string, NewProducts> {
  return new Map([...listedAll].map(([state, {products}]) => [state, newProducts(products, labels)]));
}

/** Destinations that are neither target, origin nor of the coalition. */
function otherDestinations(params: ChannelParams): (state: string) => boolean {
  const origins = expandBlocs(params.origins, {first: 0, last: 999_912});
  return wantedHubs({...params, hubs: null}, [states().toIso3(params.target)], origins);
}

interface Weights {
  /** At the finest timing, and by years for hubs whose onward trade is known by years. */
  readonly sent: ReadonlyMap<string, MeasuredFlows>;
  readonly sentYearly: ReadonlyMap<string, MeasuredFlows>;
  readonly onward: ReadonlyMap<string, MeasuredFlows>;
}

async function readWeights(
  store: Reader,
  {
    params,
    assessment: {goods, timings, without},
    hubs,
  }: {readonly params: ChannelParams; readonly assessment: Assessment; readonly hubs: readonly string[]},
): Promise<Weights> {
  const target = states().toIso3(params.target);
  const read = (query: Omit<FlowQuery, "goods" | "splitGoods">, at = timings) =>
    measureFlows(store, {goods, splitGoods: true, weighed: true, ...query}, at);
  const sending = {reporters: params.origins, partners: hubs, flow: "X", key: "partner", without} as const;
  const [sent, sentYearly, own, mirrored] = await Promise.all([
    read(sending, timings.slice(0, 1)),
    read(sending, timings.slice(1)),
    read({reporters: hubs, partners: [target], flow: "X", key: "reporter"}),
    read({reporters: [target], partners: hubs, flow: "M", key: "partner"}),
  ]);
  return {sent, sentYearly, onward: new Map([...mirrored, ...own])};
}

function weightsOf(hub: string, {sent, sentYearly, onward}: Weights) {
  const [out, finest] = [onward.get(hub), sent.get(hub)];
  const same = out === undefined || out.timing.frequency === finest?.timing.frequency;
  return {
    onward: out?.weights ?? null,
    sent: (same ? finest : sentYearly.get(hub))?.weights ?? null,
  };
}
