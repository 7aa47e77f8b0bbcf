import {type Period, seeded, UsageError} from "../../base/index.ts";
import type {Goods} from "../../layers/trade/index.ts";
import type {Reader} from "../../store/index.ts";
import {endsOf, wantedHubs} from "./ends.ts";
import {addMeasured, comparablePairs, type FlowQuery, type MeasuredFlows, measureFlows} from "./flows.ts";
import {controlGrowth, productOf} from "./hub.ts";
import {type Grade, gradeArrivals, judgeArrivals, type TestResult} from "./judge.ts";
import {addBounds, type Bounds, excess, type Measured} from "./model.ts";
import type {ChannelParams} from "./params.ts";
import {outside} from "./read.ts";
import {type Heard, incomparable, tellerGaps} from "./study.ts";
import type {Timing} from "./time.ts";

/** A product that reached the target from a hub. US dollars over the window. */
export interface ProductArrival {
  readonly label: string;
  readonly arrived: Measured;
  readonly excessOut: Bounds;
  /** What the hub took in from the origins beyond its past, by its own record; null where it tells none. */
  readonly excessIn: Bounds | null;
}

/** What the target's record shows of one hub. */
export interface HubArrivals {
  readonly hub: string;
  readonly total: Measured;
  readonly excessOut: Bounds;
  readonly excessIn: Bounds | null;
  /** Least that came from the origins: null where nobody reports what the hub took in. */
  readonly documented: number | null;
  readonly upper: number;
  readonly products: readonly ProductArrival[];
  readonly growth: number | null;
  readonly tests: readonly TestResult[];
  readonly grade: Grade;
}

/** A study whose origins do not publish: all that can be said from the target's imports. */
export interface ArrivalStudy {
  readonly timing: Timing;
  readonly goods: Goods;
  readonly hubs: readonly HubArrivals[];
  readonly loss: {readonly byProduct: ReadonlyMap<string, Measured>; readonly total: number} | null;
  readonly broken: ReadonlyMap<string, string>;
  readonly gaps: ReadonlyMap<string, readonly Period[]>;
  readonly sources: readonly string[];
  readonly records: number;
}

interface Read {
  readonly arrived: ReadonlyMap<string, MeasuredFlows>;
  readonly direct: MeasuredFlows | undefined;
  readonly all: ReadonlyMap<string, MeasuredFlows>;
  readonly excluded: ReadonlyMap<string, MeasuredFlows>;
  readonly takenIn: ReadonlyMap<string, MeasuredFlows>;
}

/**
 * Reads the target's imports and assesses every candidate hub from them.
 *
 * @throws UsageError as `wantedHubs`, "target-is-origin", or "no-hubs" where the target shows no trade with any of them
 */
export async function assessArrivals(
  store: Reader,
  {params, goods, heard}: {readonly params: ChannelParams; readonly goods: Goods; readonly heard: Heard},
): Promise<ArrivalStudy> {
  const {timing, timings, teller} = heard;
  const {origins, targets} = endsOf(params);
  const wanted = wantedHubs(params, targets, origins);
  const gaps = await tellerGaps(store, {teller, goods, timing});
  const without = comparablePairs(gaps, timing);
  const read = await readArrivals(store, {params, goods, timings, without, wanted});
  const broken = incomparable(goods, timing, [
    ...read.arrived.values(),
    ...(read.direct === undefined ? [] : [read.direct]),
  ]);
  const byProduct = read.direct === undefined ? null : kept(read.direct, broken);
  const hubs = [...read.arrived.keys()]
    .sort()
    .map((hub) => hubOf(hub, read, {broken, loss: byProduct, seed: params.seed}));
  if (hubs.length === 0) throw noArrivals(params);
  const used = [
    ...read.arrived.values(),
    ...read.takenIn.values(),
    ...(read.direct === undefined ? [] : [read.direct]),
  ];
  return {
    timing,
    goods,
    hubs,
    loss: byProduct === null ? null : {byProduct, total: -excess(addMeasured(byProduct.values()), null).low},
    broken,
    gaps,
    sources: [...new Set(used.flatMap(({sources}) => sources))].sort(),
    records: used.reduce((sum, {records}) => sum + records, 0),
  };
}

interface ReadInput {
  readonly params: ChannelParams;
  readonly goods: Goods;
  readonly timings: readonly Timing[];
  readonly without: NonNullable<FlowQuery["without"]>;
  readonly wanted: (state: string) => boolean;
}

async function readArrivals(
  store: Reader,
  {params, goods, timings, without, wanted}: ReadInput,
): Promise<Read> {
  const first = timings.slice(0, 1);
  const listed = {goods, splitGoods: true} as const;
  const banned = {goods: outside(goods, params.controlsOutside), splitGoods: false} as const;
  const total = {goods: {kind: "total"}, splitGoods: false} as const;
  const imports = {reporters: [params.target], flow: "M", without} as const;
  const all = await measureFlows(store, {...imports, ...listed, partners: null, key: "partner"}, first);
  const arrived = new Map([...all].filter(([state]) => wanted(state)));
  const partners = [...arrived.keys()];
  const [direct, everything, excluded, takenIn] = await Promise.all([
    measureFlows(store, {...imports, ...listed, partners: params.origins, key: "reporter"}, first),
    measureFlows(store, {...imports, ...total, partners, key: "partner"}, first),
    measureFlows(store, {...imports, ...banned, partners, key: "partner"}, first),
    measureFlows(
      store,
      {...listed, reporters: partners, partners: params.origins, flow: "M", key: "reporter"},
      first,
    ),
  ]);
  // One reporter was asked for: the target, a bloc as one.
  const [own] = direct.values();
  return {arrived, direct: own, all: everything, excluded, takenIn};
}

function kept({products}: MeasuredFlows, broken: ReadonlyMap<string, string>): ReadonlyMap<string, Measured> {
  return new Map([...products].filter(([label]) => !broken.has(label)));
}

interface Shared {
  readonly broken: ReadonlyMap<string, string>;
  readonly loss: ReadonlyMap<string, Measured> | null;
  readonly seed: number;
}

function hubOf(
  hub: string,
  {arrived, all, excluded, takenIn}: Read,
  {broken, loss, seed}: Shared,
): HubArrivals {
  const flows = arrived.get(hub);
  if (flows === undefined)
    throw new Error(`no arrivals from ${hub}, which is a candidate because it has some`);
  const growth = controlGrowth(all.get(hub), excluded.get(hub));
  const own = takenIn.get(hub);
  const products = [...kept(flows, broken)].map(([label, measured]): ProductArrival => {
    const taken = own === undefined ? null : productOf(own, label);
    return {
      label,
      arrived: measured,
      excessOut: excess(measured, growth),
      excessIn: taken === null ? null : excess(taken, null),
    };
  });
  const total = addMeasured(products.map((product) => product.arrived));
  const excessOut = addBounds(products.map((product) => product.excessOut));
  const taken = products.flatMap(({excessIn}) => excessIn ?? []);
  const excessIn = taken.length > 0 && taken.length === products.length ? addBounds(taken) : null;
  const evidence = products.map(({label, arrived: listed}) => ({listed, loss: loss?.get(label) ?? null}));
  const tests = judgeArrivals(
    {listed: total, products: evidence, growth, excessIn: excessOut},
    excessIn,
    seeded(seed),
  );
  return {
    hub,
    total,
    excessOut,
    excessIn,
    documented: documentedOf(products),
    upper: products.reduce((sum, product) => sum + Math.max(0, product.excessOut.high), 0),
    products,
    growth,
    tests,
    grade: gradeArrivals(tests),
  };
}

/** Product by product, no more than the hub took in beyond its past and no more than it sent on; null where no product shows both. */
function documentedOf(products: readonly ProductArrival[]): number | null {
  const known = products.flatMap(({excessIn, excessOut}) =>
    excessIn === null ? [] : [Math.min(Math.max(0, excessIn.low), Math.max(0, excessOut.low))],
  );
  return known.length === 0 ? null : known.reduce((sum, part) => sum + part, 0);
}

function noArrivals({hubs, target, goods}: ChannelParams): UsageError {
  return new UsageError("no-hubs", {
    message: `${target} records no imports of goods "${goods}" from ${hubs === null ? "any state that could be a hub" : hubs.join(", ")}`,
    where: "--hubs",
    hint: "choose other --hubs or --goods, or load data of such trade with build --data",
  });
}
