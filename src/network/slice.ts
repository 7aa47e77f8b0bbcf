import type {Multiplex, Stratum} from "./multiplex.ts";

/** What of a multiplex: days, both included, and strata by id; null for all. */
export interface SliceOf {
  readonly first: number;
  readonly last: number;
  readonly strata: readonly string[] | null;
  /** Ids of nodes, both ends of a tie among them; null for all. */
  readonly nodes: readonly string[] | null;
}

/** Ties of a stratum that held on a day of the slice: places in the multiplex's arrays, ascending. */
export interface StratumSlice {
  readonly stratum: Stratum;
  readonly ties: Int32Array;
}

/** The ties that held on some day of a slice, stratum by stratum. A date is a slice of one day. */
export function slice(network: Multiplex, {first, last, strata, nodes}: SliceOf): StratumSlice[] {
  const within = nodes === null ? null : mask(network, nodes);
  return network.strata.flatMap((stratum, at) => {
    if (strata !== null && !strata.includes(stratum.id)) return [];
    const [start, end] = [network.starts[at], network.starts[at + 1]];
    if (start === undefined || end === undefined) return [];
    return [{stratum, ties: heldOn(network, {start, end, first, last, within})}];
  });
}

function mask({nodes}: Multiplex, ids: readonly string[]): Uint8Array {
  const wanted = new Set(ids);
  return Uint8Array.from(nodes, ({id}) => (wanted.has(id) ? 1 : 0));
}

function heldOn(
  network: Multiplex,
  {
    start,
    end,
    first,
    last,
    within,
  }: {
    readonly start: number;
    readonly end: number;
    readonly first: number;
    readonly last: number;
    readonly within: Uint8Array | null;
  },
): Int32Array {
  const found = new Int32Array(end - start);
  let count = 0;
  for (let tie = start; tie < end; tie++) {
    const held = (network.first[tie] ?? Number.NaN) <= last && (network.last[tie] ?? Number.NaN) >= first;
    if (!held || (within !== null && !isWithin(network, tie, within))) continue;
    found[count] = tie;
    count += 1;
  }
  return found.subarray(0, count);
}

function isWithin({from, to}: Multiplex, tie: number, within: Uint8Array): boolean {
  return within[from[tie] ?? -1] === 1 && within[to[tie] ?? -1] === 1;
}
