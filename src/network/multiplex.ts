/** A node: a state or an organisation, by its id. */
export interface Node {
  readonly id: string;
  readonly kind: "state" | "organisation";
}

/** A typed layer: ties of one sort between nodes. */
export interface Stratum {
  readonly id: string;
  /** The side of relations it belongs to. */
  readonly layer: string;
  readonly directed: boolean;
  /** spell: held from a day to a day; event: happened; value: a figure for a period. */
  readonly form: "spell" | "event" | "value";
}

/** One tie as it is put in. Days are counted from 1970-01-01, both ends included; null is unbounded. */
export interface TieInput {
  readonly stratum: string;
  readonly a: string;
  readonly b: string;
  readonly first: number | null;
  readonly last: number | null;
  /** Null where the tie has none, or where it is not known. */
  readonly value: number | null;
}

/**
 * The temporal multiplex in memory: ties of typed layers between nodes, each with the days on which it held.
 *
 * Arrays have one cell a tie, sorted by stratum, first end, second end and first day; the ties of stratum s stand from `starts[s]` to before
 * `starts[s + 1]`. A value that is not known is NaN; days without a bound are `UNBOUNDED` with its sign.
 */
export interface Multiplex {
  readonly nodes: readonly Node[];
  readonly strata: readonly Stratum[];
  readonly starts: Int32Array;
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly first: Int32Array;
  readonly last: Int32Array;
  readonly value: Float64Array;
  /** Ties that were not taken, by reason. */
  readonly dropped: readonly {readonly reason: string; readonly ties: number}[];
}

/** Larger than any day. */
export const UNBOUNDED = 2 ** 30;

/**
 * Builds the multiplex. Nodes and strata keep the order of their lists, so the order of ties does not matter.
 *
 * A tie with an end that is no node, of a stratum that is none, with both ends the same, or that ends before it begins is left out and
 * counted in `dropped`.
 */
export function multiplex({
  nodes,
  strata,
  ties,
}: {
  readonly nodes: readonly Node[];
  readonly strata: readonly Stratum[];
  readonly ties: Iterable<TieInput>;
}): Multiplex {
  const places = {
    node: new Map(nodes.map(({id}, at) => [id, at] as const)),
    stratum: new Map(strata.map(({id}, at) => [id, at] as const)),
  };
  const reasons = new Map<string, number>();
  // Bins of one stratum and first end, in their order: sorting many short lists is faster than one long one.
  const bins = Array.from({length: strata.length * nodes.length}, (): Placed[] => []);
  for (const tie of ties) {
    const found = placed(tie, places);
    if (typeof found === "string") count(reasons, found);
    else bins[found.stratum * nodes.length + found.from]?.push(found);
  }
  for (const bin of bins) bin.sort(byPlace);
  return {
    nodes,
    strata,
    ...columnsOf(bins.flat(), strata.length),
    dropped: [...reasons].map(([reason, left]) => ({reason, ties: left})),
  };
}

function count(reasons: Map<string, number>, reason: string): void {
  const before = reasons.get(reason);
  reasons.set(reason, before === undefined ? 1 : before + 1);
}

interface Placed {
  readonly stratum: number;
  readonly from: number;
  readonly to: number;
  readonly first: number;
  readonly last: number;
  readonly value: number;
}

interface Places {
  readonly node: ReadonlyMap<string, number>;
  readonly stratum: ReadonlyMap<string, number>;
}

/** The tie with its places, or why it has none. */
function placed({stratum, a, b, first, last, value}: TieInput, places: Places): Placed | string {
  const [at, from, to] = [places.stratum.get(stratum), places.node.get(a), places.node.get(b)];
  if (at === undefined) return "a kind that was not asked for";
  if (from === undefined || to === undefined) return "an end that is no node";
  if (from === to) return "both ends the same";
  const days = {first: first ?? -UNBOUNDED, last: last ?? UNBOUNDED};
  if (days.last < days.first) return "ends before it begins";
  return {stratum: at, from, to, ...days, value: value ?? Number.NaN};
}

/** Order within a stratum and first end. */
function byPlace(one: Placed, other: Placed): number {
  return one.to - other.to || one.first - other.first || one.last - other.last || one.value - other.value;
}

function columnsOf(kept: readonly Placed[], strata: number) {
  const starts = new Int32Array(strata + 1);
  for (const {stratum} of kept) starts[stratum + 1] = (starts[stratum + 1] ?? Number.NaN) + 1;
  for (let at = 1; at <= strata; at++)
    starts[at] = (starts[at] ?? Number.NaN) + (starts[at - 1] ?? Number.NaN);
  return {
    starts,
    from: Int32Array.from(kept, ({from}) => from),
    to: Int32Array.from(kept, ({to}) => to),
    first: Int32Array.from(kept, ({first}) => first),
    last: Int32Array.from(kept, ({last}) => last),
    value: Float64Array.from(kept, ({value}) => value),
  };
}
