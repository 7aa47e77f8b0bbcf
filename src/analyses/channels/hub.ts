import {seeded} from "../../base/index.ts";
import {addMeasured, type MeasuredFlows} from "./flows.ts";
import {type Grade, grade, growthOf, type HubEvidence, judge, type TestResult} from "./judge.ts";
import {
  addBounds,
  type Bounds,
  excess,
  type Measured,
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
  readonly refill: Bounds;
  readonly products: readonly (ProductEvidence & {readonly label: string; readonly listed: Measured})[];
  readonly tests: readonly TestResult[];
  readonly grade: Grade;
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
  const growth = controlGrowth(hub, flows);
  const evidence = products.map(([label, measured]) => ({
    label,
    listed: measured,
    ...productEvidence({hub, label, measured, growth, flows}),
  }));
  const total = addMeasured(products.map(([, measured]) => measured));
  const excessIn = addBounds(evidence.map((product) => product.excessIn));
  const outListed = boundsOver(evidence.map(({excessOut}) => excessOut));
  const outAll = outAllGoods(hub, flows);
  const byProduct = boundsOver(evidence.map((product) => product.orphans));
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
        ? {orphans: byProduct, exported: total.actual}
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
function controlGrowth(hub: string, {all, excluded}: Flows): number | null {
  const [total, part] = [all.get(hub), excluded.get(hub)];
  if (total === undefined || part === undefined || total.timing.frequency !== part.timing.frequency)
    return null;
  const [whole, listed] = [addMeasured(total.products.values()), addMeasured(part.products.values())];
  const rest = {
    actual: whole.actual - listed.actual,
    baseline: whole.baseline.map((value, year) => value - (listed.baseline[year] ?? Number.NaN)),
  };
  return rest.actual < 0 || rest.baseline.some((value) => !(value >= 0)) ? null : growthOf(rest);
}

interface ProductInput {
  readonly hub: string;
  readonly label: string;
  readonly measured: Measured;
  readonly growth: number | null;
  readonly flows: Flows;
}

function productEvidence({hub, label, measured, growth, flows}: ProductInput): ProductEvidence {
  const out = flows.outListed.get(hub);
  const recorded = flows.inListed.get(hub);
  return {
    excessIn: excess(measured, growth),
    excessOut: out === undefined ? null : excess(productOf(out, label), onwardGrowth(hub, flows)),
    orphans:
      recorded === undefined ? null : orphans({exported: measured, imported: productOf(recorded, label)}),
  };
}

// The reporter covers the periods and has records of other products: no record of this one is no trade on record.
function productOf(flows: MeasuredFlows, label: string): Measured {
  return flows.products.get(label) ?? {actual: 0, baseline: flows.timing.baseline.map(() => 0)};
}

/** Growth of the hub's exports of all goods to everyone but the target; null where unknown. */
function onwardGrowth(hub: string, {outAll, outWorld}: Flows): number | null {
  const [toTarget, toWorld] = [outAll.get(hub), outWorld.get(hub)];
  if (
    toTarget === undefined ||
    toWorld === undefined ||
    toTarget.timing.frequency !== toWorld.timing.frequency
  )
    return null;
  const [target, world] = [addMeasured(toTarget.products.values()), addMeasured(toWorld.products.values())];
  const rest = {
    actual: world.actual - target.actual,
    baseline: world.baseline.map((value, year) => value - (target.baseline[year] ?? Number.NaN)),
  };
  return rest.actual < 0 || rest.baseline.some((value) => !(value >= 0)) ? null : growthOf(rest);
}

function outAllGoods(hub: string, flows: Flows): Bounds | null {
  const out = flows.outAll.get(hub);
  return out === undefined ? null : excess(addMeasured(out.products.values()), onwardGrowth(hub, flows));
}

function orphansAllGoods(
  hub: string,
  {inAll, destinations}: Flows,
): {orphans: Bounds; exported: number; excessIn: number} | null {
  const [exported, imported] = [destinations.get(hub), inAll.get(hub)];
  if (exported === undefined || imported === undefined) return null;
  const pair = {
    exported: addMeasured(exported.products.values()),
    imported: addMeasured(imported.products.values()),
  };
  const found = orphans(pair);
  return found === null
    ? null
    : {orphans: found, exported: pair.exported.actual, excessIn: excess(pair.exported, null).high};
}

function destinationGrowth(hub: string, {destinations}: Flows): HubEvidence["destinations"] {
  const growth = new Map(
    [...destinations].flatMap(([state, flows]) => {
      const ratio = growthOf(addMeasured(flows.products.values()));
      return ratio === null ? [] : [[state, ratio] as const];
    }),
  );
  const own = growth.get(hub);
  return own === undefined
    ? null
    : {own, others: [...growth].filter(([state]) => state !== hub).map(([, ratio]) => ratio)};
}

function boundsOver(parts: readonly (Bounds | null)[]): Bounds | null {
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? null : addBounds(known);
}
