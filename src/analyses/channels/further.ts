import {seeded} from "../../base/index.ts";
import {expandBlocs} from "../../layers/trade/index.ts";
import {states} from "../../reference/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import {type Assessment, wantedHubs} from "./assess.ts";
import {readBooks} from "./books.ts";
import {capabilityOf} from "./capability.ts";
import {type FlowQuery, type MeasuredFlows, measureFlows} from "./flows.ts";
import type {HubAssessment} from "./hub.ts";
import type {TestResult} from "./judge.ts";
import {type BothExcesses, type Further, inAndOut, judgeFurther} from "./judge-further.ts";
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
  const labels = labelsOf(assessment);
  const entries = entriesOf(assessment, params, labels);
  const found = hubs.map((hub) => {
    const {onward, sent} = weightsOf(hub.hub, weights);
    const own = hub.products.map(({label}) => label);
    const refill = new Map(hub.products.map((product) => [product.label, productRefill(product).high]));
    const further: Further = {
      unitValues: unitValueWedge(own, sent, onward),
      newProducts: rankEntries(entries.get(hub.hub), others(entries, hub.hub)),
      capability: capabilityOf(hub.hub, refill, books.find(({states: known}) => known.has(hub.hub)) ?? null),
      together: inAndOut(excessesOf(hub), seeded(params.seed)),
    };
    return [hub.hub, {...further, tests: judgeFurther(further)}] as const;
  });
  return {hubs: new Map(found), sources: books.flatMap(({sources}) => sources)};
}

function excessesOf({products}: HubAssessment): BothExcesses[] {
  return products.flatMap(({label, excessIn, excessOut}) =>
    excessOut === null ? [] : [{label, excessIn: excessIn.low, excessOut: excessOut.low}],
  );
}

/** Lines of the list that are on record for some destination on both sides of the shock. */
function labelsOf({listedAll, broken}: Assessment): string[] {
  const all = [...listedAll.values()].flatMap(({products}) => [...products.keys()]);
  return [...new Set(all)].filter((label) => !broken.has(label)).sort();
}

/** The new-product margin of every destination that is neither target, origin nor of the coalition. */
function entriesOf(
  {listedAll}: Assessment,
  params: ChannelParams,
  labels: readonly string[],
): Map<string, NewProducts> {
  const origins = expandBlocs(params.origins, {first: 0, last: 999_912});
  const isOther = wantedHubs({...params, hubs: null}, [states().toIso3(params.target)], origins);
  return new Map(
    [...listedAll]
      .filter(([state]) => isOther(state))
      .map(([state, {products}]) => [state, newProducts(products, labels)]),
  );
}

function others(entries: ReadonlyMap<string, NewProducts>, hub: string): NewProducts[] {
  return [...entries].filter(([state]) => state !== hub).map(([, entry]) => entry);
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
