import {type PeriodRange, periodRange} from "../../base/index.ts";
import type {Goods} from "../../layers/trade/index.ts";
import {states} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {type ExportBook, exportBook, type StateExports} from "./capability.ts";
import {addMeasured, type FlowQuery, type MeasuredFlows, measureFlows} from "./flows.ts";
import {FURTHER_THRESHOLDS} from "./judge.ts";
import type {Timing} from "./time.ts";

/** A book of exports with the sources it was read from. */
export interface ReadBook extends ExportBook {
  readonly sources: readonly string[];
}

interface BookInput {
  readonly goods: Goods;
  readonly timings: readonly Timing[];
  readonly hubs: readonly string[];
}

/**
 * What states exported to the world in the baseline: by their own reports, then by their partners' imports, at the finest
 * timing first, until every hub stands in a book. All tellers of a book cover the same periods. A book of fewer than ten
 * tellers is no world, and is left out.
 */
export async function readBooks(store: Reader, {goods, timings, hubs}: BookInput): Promise<ReadBook[]> {
  const before = timings.map(baselineOf);
  const books: ReadBook[] = [];
  for (const side of [exportersBook, importersBook]) {
    for (const timing of before) {
      if (hubs.every((hub) => books.some(({states: known}) => known.has(hub)))) return books;
      const book = await side(sidesAt(store, goods, timing));
      if (book !== null) books.push(book);
    }
  }
  return books;
}

type ReadSide = (query: Pick<FlowQuery, "reporters" | "partners" | "flow" | "key">) => Promise<Sides>;

/** Flows of the listed goods, and of all goods, by the same key. */
interface Sides {
  readonly listed: ReadonlyMap<string, MeasuredFlows>;
  readonly all: ReadonlyMap<string, MeasuredFlows>;
}

function sidesAt(store: Reader, goods: Goods, timing: Timing): ReadSide {
  return async (query) => {
    const listed = await measureFlows(store, {...query, goods, splitGoods: true, codes: "all"}, [timing]);
    // Without a source of all goods nobody tells, and totals need not be read.
    const nobody = [...listed.values()].every(({goodsSet}) => goodsSet === "selected");
    const total = {goods: {kind: "total"}, splitGoods: false} as const;
    return {listed, all: nobody ? new Map() : await measureFlows(store, {...query, ...total}, [timing])};
  };
}

/** The baseline as a window of its own: what came after need not be covered. */
function baselineOf({frequency, baseline}: Timing): Timing {
  const window = [...new Set(baseline.flat())].sort();
  return {frequency, window, baseline: [], span: spanOf(window)};
}

function spanOf(periods: readonly string[]): PeriodRange {
  return periodRange(`${periods[0]}..${periods.at(-1)}`);
}

async function exportersBook(read: ReadSide): Promise<ReadBook | null> {
  const everyone = states().all.map(({iso3}) => iso3);
  const {listed, all} = await read({reporters: everyone, partners: "world", flow: "X", key: "reporter"});
  const told = tellersOf(listed, all);
  return bookOf(told, {listed, all}, {side: "exporters", tellers: told.length});
}

async function importersBook(read: ReadSide): Promise<ReadBook | null> {
  const everyone = states().all.map(({iso3}) => iso3);
  const whole = await read({reporters: everyone, partners: "world", flow: "M", key: "reporter"});
  const tellers = tellersOf(whole.listed, whole.all);
  if (tellers.length === 0) return null;
  const {listed, all} = await read({reporters: tellers, partners: null, flow: "M", key: "partner"});
  const known = [...all.keys()].filter((state) => states().has(state));
  return bookOf(known, {listed, all}, {side: "importers", tellers: tellers.length});
}

/** States whose source holds all goods, so that a product without a record was not traded. */
function tellersOf(listed: Sides["listed"], all: Sides["all"]): string[] {
  return [...all]
    .filter(([state, flows]) => listed.get(state)?.goodsSet === "all" && totalOf(flows) > 0)
    .map(([state]) => state);
}

function bookOf(
  known: readonly string[],
  {listed, all}: Sides,
  {side, tellers}: Pick<ExportBook, "side" | "tellers">,
): ReadBook | null {
  if (tellers < FURTHER_THRESHOLDS.tellers) return null;
  const exports = known.flatMap((state) => {
    const flows = all.get(state);
    return flows === undefined ? [] : [[state, exportsOf(listed.get(state), flows)] as const];
  });
  const used = known.flatMap((state) => [listed.get(state)?.sources ?? [], all.get(state)?.sources ?? []]);
  return {...exportBook(new Map(exports), {side, tellers}), sources: [...new Set(used.flat())].sort()};
}

function exportsOf(listed: MeasuredFlows | undefined, all: MeasuredFlows): StateExports {
  const products = [...(listed?.products ?? [])].map(([label, {actual}]) => [label, actual] as const);
  return {products: new Map(products), total: totalOf(all)};
}

function totalOf({products}: MeasuredFlows): number {
  return addMeasured(products.values()).actual;
}
