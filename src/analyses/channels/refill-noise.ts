import {type CourseNoise, sharedDeviation} from "../../methods/index.ts";
import type {MeasuredFlows} from "./flows.ts";
import {exportsAndArrivals, type HubAssessment, onwardPath, otherGoods, productOf} from "./hub.ts";
import {type Bounds, type NotKnown, sum} from "./model.ts";
import type {Flows} from "./read.ts";
import {type Estimated, type HubLegs, refillInterval, type SharedByLeg} from "./refill-interval.ts";
import {excessLeg, type LegProduct, type NoisyLeg, spreadOf, vanishedLeg} from "./refill-legs.ts";

/** What the intervals of all hubs rest on. */
export interface RefillInput {
  readonly hubs: readonly HubAssessment[];
  readonly flows: Flows;
  /** Listed exports of the origins to every destination: what they share in a year is told by all. */
  readonly listedAll: ReadonlyMap<string, MeasuredFlows>;
  readonly broken: ReadonlyMap<string, string>;
}

/** 95 % intervals for the refill of each hub, US dollars over the window; the reason where there is none. */
export function refillIntervals({
  hubs,
  flows,
  listedAll,
  broken,
}: RefillInput): ReadonlyMap<string, Bounds | NotKnown> {
  const came = new Map([...listedAll].map(([state, own]) => [state, cameLeg(state, own, {flows, broken})]));
  const totals = totalsOf(hubs, flows);
  const legs = hubs.map((hub) => ({
    hub,
    came: came.get(hub.hub) ?? null,
    onward: onwardLeg(hub, flows),
    vanished: vanishedOf(hub, flows),
    totals: hub.orphansOf === "listed" ? null : (totals.get(hub.hub) ?? null),
  }));
  const shared: SharedByLeg = {
    came: sharedDeviation(noiseOf([...came.values()])),
    onward: sharedDeviation(noiseOf(legs.map(({onward}) => onward))),
    vanished: sharedDeviation(noiseOf(legs.map(({vanished}) => vanished))),
  };
  return new Map(legs.map(({hub, ...own}) => [hub.hub, intervalOf(hub, own, shared)]));
}

function intervalOf(
  {refill}: HubAssessment,
  {came, ...rest}: Omit<HubLegs, "came"> & {readonly came: NoisyLeg | null},
  shared: SharedByLeg,
): Bounds | NotKnown {
  return came === null
    ? {reason: "one baseline year: nothing tells how much years differ"}
    : refillInterval({came, ...rest}, shared, refill);
}

function noiseOf(legs: readonly (NoisyLeg | null)[]): CourseNoise[] {
  return legs.flatMap((leg) => (leg === null ? [] : [leg.noise]));
}

function cameLeg(
  state: string,
  {products}: MeasuredFlows,
  {flows, broken}: Pick<RefillInput, "flows" | "broken">,
): NoisyLeg | null {
  const kept = [...products]
    .filter(([label]) => !broken.has(label))
    .map(([label, measured]) => ({label, measured}));
  return excessLeg(kept, otherGoods(flows.all.get(state), flows.excluded.get(state)));
}

function onwardLeg({hub, products}: HubAssessment, flows: Flows): NoisyLeg | null {
  const out = flows.outListed.get(hub);
  if (out === undefined) return null;
  const known = products.flatMap(({label}): LegProduct[] => {
    const measured = productOf(out, label);
    return measured === null ? [] : [{label, measured}];
  });
  return excessLeg(known, onwardPath(hub, flows));
}

function vanishedOf({hub, products}: HubAssessment, flows: Flows): NoisyLeg | null {
  const arrivals = flows.inListed.get(hub);
  if (arrivals === undefined) return null;
  return vanishedLeg(
    products.flatMap(({label, recordable}) => {
      const imported = productOf(arrivals, label);
      return recordable === null || imported === null || sum(recordable.baseline) <= 0
        ? []
        : [{label, exported: recordable, imported}];
    }),
  );
}

interface Totals {
  readonly came: Estimated;
  readonly vanished: Estimated;
}

/**
 * All goods of the hubs whose office tells totals. One series has few years of its own, so the hubs' are put together; a hub
 * whose own years differ more keeps its own.
 */
function totalsOf(hubs: readonly HubAssessment[], flows: Flows): ReadonlyMap<string, Totals> {
  const legs = hubs.flatMap(({hub}) => {
    const pair = exportsAndArrivals(hub, flows);
    if (pair === null || sum(pair.exported.baseline) <= 0) return [];
    const came = excessLeg([{label: ALL, measured: pair.exported}], null);
    const vanished = vanishedLeg([{label: ALL, ...pair}]);
    return came === null || vanished === null ? [] : [{hub, came, vanished}];
  });
  const [came, vanished] = [pooled(legs.map((own) => own.came)), pooled(legs.map((own) => own.vanished))];
  return new Map(legs.map((own) => [own.hub, {came: came(own.came), vanished: vanished(own.vanished)}]));
}

const ALL = "TOTAL";

function pooled(legs: readonly NoisyLeg[]): (leg: NoisyLeg) => Estimated {
  const squares = legs.flatMap((leg) =>
    [...leg.amounts.values()].flatMap(({error, exposed}) =>
      exposed > 0 ? [(error / exposed / spreadOf(leg)) ** 2] : [],
    ),
  );
  const degrees = sum(legs.map(({years}) => years - 1));
  const typical = squares.length === 0 ? 0 : Math.sqrt(sum(squares) / squares.length);
  return (leg) => {
    const [only] = leg.amounts.values();
    if (only === undefined) throw new Error("a leg of all goods has one amount");
    const error = Math.max(only.error, only.exposed * typical * spreadOf(leg));
    return {amount: only.low, variance: error ** 2, fourth: error ** 4 / degrees};
  };
}
