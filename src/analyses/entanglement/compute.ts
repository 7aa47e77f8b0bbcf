import {UsageError, yearOf} from "../../base/index.ts";
import type {TieMeasure} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import {type LayerShares, layerShares, type ReverseShare, reverseShare, type Windows} from "./layer.ts";
import {loadSeries} from "./load.ts";
import type {EntanglementParams} from "./params.ts";
import type {Series} from "./series.ts";
import {poleIds, poleUnit, statesAsked, stateUnit, type Unit} from "./units.ts";
import {type ChangeIntervals, changeIntervals} from "./years-left-out.ts";

/** A state's ties with the poles: what every view is made of. */
export interface StateTies {
  readonly state: Unit;
  /** The poles compared: all that were asked, less the state itself. */
  readonly poles: readonly Unit[];
  readonly layers: readonly LayerTies[];
}

/** One layer of a state. */
export interface LayerTies {
  readonly shares: LayerShares;
  readonly change: ChangeIntervals;
  /** Share of the state in each pole's ties before and after. */
  readonly reverseBefore: readonly ReverseShare[];
  readonly reverseAfter: readonly ReverseShare[];
}

/** All that was worked out, and the data behind it. */
export interface Entanglement {
  readonly ties: readonly StateTies[];
  readonly series: readonly Series[];
  readonly windows: Windows;
  readonly poles: readonly string[];
  readonly states: readonly string[];
  readonly layers: readonly string[];
}

/** Reads the measures and works out every state's shares. @throws UsageError "unknown-state", "unknown-pole", "unknown-layer", "bad-years" */
export async function entanglementOf(
  store: Reader,
  params: EntanglementParams,
  measures: readonly TieMeasure[],
): Promise<Entanglement> {
  const windows = windowsOf(params);
  const poles = poleIds(params.poles);
  const states = statesAsked(params.states, params);
  const asked = measures.filter(({layer}) => params.layers === null || params.layers.includes(layer));
  const units = {states: states.map(stateUnit), poles: poles.map(poleUnit)};
  const series = await loadSeries(store, asked, {...units, from: params.from, to: params.to});
  const layers = [...new Set(asked.map(({layer}) => layer))];
  const ties = units.states.map((state) => {
    const compared = units.poles.filter((pole) => !isSelf(state, pole, params.to));
    return {
      state,
      poles: compared,
      layers: layers.map((layer) =>
        layerTies(
          layer,
          series.filter(({measure}) => measure.layer === layer),
          {owner: state, targets: compared, windows},
        ),
      ),
    };
  });
  return {ties, series, windows, poles, states, layers};
}

function isSelf(state: Unit, pole: Unit, year: number): boolean {
  const members = pole.members(year);
  return members.length === 1 && members[0] === state.id;
}

function layerTies(
  layer: string,
  series: readonly Series[],
  {
    owner,
    targets,
    windows,
  }: {
    readonly owner: Unit;
    readonly targets: readonly Unit[];
    readonly windows: Windows;
  },
): LayerTies {
  const shares = layerShares(layer, series, {owner, targets, windows});
  const used = shares.used.map((one) => one.series);
  const reverse = (window: Windows["before"]) =>
    targets.map((pole) => reverseShare(used, {state: owner, pole, poles: targets, window}));
  return {
    shares,
    change: changeIntervals(shares),
    reverseBefore: shares.before === null ? targets.map(() => UNTOLD) : reverse(windows.before),
    reverseAfter: shares.after === null ? targets.map(() => UNTOLD) : reverse(windows.after),
  };
}

// Why is told of the state's own share already.
const UNTOLD: ReverseShare = {share: null, missing: null};

function windowsOf({from, to, shock}: EntanglementParams): Windows {
  const year = yearOf(shock);
  if (from < year && to >= year) return {before: {from, to: year - 1}, after: {from: year, to}};
  throw new UsageError("bad-years", {
    message: `${from} to ${to} does not lie on both sides of the shock of ${shock}`,
    where: "--from",
    hint: `give a first year before ${year} and a last year not before it`,
  });
}
