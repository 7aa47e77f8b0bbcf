import type {Day, Period} from "../../base/index.ts";
import type {Design, EffectCodes, Regressor} from "../../methods/index.ts";

/** A good of a panel. `listed` counts as treated (see the design); `from` is the day of its listing, null where not dated. */
export interface EffectGood {
  readonly label: string;
  readonly side: "listed" | "control";
  readonly from: Day | null;
}

/** A destination and a good between which there is trade in some period; positions in the panel's lists. */
export interface EffectPair {
  readonly destination: number;
  readonly good: number;
}

/** Exports to destinations by good and period, origins summed. Pairs without any trade are not in it. */
export interface EffectPanel {
  readonly destinations: readonly string[];
  readonly goods: readonly EffectGood[];
  /** T periods of one frequency, ascending, all reported by every origin. */
  readonly periods: readonly Period[];
  readonly pairs: readonly EffectPair[];
  /** US dollars, pair by pair, T numbers each; zero is no trade on record in a period that the origins cover. */
  readonly values: Float64Array;
}

/** Rows of a panel that enter one regression, by column. */
export interface EffectRows {
  /** US dollars. */
  readonly y: Float64Array;
  /** Position in the panel's pairs, and the positions that belong to it. */
  readonly pair: Int32Array;
  readonly destination: Int32Array;
  readonly good: Int32Array;
  readonly period: Int32Array;
}

/** The cells of a panel for which `enters` holds. */
export function rowsWhere(
  {pairs, periods, values}: EffectPanel,
  enters: (pair: EffectPair, period: number) => boolean,
): EffectRows {
  const cells: {readonly place: number; readonly period: number; readonly pair: EffectPair}[] = [];
  for (const [place, pair] of pairs.entries()) {
    for (let period = 0; period < periods.length; period++) {
      if (enters(pair, period)) cells.push({place, period, pair});
    }
  }
  return {
    y: Float64Array.from(cells, ({place, period}) => values[place * periods.length + period] ?? Number.NaN),
    pair: Int32Array.from(cells, ({place}) => place),
    destination: Int32Array.from(cells, ({pair}) => pair.destination),
    good: Int32Array.from(cells, ({pair}) => pair.good),
    period: Int32Array.from(cells, ({period}) => period),
  };
}

/** The way standard errors are clustered: as the effect that takes the base of each pair. */
export const PAIR_EFFECT = "destination×product";

/** What moves all goods of a destination in a period. */
export const PERIOD_EFFECT = "destination×period";

/** Effects that a design absorbs beside those of pairs and of destination by period. */
export type FurtherEffect = "product×period";

/** The regression of rows on regressors with effects of pairs, of destination by period, and the further ones. */
export function designOf(
  panel: EffectPanel,
  rows: EffectRows,
  regressors: readonly Regressor[],
  further: readonly FurtherEffect[],
): Design {
  const {periods, pairs, destinations, goods} = panel;
  const T = periods.length;
  const crossed = (name: string, codes: Int32Array, levels: number): EffectCodes => ({
    name,
    codes: codes.map((code, row) => code * T + (rows.period[row] ?? -1)),
    levels: levels * T,
  });
  return {
    y: rows.y,
    regressors,
    effects: [
      {name: PAIR_EFFECT, codes: rows.pair, levels: pairs.length},
      crossed(PERIOD_EFFECT, rows.destination, destinations.length),
      ...further.map((name) => crossed(name, rows.good, goods.length)),
    ],
    weights: null,
    offset: null,
  };
}

/** A regressor that is one in the rows where `holds`, zero elsewhere. */
export function indicator(rows: EffectRows, name: string, holds: (row: number) => boolean): Regressor {
  return {name, values: Float64Array.from(rows.y, (_, row) => (holds(row) ? 1 : 0))};
}

/** True for every row whose good is listed, by the row's position. */
export function listedRows({goods}: EffectPanel, {good}: EffectRows): readonly boolean[] {
  const isListed = goods.map(({side}) => side === "listed");
  return Array.from(good, (place) => isListed[place] === true);
}

/**
 * The panel with periods of one key added up, in the order of their first; periods without a key are left out.
 *
 * With effects of pairs and of destination by period alone, and regressors constant within a block, the likelihood of the
 * sums gives the same coefficients as that of the periods: given its sum, how a pair's trade is spread over a block says
 * nothing of them.
 */
export function inBlocks(panel: EffectPanel, keys: readonly (string | null)[]): EffectPanel {
  const {periods, pairs, values} = panel;
  const order = [...new Set(keys.filter((key) => key !== null))];
  const blockOf = keys.map((key) => (key === null ? -1 : order.indexOf(key)));
  const sums = new Float64Array(pairs.length * order.length);
  for (let pair = 0; pair < pairs.length; pair++) {
    for (const [period, block] of blockOf.entries()) {
      if (block < 0) continue;
      const at = pair * order.length + block;
      sums[at] = (sums[at] ?? Number.NaN) + (values[pair * periods.length + period] ?? Number.NaN);
    }
  }
  const firsts = order.flatMap((_, block) => periods[blockOf.indexOf(block)] ?? []);
  return {...panel, periods: firsts, values: sums};
}

/** The panel with only the pairs for which `stays` holds; lists of destinations and goods stay as they are. */
export function withPairs(panel: EffectPanel, stays: (pair: EffectPair) => boolean): EffectPanel {
  const {pairs, periods, values} = panel;
  const kept = pairs.flatMap((pair, place) => (stays(pair) ? [{pair, place}] : []));
  const T = periods.length;
  const cells = new Float64Array(kept.length * T);
  for (const [at, {place}] of kept.entries()) cells.set(values.subarray(place * T, place * T + T), at * T);
  return {...panel, pairs: kept.map(({pair}) => pair), values: cells};
}
