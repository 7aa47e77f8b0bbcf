import type {Lineage, Sample} from "../../base/index.ts";
import type {Strand} from "../../layers/trade/index.ts";
import type {Reader} from "../../store/index.ts";
import {lineageOf, sampleOf} from "../common/lineage.ts";
import {readCells, type StrandCells} from "./cells.ts";
import type {Progress} from "./gather.ts";
import {type KnownStrand, knownStrands} from "./strand.ts";

/** What is kept of a strand between questions. */
export interface HeldStrand {
  readonly cells: StrandCells;
  readonly lineage: readonly Lineage[];
  /** The audit of the whole source. */
  readonly sample: Sample;
}

/** Strands kept for one store: each holds its cells in memory. */
const MOST_HELD = 3;

/** A strand whose cells are being gathered, and how far. */
export interface Gathering extends Pick<Strand, "source" | "flow" | "frequency">, Progress {}

interface Held {
  readonly known: Promise<readonly KnownStrand[]>;
  readonly strands: Map<string, Promise<HeldStrand>>;
  readonly gathering: Map<string, Gathering>;
}

// A store never changes while it is open, and what is kept of it goes with it.
const held = new WeakMap<Reader, Held>();

/** The strands of a store, read once. */
export function strandsOf(store: Reader): Promise<readonly KnownStrand[]> {
  return heldOf(store).known;
}

/** A strand with its cells, read once for as long as the store is open; the one asked for longest ago is forgotten. */
export function heldStrand(store: Reader, key: string, strand: Strand): Promise<HeldStrand> {
  const {strands, gathering} = heldOf(store);
  const known =
    strands.get(key) ?? readStrand(store, strand, gathering).finally(() => gathering.delete(nameOf(strand)));
  strands.delete(key);
  strands.set(key, known);
  known.catch(() => strands.delete(key));
  const [oldest] = strands.keys();
  if (strands.size > MOST_HELD && oldest !== undefined) strands.delete(oldest);
  return known;
}

/** Strands of a store whose cells are being gathered now; none where nothing was asked of it. */
export function gatheringOf(store: Reader): readonly Gathering[] {
  return [...(held.get(store)?.gathering.values() ?? [])];
}

function nameOf(strand: Strand): string {
  return JSON.stringify(strand);
}

function heldOf(store: Reader): Held {
  const before = held.get(store);
  if (before !== undefined) return before;
  const fresh: Held = {known: knownStrands(store), strands: new Map(), gathering: new Map()};
  fresh.known.catch(() => held.delete(store));
  held.set(store, fresh);
  return fresh;
}

async function readStrand(
  store: Reader,
  strand: Strand,
  gathering: Map<string, Gathering>,
): Promise<HeldStrand> {
  const {source, flow, frequency} = strand;
  const sources = [source];
  const tell = (progress: Progress) => gathering.set(nameOf(strand), {source, flow, frequency, ...progress});
  const [cells, lineage, sample] = await Promise.all([
    readCells(store, strand, {tell}),
    lineageOf(store, sources),
    sampleOf(store, {sources, reporters: null, used: 0}),
  ]);
  return {cells, lineage, sample};
}
