import {expandBlocs, type Goods} from "../../layers/trade/index.ts";
import {states} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {type FlowQuery, type MeasuredFlows, measureFlows, pairKey} from "../channels/flows.ts";
import {controlGrowth, onwardGrowth} from "../channels/hub.ts";
import {outside} from "../channels/read.ts";
import type {Timing} from "../channels/time.ts";
import type {CorridorParams} from "./params.ts";

/** Whose report an arc is measured by. */
export type ToldBy = "exporter" | "importer";

/** What one state or bloc sent another, as one side reports it. */
export interface ReportedArc {
  readonly from: string;
  readonly to: string;
  readonly toldBy: ToldBy;
  readonly flows: MeasuredFlows;
  /** Growth of comparable trade, for the counterfactual; null where none is loaded. */
  readonly growth: number | null;
}

/** All arcs that somebody reports; a pair that neither side reports is absent. */
export interface ReportedArcs {
  /** Origins to hubs, hubs to each other, hubs to the target. */
  readonly first: readonly ReportedArc[];
  readonly between: readonly ReportedArc[];
  readonly last: readonly ReportedArc[];
  /** Origins to the target, for the direct loss. */
  readonly direct: readonly ReportedArc[];
  /** Candidate hubs, sorted. */
  readonly hubs: readonly string[];
}

/** What decides which arcs are read. */
export interface ArcsInput {
  readonly params: CorridorParams;
  readonly goods: Goods;
  readonly timings: readonly Timing[];
  readonly without: NonNullable<FlowQuery["without"]>;
  /** Which states may be hubs. */
  readonly wanted: (state: string) => boolean;
}

type Told = Pick<ReportedArc, "from" | "to" | "toldBy" | "flows">;

/**
 * Reads every arc: by the exporter's report where there is one, else by the importer's.
 *
 * Candidate hubs are those asked for, or else every state in a report that either end gives, or that is about either end: whom the
 * origins export the goods to, whom the target imports them from, who exports them to the target or imports them from the origins.
 */
export async function readArcs(store: Reader, input: ArcsInput): Promise<ReportedArcs> {
  const {origins, target, mostHubs} = input.params;
  const hubs = await candidates(store, input);
  const ask = (from: readonly string[], to: readonly string[]) => told(store, {input, from, to});
  const [first, last, between, direct] = await Promise.all([
    ask(origins, hubs),
    ask(hubs, [target]),
    mostHubs > 1 ? ask(hubs, hubs) : [],
    ask(origins, [target]),
  ]);
  const [ofPairs, ofHubs] = await Promise.all([
    pairGrowth(store, input, hubs),
    hubGrowth(store, input, hubs),
  ]);
  return {
    hubs,
    direct: direct.map((arc) => ({...arc, growth: null})),
    first: first.map((arc) => ({...arc, growth: ofPairs(arc)})),
    between: between.map((arc) => ({...arc, growth: ofHubs(arc.from)})),
    last: last.map((arc) => ({...arc, growth: ofHubs(arc.from)})),
  };
}

/** The hubs asked for; else all that an end of the road names, or that name an end. */
async function candidates(store: Reader, {params, goods, timings, without, wanted}: ArcsInput) {
  const {hubs, origins, target} = params;
  if (hubs !== null) return expandBlocs(hubs, {first: 0, last: 999_912}).sort();
  const others = states()
    .all.map(({iso3}) => iso3)
    .filter(wanted);
  const named = {goods, splitGoods: true, partners: null, key: "partner", without} as const;
  const naming = {goods, splitGoods: true, reporters: others, key: "reporter", without} as const;
  const found = await Promise.all([
    measureFlows(store, {...named, reporters: origins, flow: "X"}, timings),
    measureFlows(store, {...named, reporters: [target], flow: "M"}, timings),
    measureFlows(store, {...naming, partners: [target], flow: "X"}, timings),
    measureFlows(store, {...naming, partners: origins, flow: "M"}, timings),
  ]);
  return [...new Set(found.flatMap((flows) => [...flows.keys()]))]
    .filter((state) => states().has(state) && wanted(state))
    .sort();
}

interface TellInput {
  readonly input: ArcsInput;
  readonly from: readonly string[];
  readonly to: readonly string[];
}

/** Arcs between two sets of states: the exporter's figure, else the importer's. */
async function told(store: Reader, {input, from, to}: TellInput): Promise<Told[]> {
  const {goods, timings, without} = input;
  if (from.length === 0 || to.length === 0) return [];
  const query = {goods, splitGoods: true, key: "pair", without} as const;
  const [sent, got] = await Promise.all([
    measureFlows(store, {...query, reporters: from, partners: to, flow: "X"}, timings),
    measureFlows(store, {...query, reporters: to, partners: from, flow: "M"}, timings),
  ]);
  return from.flatMap((exporter) =>
    to.flatMap((importer): Told[] => {
      if (exporter === importer) return [];
      const [own, mirror] = [sent.get(pairKey(exporter, importer)), got.get(pairKey(importer, exporter))];
      if (own !== undefined) return [{from: exporter, to: importer, toldBy: "exporter", flows: own}];
      return mirror === undefined ? [] : [{from: exporter, to: importer, toldBy: "importer", flows: mirror}];
    }),
  );
}

const TOTAL = {goods: {kind: "total"}, splitGoods: false} as const;

/** Growth of the same pair's goods outside the list, by the exporter's report. */
async function pairGrowth(
  store: Reader,
  {params, goods, timings, without}: ArcsInput,
  hubs: readonly string[],
): Promise<(arc: Told) => number | null> {
  if (hubs.length === 0) return () => null;
  const query = {
    reporters: params.origins,
    partners: hubs,
    flow: "X",
    key: "pair",
    without,
  } as const;
  const banned = {goods: outside(goods, params.controlsOutside), splitGoods: false};
  const [total, part] = await Promise.all([
    measureFlows(store, {...query, ...TOTAL}, timings.slice(0, 1)),
    measureFlows(store, {...query, ...banned}, timings.slice(0, 1)),
  ]);
  return ({from, to, flows}) => {
    const whole = total.get(pairKey(from, to));
    const comparable = whole?.timing.frequency === flows.timing.frequency;
    return comparable ? controlGrowth(whole, part.get(pairKey(from, to))) : null;
  };
}

/**
 * Growth of a hub's exports to everyone of goods outside the list; where it publishes no products, of all goods to everyone but
 * the target.
 */
async function hubGrowth(
  store: Reader,
  {params, goods, timings}: ArcsInput,
  hubs: readonly string[],
): Promise<(hub: string) => number | null> {
  const query = {reporters: hubs, flow: "X", key: "reporter"} as const;
  const banned = {goods: outside(goods, params.controlsOutside), splitGoods: false};
  const [outAll, outWorld, part] = await Promise.all([
    measureFlows(store, {...query, ...TOTAL, partners: [params.target]}, timings),
    measureFlows(store, {...query, ...TOTAL, partners: "world"}, timings),
    measureFlows(store, {...query, ...banned, partners: "world"}, timings),
  ]);
  return (hub) => controlGrowth(outWorld.get(hub), part.get(hub)) ?? onwardGrowth(hub, {outAll, outWorld});
}
