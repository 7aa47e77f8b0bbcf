import type {Frequency, Period} from "../../base/index.ts";
import {addMeasured, isAlive, type MeasuredFlows} from "../channels/flows.ts";
import {type Bounds, excess, type Measured} from "../channels/model.ts";
import type {ReportedArc, ReportedArcs, ToldBy} from "./arcs.ts";
import {isOrdinary, usualDeviation} from "./ordinary.ts";

/** Where an arc lies on the road: from the origins, between hubs, to the target. */
export type ArcPlace = "first" | "between" | "last";

/** An arc of one product's network, all origins as one. Amounts are whole US cents over the window. */
export interface ProductArc {
  readonly place: ArcPlace;
  /** ISO3 of a hub, or ORIGINS. */
  readonly from: string;
  /** ISO3 of a hub, or TARGET. */
  readonly to: string;
  /** Excess at its high end; null where nobody reports the arc: it is open. */
  readonly highCents: number | null;
  /** Excess at its low end; null where nobody reports it over the window itself. */
  readonly lowCents: number | null;
  readonly toldBy: ToldBy | null;
  /** Whether the excess is no more than the arc's years differ by anyway; see {@link isOrdinary}. */
  readonly isOrdinary: boolean;
}

/** The network of one product, or of the list together. */
export interface ProductNetwork {
  readonly label: string;
  readonly arcs: readonly ProductArc[];
  /** High ends by hub and origin, whole cents above zero: whose goods a hub's first arc carries. */
  readonly supply: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Reported arcs that rose by nothing, and so carry nothing. */
  readonly withoutExcess: number;
}

export const [ORIGINS, TARGET] = ["(origins)", "(target)"];

/** What an arc carried of a product beyond its counterfactual, US dollars; null where that is unknown. */
interface Excess {
  readonly arc: ReportedArc;
  readonly bounds: Bounds | null;
  readonly isOrdinary: boolean;
}

/** What the networks are made from. */
export interface NetworkInput {
  readonly arcs: ReportedArcs;
  /** Frequency of the window; an arc of another one has a high end only. */
  readonly frequency: Frequency;
  readonly broken: ReadonlyMap<string, string>;
  /** The end of the road that does not set the window: its arcs may go unreported. */
  readonly silentEnd: "first" | "last";
  /** Label of the whole list where its goods are taken together; null for each product by itself. */
  readonly together: string | null;
}

/** One network a product that any arc reports, by label. */
export function productNetworks(input: NetworkInput): ProductNetwork[] {
  const {arcs, broken, together} = input;
  const all = [...arcs.first, ...arcs.between, ...arcs.last];
  const labels = new Set(all.flatMap(({flows}) => [...flows.products.keys()]));
  const measured = [...labels].filter((label) => !broken.has(label)).sort();
  const told = coverageOf([...all, ...arcs.direct]);
  const reader =
    (wanted: readonly string[]) =>
    (arc: ReportedArc): Excess => ({
      arc,
      ...excessOf(arc, wanted, told),
    });
  return together === null
    ? measured.map((label) => networkOf(label, input, reader([label])))
    : [networkOf(together, input, reader(measured))];
}

/** Series of everything that a reporter tells of a product, to see whether it covers the product at all. */
type Coverage = ReadonlyMap<string, ReadonlyMap<string, ReadonlyMap<Period, number>>>;

function coverageOf(arcs: readonly ReportedArc[]): Coverage {
  const told = new Map<string, Map<string, Map<Period, number>>>();
  for (const arc of arcs) {
    const own = told.get(reporterOf(arc)) ?? new Map<string, Map<Period, number>>();
    told.set(reporterOf(arc), own);
    for (const [label, values] of arc.flows.series)
      own.set(label, new Map([...(own.get(label) ?? []), ...values]));
  }
  return told;
}

/** Who reports an arc. */
export function reporterOf({from, to, toldBy}: Pick<ReportedArc, "from" | "to" | "toldBy">): string {
  return toldBy === "exporter" ? from : to;
}

function excessOf(arc: ReportedArc, labels: readonly string[], told: Coverage): Omit<Excess, "arc"> {
  const known = labels.flatMap((label) => measuredOf(arc, label, told) ?? []);
  if (known.length === 0) return {bounds: null, isOrdinary: false};
  const measured = addMeasured(known);
  const bounds = excess(measured, arc.growth);
  return {bounds, isOrdinary: isOrdinary(bounds, measured, usualDeviation(arc.flows))};
}

/**
 * A product on an arc. Without a record it was not traded, where its reporter publishes all goods, or publishes this one
 * with somebody in the window and in every baseline year; else it is unknown (null).
 */
function measuredOf(arc: ReportedArc, label: string, told: Coverage): Measured | null {
  const {flows} = arc;
  const covered = flows.goodsSet === "all" || isCovered(arc, label, told);
  if (!covered) return null;
  return flows.products.get(label) ?? nothing(flows);
}

function isCovered(arc: ReportedArc, label: string, told: Coverage): boolean {
  const series = told.get(reporterOf(arc))?.get(label);
  return series !== undefined && isAlive(series, arc.flows.timing);
}

function nothing({timing}: MeasuredFlows): Measured {
  return {actual: 0, baseline: timing.baseline.map(() => 0)};
}

function networkOf(
  label: string,
  {arcs, frequency, silentEnd}: NetworkInput,
  read: (arc: ReportedArc) => Excess,
): ProductNetwork {
  const known = (list: readonly ReportedArc[]): Excess[] =>
    list.map(read).filter(({bounds}) => bounds !== null);
  const [first, between, last] = [known(arcs.first), known(arcs.between), known(arcs.last)];
  const reported = [
    ...[...Map.groupBy(first, ({arc}) => arc.to)].map(([hub, parts]) => supplied(hub, parts, frequency)),
    ...between.map((part) => reportedArc("between", part, frequency)),
    ...last.map((part) => ({...reportedArc("last", part, frequency), to: TARGET})),
  ];
  const carrying = reported.filter(({highCents}) => highCents !== 0);
  return {
    label,
    arcs: [...carrying, ...openArcs(reported, {arcs, silentEnd})].sort(byEnds),
    supply: supplyOf(first),
    withoutExcess: reported.length - carrying.length,
  };
}

/** The first arc of a hub: all origins that somebody reports, together. */
function supplied(hub: string, parts: readonly Excess[], frequency: Frequency): ProductArc {
  const arcs = parts.map((part) => reportedArc("first", part, frequency));
  const lows = arcs.flatMap(({lowCents}) => lowCents ?? []);
  return {
    place: "first",
    from: ORIGINS,
    to: hub,
    highCents: arcs.reduce((sum, {highCents}) => sum + Number(highCents), 0),
    lowCents: lows.length === 0 ? null : lows.reduce((sum, low) => sum + low, 0),
    toldBy: arcs.some(({toldBy}) => toldBy === "exporter") ? "exporter" : "importer",
    isOrdinary: parts.every((part) => part.isOrdinary || Number(part.bounds?.low) <= 0),
  };
}

// Whole cents, rounded down: a road never carries more than its records show.
function reportedArc(place: ArcPlace, {arc, bounds, isOrdinary}: Excess, frequency: Frequency): ProductArc {
  const cents = (usd: number): number => Math.floor(100 * Math.max(0, usd));
  const sameWindow = arc.flows.timing.frequency === frequency;
  return {
    place,
    from: arc.from,
    to: arc.to,
    highCents: bounds === null ? null : cents(bounds.high),
    lowCents: bounds === null || !sameWindow ? null : cents(bounds.low),
    toldBy: arc.toldBy,
    isOrdinary,
  };
}

/**
 * Arcs that nobody reports, laid at the silent end, where a road would else break off for want of a report: from a hub that is seen to
 * take in to the target, or from the origins to a hub that is seen to send. One end only, so that every road has an arc that
 * bounds it.
 */
function openArcs(
  reported: readonly ProductArc[],
  {arcs: {hubs}, silentEnd}: Pick<NetworkInput, "arcs" | "silentEnd">,
): ProductArc[] {
  const open = {highCents: null, lowCents: null, toldBy: null, isOrdinary: false} as const;
  return hubs.flatMap((hub): ProductArc[] => {
    const [takes, sends] = [reported.filter(({to}) => to === hub), reported.filter(({from}) => from === hub)];
    const isKnown = [...takes, ...sends].some(({place}) => place === silentEnd);
    if (isKnown || (silentEnd === "last" ? takes : sends).length === 0) return [];
    return silentEnd === "last"
      ? [{place: "last", from: hub, to: TARGET, ...open}]
      : [{place: "first", from: ORIGINS, to: hub, ...open}];
  });
}

function byEnds(a: ProductArc, b: ProductArc): number {
  return compare(a.from, b.from) || compare(a.to, b.to);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function supplyOf(first: readonly Excess[]): ProductNetwork["supply"] {
  const byHub = Map.groupBy(first, ({arc}) => arc.to);
  return new Map(
    [...byHub].map(([hub, parts]) => [
      hub,
      new Map(
        parts.flatMap(({arc, bounds}) => {
          const cents = Math.floor(100 * Math.max(0, Number(bounds?.high)));
          return cents > 0 ? [[arc.from, cents] as const] : [];
        }),
      ),
    ]),
  );
}
