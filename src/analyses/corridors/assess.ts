import {type Period, UsageError} from "../../base/index.ts";
import {expandBlocs, type Goods, refuseNested, refuseOverlap} from "../../layers/trade/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import {endsOf, wantedHubs} from "../channels/ends.ts";
import {addMeasured, comparablePairs} from "../channels/flows.ts";
import {excess} from "../channels/model.ts";
import {heardFrom, incomparable, studyGoods, type Teller, tellerGaps} from "../channels/study.ts";
import type {Timing} from "../channels/time.ts";
import {type ReportedArc, type ReportedArcs, readArcs} from "./arcs.ts";
import {type RoadCost, roadCost} from "./distance.ts";
import {type ProductNetwork, productNetworks} from "./network.ts";
import type {CorridorParams} from "./params.ts";
import {type ProductSolution, solveProduct} from "./solve.ts";

/** Everything behind a corridors finding. */
export interface CorridorStudy {
  readonly timing: Timing;
  readonly goods: Goods;
  /** Whose reports decide the window: the origins as exporters, else the target as importer. */
  readonly teller: Teller;
  readonly arcs: ReportedArcs;
  readonly networks: readonly ProductNetwork[];
  readonly roadCost: RoadCost;
  /** With every hub, and without the closed ones; the latter null where none is closed. */
  readonly before: readonly ProductSolution[];
  readonly after: readonly ProductSolution[] | null;
  /** What the target no longer got directly, US dollars; null where nobody reports it. */
  readonly lossUsd: number | null;
  readonly broken: ReadonlyMap<string, string>;
  readonly gaps: ReadonlyMap<string, readonly Period[]>;
  readonly closed: readonly string[];
  readonly sources: readonly string[];
  readonly records: number;
}

/**
 * Reads the store, lays a network for each product and solves it.
 *
 * @throws UsageError "no-listed-trade" where neither end of the road covers the goods on both sides of the shock; "no-hubs" where
 *   no state can be one; "close-no-hub" for a state to close that is no hub; "hub-is-target", "hub-is-origin",
 *   "target-is-origin", "units-overlap" or "codes-overlap" for parts that cannot be
 */
export async function studyCorridors(reader: Reader, params: CorridorParams): Promise<CorridorStudy> {
  const store = remembering(reader);
  const goods = studyGoods(params.goods);
  refuseNested(goods, "--goods");
  refuseOverlap(params.origins, "--origins");
  const {origins, targets} = endsOf(params);
  const wanted = wantedHubs(params, targets, origins);
  const {teller, timings, timing} = await heardFrom(store, goods, params);
  const gaps = await tellerGaps(store, {teller, goods, timing});
  const without = comparablePairs(gaps, timing);
  const arcs = await readArcs(store, {params, goods, timings, without, wanted});
  const all = [...arcs.first, ...arcs.between, ...arcs.last];
  if (all.length === 0) throw noHubs(params);
  const closed = closedHubs(params, hubsOf(all, arcs.hubs));
  const ofTeller = [...arcs.direct, ...(teller.flow === "X" ? arcs.first : arcs.last)];
  const broken = incomparable(
    goods,
    timing,
    ofTeller.map(({flows}) => flows),
  );
  const networks = productNetworks({
    arcs,
    broken,
    frequency: timing.frequency,
    silentEnd: teller.flow === "X" ? "last" : "first",
    together: params.match === "list" ? params.goods : null,
  });
  const cost = roadCost({...params, hubs: arcs.hubs, networks});
  const solve = (without: readonly string[]) =>
    networks.map((network) =>
      solveProduct(network, {cost: cost.cost, mostHubs: params.mostHubs, closed: new Set(without)}),
    );
  const used = [...all, ...arcs.direct];
  return {
    timing,
    goods,
    teller,
    arcs,
    networks,
    roadCost: cost,
    before: solve([]),
    after: closed.length === 0 ? null : solve(closed),
    lossUsd: lossOf(arcs.direct, broken),
    broken,
    gaps,
    closed,
    sources: [...new Set(used.flatMap(({flows}) => flows.sources))].sort(),
    records: used.reduce((sum, {flows}) => sum + flows.records, 0),
  };
}

const EVER = {first: 0, last: 999_912};

function noHubs({hubs, origins, target, goods}: CorridorParams): UsageError {
  const which = hubs === null ? "no state" : `none of ${hubs.join(", ")}`;
  return new UsageError("no-hubs", {
    message: `${which} has trade in goods "${goods}" on record with ${origins.join(", ")}, with ${target} or with another hub`,
    where: "--hubs",
    hint: "load data of such trade with build --data, or choose other --hubs or --goods",
  });
}

/** Hubs that any reported arc touches. */
function hubsOf(arcs: readonly ReportedArc[], hubs: readonly string[]): string[] {
  const ends = new Set(arcs.flatMap(({from, to}) => [from, to]));
  return hubs.filter((hub) => ends.has(hub));
}

function closedHubs({close}: CorridorParams, hubs: readonly string[]): string[] {
  const named = expandBlocs(close, EVER);
  const stranger = named.find((state) => !hubs.includes(state));
  if (stranger === undefined) return named;
  throw new UsageError("close-no-hub", {
    message: `"${stranger}" is no hub of this question; hubs are ${hubs.join(", ")}`,
    where: "--close",
    hint: "close one of the hubs, or add the state to --hubs",
  });
}

function lossOf(direct: readonly ReportedArc[], broken: ReadonlyMap<string, string>): number | null {
  if (direct.length === 0) return null;
  const parts = direct.flatMap(({flows}) =>
    [...flows.products].filter(([label]) => !broken.has(label)).map(([, measured]) => measured),
  );
  return parts.length === 0 ? null : -excess(addMeasured(parts), null).low;
}
