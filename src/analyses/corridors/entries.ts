import {ORIGINS, type ProductArc, type ProductNetwork, TARGET} from "./network.ts";
import type {ProductRoad, ProductSolution} from "./solve.ts";

/** A road, or money for which no road was found: out of a hub, from hub to hub, into the target, or within the hubs allowed. */
export type EntryKind = "road" | "longer road" | "no way out" | "no way on" | "no way in";

/** In the order they are shown. */
export const KINDS: readonly EntryKind[] = ["road", "longer road", "no way out", "no way on", "no way in"];

/** One road's or one gap's money in one product. US dollars over the window. */
export interface Entry {
  readonly kind: EntryKind;
  readonly product: string;
  /** An origin where roads are split by origin, else null. */
  readonly origin: string | null;
  /** Hubs passed; of a gap, the one or two hubs where it is. */
  readonly hubs: readonly string[];
  readonly usd: number;
  /** Null where some arc is reported by nobody, and for gaps. */
  readonly documentedUsd: number | null;
  /** Null for gaps. */
  readonly aloneUsd: number | null;
  /** Ends of the arc that sets `aloneUsd`. */
  readonly bottleneck: readonly [string, string] | null;
  /** Ends of arcs that nobody reports. */
  readonly unreported: readonly (readonly [string, string])[];
}

/** Everything one solution says: roads first, then what found none. */
export function entriesOf(solutions: readonly ProductSolution[]): Entry[] {
  return solutions.flatMap(({label, roads, longer, unused}) => [
    ...roads.map((road) => roadEntry("road", label, road)),
    ...longer.map((road) => roadEntry("longer road", label, road)),
    ...unused.map(({arc, cents}) => gapEntry(label, arc, cents)),
  ]);
}

function roadEntry(kind: EntryKind, product: string, road: ProductRoad): Entry {
  return {
    kind,
    product,
    origin: null,
    hubs: road.hubs,
    usd: road.cents / 100,
    documentedUsd: road.documentedCents === null ? null : road.documentedCents / 100,
    aloneUsd: road.aloneCents / 100,
    bottleneck: endsOf(road.bottleneck),
    unreported: road.arcs.filter(({highCents}) => highCents === null).map(endsOf),
  };
}

const GAPS = {first: "no way out", between: "no way on", last: "no way in"} as const;

function gapEntry(product: string, arc: ProductArc, cents: number): Entry {
  return {
    kind: GAPS[arc.place],
    product,
    origin: null,
    hubs: [arc.from, arc.to].filter((end) => end !== ORIGINS && end !== TARGET),
    usd: cents / 100,
    documentedUsd: null,
    aloneUsd: null,
    bottleneck: null,
    unreported: [],
  };
}

function endsOf({from, to}: ProductArc): readonly [string, string] {
  return [from, to];
}

/**
 * Roads split by origin: goods of several origins mix in the first hub, so that each has the share of every road from there that it
 * has of what came in. A road whose first arc nobody reports stays with all origins.
 */
export function byOrigin(entries: readonly Entry[], networks: readonly ProductNetwork[]): Entry[] {
  const supply = new Map(networks.map(({label, supply}) => [label, supply]));
  return entries.flatMap((entry) => {
    const [hub] = entry.hubs;
    const split = entry.kind === "road" || entry.kind === "longer road" || entry.kind === "no way out";
    const parts = [...(supply.get(entry.product)?.get(hub ?? "") ?? [])];
    const all = parts.reduce((sum, [, cents]) => sum + cents, 0);
    if (!split || all === 0) return [entry];
    return parts.map(([origin, cents]) => scaled(entry, origin, cents / all));
  });
}

function scaled(entry: Entry, origin: string, share: number): Entry {
  const {usd, documentedUsd, aloneUsd} = entry;
  return {
    ...entry,
    origin,
    usd: usd * share,
    documentedUsd: documentedUsd === null ? null : documentedUsd * share,
    aloneUsd: aloneUsd === null ? null : aloneUsd * share,
  };
}
