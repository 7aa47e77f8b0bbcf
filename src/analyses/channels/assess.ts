import {
  type Frequency,
  frequencyOf,
  type Iso3,
  type Period,
  period,
  periodRange,
  UsageError,
} from "../../base/index.ts";
import {
  brokenLabels,
  expandBlocs,
  type Goods,
  listGoods,
  parseGoods,
  refuseNested,
  refuseOverlap,
  unitMembers,
} from "../../layers/trade/index.ts";
import {goodsLists, membersOf, states} from "../../reference/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import {shownPeriod} from "../common/lineage.ts";
import {
  addMeasured,
  comparablePairs,
  isAlive,
  type MeasuredFlows,
  measureFlows,
  reportedOf,
} from "./flows.ts";
import {originGaps} from "./gaps.ts";
import {assessHub, type HubAssessment} from "./hub.ts";
import {excess, type Measured} from "./model.ts";
import type {ChannelParams} from "./params.ts";
import {type Flows, readDestinations, readFlows} from "./read.ts";
import {chooseTiming, type Timing} from "./time.ts";

/** The whole assessment behind a channels finding. */
export interface Assessment {
  readonly timing: Timing;
  readonly goods: Goods;
  /** What the target lost, by product and in all. */
  readonly loss: {readonly byProduct: ReadonlyMap<string, Measured>; readonly total: number} | null;
  readonly hubs: readonly HubAssessment[];
  /** Lines of the list: how many there are, how many are measured, and those that no loaded source has. */
  readonly lines: {readonly listed: number; readonly measured: number; readonly absent: readonly string[]};
  /** Labels left out because they mean other goods before and after, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
  readonly flows: Flows;
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
  const goods = goodsOf(params.goods);
  refuseNested(goods, "--goods");
  refuseOverlap(params.origins, "--origins");
  const timings = await timingsOf(store, goods, params);
  const [timing] = timings;
  if (timing === undefined) throw await noListedTrade(store, params);
  const target = states().toIso3(params.target);
  const origins = expandBlocs(params.origins, {first: 0, last: 999_912});
  const wanted = wantedHubs(params, target, origins);
  const gaps = await originGaps(store, {params, origins, goods, timing});
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
    readDestinations(store, {params, timings, goods, without}),
  ]);
  const broken = incomparable(goods, timing, listedAll);
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
    goods,
    loss,
    hubs,
    broken,
    lines: linesOf(goods, listedAll, broken),
    flows,
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
    goods.kind === "list"
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

function goodsOf(text: string): Goods {
  return goodsLists().some(({id}) => id === text) ? listGoods(text, {scope: "full"}).goods : parseGoods(text);
}

// The goods' own timing comes first; a yearly one stands behind a monthly one, for offices that publish years only.
async function timingsOf(store: Reader, goods: Goods, params: ChannelParams): Promise<Timing[]> {
  const covered = await coveredPeriods(store, goods, params);
  const monthly = chooseTiming(covered.M, "M", params);
  if (monthly !== null) return [monthly, yearsOf(monthly)];
  const annual = chooseTiming(covered.A, "A", params);
  return annual === null ? [] : [annual];
}

function yearsOf({window, baseline}: Timing): Timing {
  const years = [...new Set(window.map((at) => period(at.slice(0, 4))))];
  const before = [...new Set(baseline.flat().map((at) => at.slice(0, 4)))]
    .sort()
    .map((year) => years.map(() => period(year)));
  return {
    frequency: "A",
    window: years,
    baseline: before,
    span: periodRange(`${before[0]?.[0] ?? years[0]}..${years.at(-1)}`),
  };
}

async function coveredPeriods(
  store: Reader,
  goods: Goods,
  {origins}: ChannelParams,
): Promise<Record<Frequency, Period[]>> {
  const rows = await reportedOf(store, {
    reporters: unitMembers(origins),
    partners: null,
    flows: ["X"],
    goods,
    range: periodRange("1988..2100"),
    source: null,
    basis: "origin",
    sides: "any",
    codes: "all",
    codesYear: null,
    splitPartners: true,
    splitGoods: false,
  });
  const periods = [...new Set(rows.map((row) => period(shownPeriod(Number(row.period)))))].sort();
  return {
    A: periods.filter((at) => frequencyOf(at) === "A"),
    M: periods.filter((at) => frequencyOf(at) === "M"),
  };
}

function wantedHubs(
  {hubs, coalition, shock}: ChannelParams,
  target: Iso3,
  origins: readonly string[],
): (state: string) => boolean {
  if (hubs === null) {
    const banning = new Set<string>([target, ...origins, ...membersOf(coalition, shock)]);
    return (state) => !banning.has(state) && states().has(state);
  }
  const named = new Set<string>(expandBlocs(hubs, {first: 0, last: 999_912}));
  if (named.has(target))
    throw new UsageError("hub-is-target", {
      message: `the hub "${target}" is the target`,
      where: "--hubs",
      hint: "a hub lies between the origins and the target",
    });
  const origin = origins.find((state) => named.has(state));
  if (origin !== undefined)
    throw new UsageError("hub-is-origin", {
      message: `the hub "${origin}" is one of the origins`,
      where: "--hubs",
      hint: "leave it out of --hubs or of --origins",
    });
  return (state) => named.has(state);
}

/** Labels that cannot be compared: their goods changed with an edition inside the span, or no partner has them on both sides of it. */
function incomparable(
  goods: Goods,
  timing: Timing,
  listed: ReadonlyMap<string, MeasuredFlows>,
): ReadonlyMap<string, string> {
  const everywhere = new Map<string, Map<Period, number>>();
  for (const {series} of listed.values()) {
    for (const [label, values] of series)
      everywhere.set(label, new Map([...(everywhere.get(label) ?? []), ...values]));
  }
  const dead = [...everywhere]
    .filter(([, values]) => !isAlive(values, timing))
    .map(
      ([label]) =>
        [
          label,
          "no partner has it in the window and in every baseline year: its code begins or ends in between",
        ] as const,
    );
  return new Map([...dead, ...crossingLabels(goods, timing)]);
}

/** Labels whose goods changed with an edition that lies inside the span. */
function crossingLabels(goods: Goods, {span}: Timing): ReadonlyMap<string, string> {
  const crosses = span.from < "2022" && span.to >= "2022";
  return goods.kind === "list" && crosses ? brokenLabels(goods) : new Map();
}

async function noListedTrade(store: Reader, params: ChannelParams): Promise<UsageError> {
  const {A, M} = await coveredPeriods(store, goodsOf(params.goods), params);
  const spans = [M, A].filter((list) => list.length > 0).map((list) => `${list[0]} to ${list.at(-1)}`);
  const covered = spans.length === 0 ? "none at all" : spans.join(", and ");
  return new UsageError("no-listed-trade", {
    message: `the store has no exports of ${params.origins.join(", ")} in goods "${params.goods}" both before and after ${params.shock}; it covers ${covered}`,
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
