import {type Period, UsageError} from "../../base/index.ts";
import {expandBlocs, type Goods, refuseNested, refuseOverlap} from "../../layers/trade/index.ts";
import {states} from "../../reference/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import {wantedHubs} from "./ends.ts";
import {addMeasured, comparablePairs, type MeasuredFlows, measureFlows} from "./flows.ts";
import {assessHub, type HubAssessment} from "./hub.ts";
import {type Bounds, excess, type Measured, type NotKnown} from "./model.ts";
import type {ChannelParams} from "./params.ts";
import {type Flows, readDestinations, readFlows} from "./read.ts";
import {refillIntervals} from "./refill-noise.ts";
import {coveredText, incomparable, studyGoods, type Teller, tellerGaps, timingsOf} from "./study.ts";
import type {Timing} from "./time.ts";

/** The whole assessment behind a channels finding. */
export interface Assessment {
  readonly timing: Timing;
  /** The timing, and the yearly one behind it for offices that publish years only. */
  readonly timings: readonly Timing[];
  readonly goods: Goods;
  /** What the target lost, by product and in all. */
  readonly loss: {readonly byProduct: ReadonlyMap<string, Measured>; readonly total: number} | null;
  readonly hubs: readonly HubAssessment[];
  /** 95 % interval for each hub's refill, or why there is none. US dollars over the window. */
  readonly intervals: ReadonlyMap<string, Bounds | NotKnown>;
  /** Lines of the list: how many there are, how many are measured, and those that no loaded source has. */
  readonly lines: {readonly listed: number; readonly measured: number; readonly absent: readonly string[]};
  /** Labels left out because they mean other goods before and after, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
  readonly flows: Flows;
  /** Listed exports of the origins to every destination. */
  readonly listedAll: ReadonlyMap<string, MeasuredFlows>;
  /** States and periods that no sum of the origins' exports holds. */
  readonly without: ReturnType<typeof comparablePairs>;
  /** Listed exports by hub and origin; empty unless the question is by origin. */
  readonly byOrigin: ReadonlyMap<string, ReadonlyMap<string, Measured>>;
  /** Origins that publish nothing for part of the window or the baseline, and the periods. */
  readonly gaps: ReadonlyMap<string, readonly Period[]>;
  readonly sources: readonly string[];
  readonly records: number;
}

/**
 * Reads the store and assesses every candidate hub.
 *
 * @throws UsageError "no-listed-trade" when the store does not cover the goods before and after the shock;
 *   "hub-is-target" or "hub-is-origin" for hubs that cannot be; "units-overlap" or "codes-overlap" for origins or goods
 *   that would count twice
 */
export async function assess(reader: Reader, params: ChannelParams): Promise<Assessment> {
  const store = remembering(reader);
  const goods = studyGoods(params.goods);
  refuseNested(goods, "--goods");
  refuseOverlap(params.origins, "--origins");
  const teller: Teller = {units: params.origins, flow: "X"};
  const timings = await timingsOf(store, goods, {teller, span: params});
  const [timing] = timings;
  if (timing === undefined) throw noListedTrade(params, await coveredText(store, goods, teller));
  const target = states().toIso3(params.target);
  const origins = expandBlocs(params.origins, {first: 0, last: 999_912});
  const wanted = wantedHubs(params, [target], origins);
  const gaps = await tellerGaps(store, {teller, goods, timing});
  const without = comparablePairs(gaps, timing);
  const [listedAll, toAll] = await Promise.all([
    measureFlows(
      store,
      {
        reporters: params.origins,
        partners: null,
        flow: "X",
        goods,
        splitGoods: true,
        key: "partner",
        without,
      },
      [timing],
    ),
    readDestinations(store, {params, timings, without}),
  ]);
  const broken = incomparable(goods, timing, listedAll.values());
  const candidates = [...listedAll.keys()].filter((state) => wanted(state)).sort();
  const flows = await readFlows(
    store,
    {params, timings, goods, target, candidates, without, listedAll},
    toAll,
  );
  const loss = lossOf(listedAll.get(target), broken);
  const hubs = candidates.map((hub) =>
    assessHub(hub, flows, {loss: loss?.byProduct ?? null, broken, seed: params.seed}),
  );
  // Excluded goods and yearly totals to everyone repeat records of other flows.
  const {excluded: _excluded, destinations: _destinations, ...counted} = flows;
  const read = Object.values(counted).flatMap((map) => [...map.values()]);
  const used = Object.values(flows).flatMap((map) => [...map.values()]);
  return {
    timing,
    timings,
    goods,
    loss,
    hubs,
    intervals: refillIntervals({hubs, flows, listedAll, broken}),
    broken,
    lines: linesOf(goods, listedAll, broken),
    flows,
    listedAll,
    without,
    byOrigin:
      params.by === "origin"
        ? await listedByOrigin(store, {origins, goods, candidates, broken, timing, without})
        : new Map(),
    gaps,
    sources: [...new Set(used.flatMap(({sources}) => sources))].sort(),
    records: read.reduce((total, {records}) => total + records, 0),
  };
}

/** How many labels of the list there are, and how many of them are measured. */
function linesOf(
  goods: Goods,
  listed: ReadonlyMap<string, MeasuredFlows>,
  broken: ReadonlyMap<string, string>,
): Assessment["lines"] {
  const all =
    goods.kind === "list" || goods.kind === "editions"
      ? new Set(goods.codes.map(({label}) => label))
      : goods.kind === "codes"
        ? new Set<string>(goods.codes)
        : new Set(["TOTAL"]);
  const measured = new Set(
    [...listed.values()].flatMap(({products}) => [...products.keys()]).filter((label) => !broken.has(label)),
  );
  return {
    listed: all.size,
    measured: measured.size,
    absent: [...all].filter((label) => !measured.has(label) && !broken.has(label)).sort(),
  };
}

function noListedTrade({origins, goods, shock}: ChannelParams, covered: string): UsageError {
  return new UsageError("no-listed-trade", {
    message: `the store has no exports of ${origins.join(", ")} in goods "${goods}" both before and after ${shock}; it covers ${covered}`,
    hint: "load data that covers both sides with build --data, or choose other --goods, --origins, --baseline or --window",
  });
}

interface OriginInput {
  readonly origins: readonly string[];
  readonly goods: Goods;
  readonly candidates: readonly string[];
  readonly broken: ReadonlyMap<string, string>;
  readonly timing: Timing;
  readonly without: ReturnType<typeof comparablePairs>;
}

async function listedByOrigin(
  store: Reader,
  {origins, goods, candidates, broken, timing, without}: OriginInput,
): Promise<Assessment["byOrigin"]> {
  const byHub = new Map<string, Map<string, Measured>>();
  for (const hub of candidates) {
    const flows = await measureFlows(
      store,
      {
        reporters: origins,
        partners: [hub],
        flow: "X",
        goods,
        splitGoods: true,
        key: "reporter",
        without,
      },
      [timing],
    );
    const kept = [...flows].map(
      ([origin, {products}]) =>
        [
          origin,
          addMeasured([...products].filter(([label]) => !broken.has(label)).map(([, measured]) => measured)),
        ] as const,
    );
    byHub.set(hub, new Map(kept.filter(([, {baseline}]) => baseline.length > 0)));
  }
  return byHub;
}

function lossOf(listed: MeasuredFlows | undefined, broken: ReadonlyMap<string, string>): Assessment["loss"] {
  if (listed === undefined) return null;
  const byProduct = new Map([...listed.products].filter(([label]) => !broken.has(label)));
  return {byProduct, total: -excess(addMeasured(byProduct.values()), null).low};
}
