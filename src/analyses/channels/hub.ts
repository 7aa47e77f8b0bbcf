import {type Period, seeded} from "../../base/index.ts";
import {addMeasured, isAlive, type MeasuredFlows} from "./flows.ts";
import {type Grade, grade, growthOf, type HubEvidence, judge, type TestResult, THRESHOLDS} from "./judge.ts";
import {
  addBounds,
  type Bounds,
  excess,
  type Measured,
  type MirrorPair,
  orphans,
  type ProductEvidence,
  refill,
} from "./model.ts";
import type {Flows} from "./read.ts";

/** All that is known of one hub. US dollars over the window; null is unknown. */
export interface HubAssessment {
  readonly hub: string;
  readonly listed: MeasuredFlows;
  readonly total: Measured;
  readonly growth: number | null;
  readonly excessIn: Bounds;
  readonly excessOut: Bounds | null;
  readonly excessOutAllGoods: Bounds | null;
  readonly orphans: Bounds | null;
  readonly orphansOf: "listed" | "all" | null;
  /** Window that excess out of all goods, and orphans of all goods, were measured in: years, where offices publish years only. */
  readonly outAllWindow: readonly Period[] | null;
  readonly orphansWindow: readonly Period[] | null;
  readonly refill: Bounds;
  readonly products: readonly (ProductEvidence & ProductFlows)[];
  readonly tests: readonly TestResult[];
  readonly grade: Grade;
}

/** A product's exports to a hub. */
export interface ProductFlows {
  readonly label: string;
  readonly listed: Measured;
  /** The same over the window that the hub's own records are of; null where these are missing. */
  readonly recordable: Measured | null;
}

/** What all hubs share. */
export interface HubContext {
  /** What the target lost, by product; null where not loaded. */
  readonly loss: ReadonlyMap<string, Measured> | null;
  readonly broken: ReadonlyMap<string, string>;
  readonly seed: number;
}

/** Assesses one hub from what was read. */
export function assessHub(hub: string, flows: Flows, {loss, broken, seed}: HubContext): HubAssessment {
  const listed = flows.listed.get(hub);
  if (listed === undefined) throw new Error(`no flows of ${hub}, which is a candidate because it has some`);
  const products = [...listed.products].filter(([label]) => !broken.has(label));
  const growth = controlGrowth(flows.all.get(hub), flows.excluded.get(hub));
  const evidence = products.map(([label, measured]) => ({
    label,
    listed: measured,
    ...productEvidence({hub, label, measured, growth, flows}),
  }));
  const total = addMeasured(products.map(([, measured]) => measured));
  const excessIn = addBounds(evidence.map((product) => product.excessIn));
  const outListed = boundsOver(evidence, ({excessOut}) => excessOut);
  const outAll = outAllGoods(hub, flows);
  const byProduct = boundsOver(evidence, (product) => product.orphans);
  const allGoods = orphansAllGoods(hub, flows);
  const hubEvidence: HubEvidence = {
    listed: total,
    products: products.map(([label, measured]) => ({
      listed: measured,
      loss: loss?.get(label) ?? null,
    })),
    growth,
    excessIn,
    onward:
      outListed !== null
        ? {excess: outListed, goods: "listed"}
        : outAll === null
          ? null
          : {excess: outAll, goods: "all"},
    vanished:
      byProduct !== null
        ? {orphans: byProduct, exported: exportedWithArrivals(evidence)}
        : allGoods === null
          ? null
          : {orphans: allGoods.orphans, exported: allGoods.exported},
    destinations: destinationGrowth(hub, flows),
  };
  const tests = judge(hubEvidence, seeded(seed));
  return {
    hub,
    listed,
    total,
    growth,
    excessIn,
    excessOut: outListed,
    excessOutAllGoods: outAll,
    orphans: byProduct ?? allGoods?.orphans ?? null,
    orphansOf: byProduct !== null ? "listed" : allGoods === null ? null : "all",
    outAllWindow: flows.outAll.get(hub)?.timing.window ?? null,
    orphansWindow: (byProduct !== null ? flows.inListed : flows.inAll).get(hub)?.timing.window ?? null,
    refill: refill(
      evidence,
      byProduct === null && allGoods !== null
        ? {excessIn: allGoods.excessIn, orphans: allGoods.orphans}
        : null,
    ),
    products: evidence,
    tests,
    grade: grade(tests),
  };
}

/** Actual ÷ baseline of the goods outside the list; null where totals are not loaded or are smaller than their part. */
export function controlGrowth(
  total: MeasuredFlows | undefined,
  part: MeasuredFlows | undefined,
): number | null {
  const rest = otherGoods(total, part);
  return rest === null ? null : growthOf(rest);
}

/** The goods outside a part of all goods; null where either is not loaded, or all goods are less than their part. */
export function otherGoods(
  total: MeasuredFlows | undefined,
  part: MeasuredFlows | undefined,
): Measured | null {
  if (total === undefined || part === undefined || total.timing.frequency !== part.timing.frequency)
    return null;
  const [whole, own] = [addMeasured(total.products.values()), addMeasured(part.products.values())];
  const rest = {
    actual: whole.actual - own.actual,
    baseline: whole.baseline.map((value, year) => value - (own.baseline[year] ?? Number.NaN)),
  };
  return rest.actual < 0 || rest.baseline.some((value) => !(value >= 0)) ? null : rest;
}

interface ProductInput {
  readonly hub: string;
  readonly label: string;
  readonly measured: Measured;
  readonly growth: number | null;
  readonly flows: Flows;
}

function productEvidence({
  hub,
  label,
  measured,
  growth,
  flows,
}: ProductInput): ProductEvidence & Pick<ProductFlows, "recordable"> {
  const out = productIn(flows.outListed.get(hub), label);
  const recorded = productIn(flows.inListed.get(hub), label);
  const recordable =
    recorded === null ? null : exportsLike(flows.inListed.get(hub), {hub, label, measured, flows});
  return {
    recordable,
    excessIn: excess(measured, growth),
    excessOut: out === null ? null : excess(out, onwardGrowth(hub, flows)),
    orphans:
      recorded === null || recordable === null ? null : orphans({exported: recordable, imported: recorded}),
  };
}

// A year's arrivals are set against a year's exports: against some months of them, a late rise would look like a loss on the way.
function exportsLike(
  arrivals: MeasuredFlows | undefined,
  {hub, label, measured, flows}: Omit<ProductInput, "growth">,
): Measured | null {
  const own = flows.listed.get(hub);
  return arrivals?.timing.frequency === own?.timing.frequency
    ? measured
    : productIn(flows.listedYearly.get(hub), label);
}

function productIn(flows: MeasuredFlows | undefined, label: string): Measured | null {
  return flows === undefined ? null : productOf(flows, label);
}

/**
 * A product of a reporter's flows. Where its source holds all goods, a product without a record was not traded; where it
 * holds some, a product without a record in the window and in every baseline year is unknown (null).
 */
export function productOf(
  {products, series, goodsSet, timing}: MeasuredFlows,
  label: string,
): Measured | null {
  const own = products.get(label);
  if (goodsSet === "all") return own ?? {actual: 0, baseline: timing.baseline.map(() => 0)};
  const values = series.get(label);
  return own !== undefined && values !== undefined && isAlive(values, timing) ? own : null;
}

/** Growth of the hub's exports of all goods to everyone but the target; null where unknown. */
export function onwardGrowth(hub: string, flows: Pick<Flows, "outAll" | "outWorld">): number | null {
  const rest = onwardPath(hub, flows);
  return rest === null ? null : growthOf(rest);
}

/** The hub's exports of all goods to everyone but the target; null where unknown. */
export function onwardPath(
  hub: string,
  {outAll, outWorld}: Pick<Flows, "outAll" | "outWorld">,
): Measured | null {
  return otherGoods(outWorld.get(hub), outAll.get(hub));
}

function outAllGoods(hub: string, flows: Flows): Bounds | null {
  const out = flows.outAll.get(hub);
  return out === undefined ? null : excess(addMeasured(out.products.values()), onwardGrowth(hub, flows));
}

function orphansAllGoods(
  hub: string,
  flows: Flows,
): {orphans: Bounds; exported: number; excessIn: number} | null {
  const pair = exportsAndArrivals(hub, flows);
  const found = pair === null ? null : orphans(pair);
  return pair === null || found === null
    ? null
    : {orphans: found, exported: pair.exported.actual, excessIn: excess(pair.exported, null).high};
}

/** All goods from the origins to a hub by both records; null where either is unknown. */
export function exportsAndArrivals(
  hub: string,
  {inAll, exportedAll}: Pick<Flows, "inAll" | "exportedAll">,
): MirrorPair | null {
  const [exported, imported] = [exportedAll.get(hub), inAll.get(hub)];
  return exported === undefined || imported === undefined
    ? null
    : {
        exported: addMeasured(exported.products.values()),
        imported: addMeasured(imported.products.values()),
      };
}

function destinationGrowth(hub: string, {destinations}: Flows): HubEvidence["destinations"] {
  const growth = new Map(
    [...destinations].flatMap(([state, flows]) => {
      const measured = addMeasured(flows.products.values());
      const ratio = growthOf(measured);
      const small = Math.max(...measured.baseline) < THRESHOLDS.destinationUsd;
      return ratio === null || small ? [] : [[state, ratio] as const];
    }),
  );
  const own = growth.get(hub);
  return own === undefined
    ? null
    : {own, others: [...growth].filter(([state]) => state !== hub).map(([, ratio]) => ratio)};
}

// Only products whose arrival is reported can be said to vanish.
function exportedWithArrivals(products: readonly MeasuredProduct[]): number {
  return addMeasured(
    products.flatMap(({orphans: known, recordable}) => (known === null ? [] : (recordable ?? []))),
  ).actual;
}

/** Smallest share of the listed exports whose products must be known for the products to speak for the list. */
const SPEAKS_FOR_LIST = 0.5;

type MeasuredProduct = HubAssessment["products"][number];

/** Sum over the products that are known; null where they carry less than half of the listed exports. */
function boundsOver(
  products: readonly MeasuredProduct[],
  part: (product: MeasuredProduct) => Bounds | null,
): Bounds | null {
  const known = products.filter((product) => part(product) !== null);
  const carried = addMeasured(known.map(({listed}) => listed)).actual;
  const all = addMeasured(products.map(({listed}) => listed)).actual;
  return known.length > 0 && carried >= SPEAKS_FOR_LIST * all
    ? addBounds(known.flatMap((product) => part(product) ?? []))
    : null;
}
