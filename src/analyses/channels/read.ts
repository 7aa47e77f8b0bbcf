import {type Goods, type ListGoods, listGoods} from "../../layers/trade/index.ts";
import type {Reader} from "../../store/index.ts";
import {type FlowQuery, type MeasuredFlows, measureFlows} from "./flows.ts";
import type {ChannelParams} from "./params.ts";
import {wholeListCodes} from "./study.ts";
import type {Timing} from "./time.ts";

/** Everything read from the store, keyed by hub. */
export interface Flows {
  readonly listed: ReadonlyMap<string, MeasuredFlows>;
  /** The same by years, for hubs that publish years only; empty where the question is of years. */
  readonly listedYearly: ReadonlyMap<string, MeasuredFlows>;
  readonly all: ReadonlyMap<string, MeasuredFlows>;
  readonly excluded: ReadonlyMap<string, MeasuredFlows>;
  readonly outListed: ReadonlyMap<string, MeasuredFlows>;
  readonly outAll: ReadonlyMap<string, MeasuredFlows>;
  readonly outWorld: ReadonlyMap<string, MeasuredFlows>;
  readonly inListed: ReadonlyMap<string, MeasuredFlows>;
  readonly inAll: ReadonlyMap<string, MeasuredFlows>;
  /** Exports of all goods of the origins to the candidates, by years. */
  readonly exportedAll: ReadonlyMap<string, MeasuredFlows>;
  /** The same to every destination. */
  readonly destinations: ReadonlyMap<string, MeasuredFlows>;
}

/** What decides which flows are read. */
export interface ReadInput {
  readonly params: ChannelParams;
  readonly timings: readonly Timing[];
  readonly goods: Goods;
  readonly target: string;
  readonly candidates: readonly string[];
  /** Origins' gaps, left out of all monthly sums of theirs. */
  readonly without: FlowQuery["without"];
  readonly listedAll: ReadonlyMap<string, MeasuredFlows>;
}

const TOTAL = {goods: {kind: "total"}, splitGoods: false} as const;

/** What the origins export to every destination: read before it is known which of them are candidates. */
export type Destinations = Pick<Flows, "all" | "destinations">;

/** Reads the flows to every destination. */
export async function readDestinations(
  store: Reader,
  {params, timings, without = []}: Pick<ReadInput, "params" | "timings" | "without">,
): Promise<Destinations> {
  const [finest, yearly] = [timings.slice(0, 1), timings.slice(-1)];
  const query = {reporters: params.origins, partners: null, flow: "X", key: "partner"} as const;
  const [all, destinations] = await Promise.all([
    measureFlows(store, {...TOTAL, ...query, without}, finest),
    measureFlows(store, {...TOTAL, ...query, without: yearlyGaps(timings, without)}, yearly),
  ]);
  return {all, destinations};
}

// Months left out of one publication of products say nothing about another's yearly totals.
function yearlyGaps(timings: readonly Timing[], without: ReadInput["without"]): ReadInput["without"] {
  return timings.length === 1 ? without : [];
}

/** Reads all flows that the assessment of the candidates rests on. */
export async function readFlows(
  store: Reader,
  {params, timings, goods, target, candidates, without = [], listedAll}: ReadInput,
  toAll: Destinations,
): Promise<Flows> {
  const read = (query: Omit<FlowQuery, "key"> & {key?: FlowQuery["key"]}, at = timings) =>
    measureFlows(store, {key: "reporter", ...query}, at);
  const total = TOTAL;
  const listed = {goods, splitGoods: true};
  const yearly = timings.slice(-1);
  const inYears = yearlyGaps(timings, without);
  const own = {reporters: candidates, flow: "X"} as const;
  const mirrored = {reporters: [target], partners: candidates, flow: "M", key: "partner"} as const;
  const destinations = {reporters: params.origins, partners: null, flow: "X", key: "partner"} as const;
  const arrivals = {reporters: candidates, partners: params.origins, flow: "M"} as const;
  const banned = {goods: outside(goods, params.controlsOutside), splitGoods: false};
  const [
    excluded,
    ownListed,
    theirListed,
    ownAll,
    theirAll,
    outWorld,
    inListed,
    inAll,
    exportedAll,
    listedYearly,
  ] = await Promise.all([
    read({...destinations, ...banned, among: candidates, without}, timings.slice(0, 1)),
    read({...own, ...listed, partners: [target]}),
    read({...mirrored, ...listed}),
    read({...own, ...total, partners: [target]}),
    read({...mirrored, ...total}),
    read({...own, ...total, partners: "world"}),
    read({...listed, ...arrivals, without}),
    read({...total, ...arrivals, without: inYears}, yearly),
    read({...total, ...destinations, partners: candidates, without: inYears}, yearly),
    read({...listed, ...destinations, partners: candidates, without}, timings.slice(1)),
  ]);
  return {
    listed: new Map(candidates.flatMap((hub) => entryOf(listedAll, hub))),
    ...toAll,
    excluded,
    outListed: first(ownListed, theirListed),
    outAll: first(ownAll, theirAll),
    outWorld,
    inListed,
    inAll,
    exportedAll,
    listedYearly,
  };
}

function entryOf(map: ReadonlyMap<string, MeasuredFlows>, key: string): [string, MeasuredFlows][] {
  const value = map.get(key);
  return value === undefined ? [] : [[key, value]];
}

function first(
  own: Map<string, MeasuredFlows>,
  mirror: Map<string, MeasuredFlows>,
): Map<string, MeasuredFlows> {
  return new Map([...mirror, ...own]);
}

/** The goods of the question and those of the list that controls must not be on, as one list. */
export function outside(goods: Goods, listId: string): ListGoods {
  const {goods: list} = listGoods(listId);
  const own =
    goods.kind === "list" || goods.kind === "editions"
      ? goods.codes
      : goods.kind === "codes"
        ? goods.codes.map((code) => ({label: code, code, edition: ""}))
        : [];
  return {...list, codes: [...list.codes, ...own, ...wholeListCodes(goods)]};
}
