import {type Random, shuffled} from "../../base/index.ts";
import {coefficientTable, randomisationTest} from "../../methods/index.ts";
import {fitPanel, type NoEffect, withReason} from "./effect-fit.ts";
import {type EffectPanel, inBlocks, withPairs} from "./effect-panel.ts";
import {sideOf} from "./effect-time.ts";
import {headline, type Staggering} from "./staggered.ts";
import {postRegressors, rowsOf, type TripleInput, termOf} from "./triple-difference.ts";

/** Where an effect stands among those of placebos, by the size of its t. */
export interface PlaceboTest {
  /** t of the real label. */
  readonly observed: number;
  /** 1 the largest. */
  readonly rank: number;
  /** Labels that have a statistic, the real one among them. */
  readonly of: number;
  /** rank/of, two-sided. */
  readonly p: number;
  /** Labels tried that have no statistic: they are not ranked. */
  readonly failed: number;
}

/** Rank of one destination's t among the pool's, where each has its own statistic already. Null when it has none. */
export async function rankAmong(
  statistics: ReadonlyMap<string, number>,
  destination: string,
  random: Random,
): Promise<PlaceboTest | null> {
  const pool = [...statistics.keys()];
  const place = pool.indexOf(destination);
  if (place < 0 || pool.length < 2) return null;
  const test = await randomisationTest({
    groups: pool.length,
    treated: [place],
    statistic: ([label = -1]) => statistics.get(pool[label] ?? "") ?? null,
    random,
  });
  return shown(test);
}

function shown({
  observed,
  rank,
  others,
  p,
  failed,
}: {
  observed: number;
  rank: number;
  others: Float64Array;
  p: number;
  failed: number;
}): PlaceboTest {
  return {observed, rank, of: others.length + 1, p, failed};
}

interface TriplePlacebo extends TripleInput {
  /** Destinations that the label may fall on, the hub not among them. */
  readonly pool: readonly number[];
  readonly draws: number;
  readonly random: Random;
}

/**
 * The label of one hub put on each destination of the pool in turn, other hubs and the target left out, before against after
 * summed. Null when the real label has no estimate.
 */
export async function tripleHubPlacebo(input: TriplePlacebo, hub: number): Promise<PlaceboTest | null> {
  const {roles, pool, draws, random, shock} = input;
  const panel = beforeAndAfter(input);
  const labels = [hub, ...pool];
  const sample = [hub, ...roles.controls];
  const statistic = async ([label = 0]: readonly number[]): Promise<number | null> =>
    (await triples(panel, {sample, labelled: [labels[label] ?? hub], shock})).get(labels[label] ?? hub) ??
    null;
  if (pool.length === 0 || (await statistic([0])) === null) return null;
  return shown(
    await randomisationTest({
      groups: labels.length,
      treated: [0],
      statistic,
      random,
      draws,
      exhaustiveUpTo: draws,
    }),
  );
}

/** Random lists of control goods in place of the real list, one regression a list for all hubs together. */
export async function tripleGoodsPlacebo(input: TriplePlacebo): Promise<Map<string, PlaceboTest>> {
  const {roles, draws, random, shock} = input;
  const panel = beforeAndAfter(input);
  const labelled = roles.hubs;
  const sample = [...labelled, ...roles.controls];
  const observed = await triples(panel, {sample, labelled, shock});
  const placebos: ReadonlyMap<number, number>[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const fake = fakeList(panel, random);
    placebos.push(await triples(fake, {sample, labelled, shock}));
  }
  return new Map(
    [...observed].map(([place, t]) => [
      panel.destinations[place] ?? "",
      placed(
        t,
        placebos.flatMap((found) => found.get(place) ?? []),
        draws,
      ),
    ]),
  );
}

function beforeAndAfter({panel, shock}: TripleInput): EffectPanel {
  return inBlocks(
    panel,
    panel.periods.map((at) => {
      const side = sideOf(at, shock);
      return side === "shock" ? null : side;
    }),
  );
}

/** t of listed·post of each labelled destination; those without an estimate are absent. */
async function triples(
  panel: EffectPanel,
  {
    sample,
    labelled,
    shock,
  }: {
    readonly sample: readonly number[];
    readonly labelled: readonly number[];
    readonly shock: TripleInput["shock"];
  },
): Promise<Map<number, number>> {
  const rows = rowsOf(panel, sample, shock);
  const fitted = await withReason("", () =>
    fitPanel(panel, rows, {
      regressors: postRegressors(panel, rows, labelled, shock),
      further: ["product×period"],
      jackknife: false,
    }),
  );
  if ("reason" in fitted) return new Map();
  const table = coefficientTable(fitted, fitted.covariance).rows;
  return new Map(
    labelled.flatMap((place) => {
      const statistic =
        table.find(({name}) => name === termOf(panel.destinations[place] ?? ""))?.statistic ?? null;
      return statistic === null ? [] : [[place, statistic]];
    }),
  );
}

/** A list drawn from the control goods: as many as are listed, but at most half, so that the others can be compared with. */
function fakeList(panel: EffectPanel, random: Random): EffectPanel {
  const {goods} = panel;
  const places = goods.flatMap(({side}, place) => (side === "control" ? [place] : []));
  const listed = goods.filter(({side}) => side === "listed");
  const size = Math.min(listed.length, Math.floor(places.length / 2));
  const days = shuffled(
    random,
    listed.map(({from}) => from),
  );
  const drawn = new Map(
    shuffled(random, places)
      .slice(0, size)
      .map((place, at) => [place, days[at] ?? null]),
  );
  const only = withPairs(panel, ({good}) => goods[good]?.side === "control");
  return {
    ...only,
    goods: goods.map((good, place) => {
      const from = drawn.get(place);
      return from === undefined ? good : {...good, side: "listed", from};
    }),
  };
}

/**
 * Random lists of goods listed later, given the real listings' days, in place of the goods listed early, to one destination.
 * Null when the real list has no estimate.
 */
export async function staggeredGoodsPlacebo(
  panel: EffectPanel,
  destination: number,
  {
    timing,
    draws,
    random,
    observed,
  }: {
    readonly timing: Staggering;
    readonly draws: number;
    readonly random: Random;
    readonly observed: number;
  },
): Promise<PlaceboTest> {
  const own = withPairs(panel, (pair) => pair.destination === destination);
  const placebos: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const fake = fakeList(tradedOnly(own), random);
    const found = await withReason(own.destinations[destination] ?? "", () =>
      headline(fake, destination, timing),
    );
    const t = statisticOf(found);
    if (t !== null) placebos.push(t);
  }
  return placed(observed, placebos, draws);
}

/** t of an effect; null where there is none. */
export function statisticOf(
  found: {readonly estimate: number; readonly se: number} | NoEffect,
): number | null {
  return "reason" in found || !(found.se > 0) ? null : found.estimate / found.se;
}

// Goods that never go to the destination would make a drawn list shorter than the real one.
function tradedOnly(own: EffectPanel): EffectPanel {
  const traded = [...new Set(own.pairs.map(({good}) => good))].sort((a, b) => a - b);
  return {
    ...own,
    goods: traded.flatMap((good) => own.goods[good] ?? []),
    pairs: own.pairs.map(({destination, good}) => ({destination, good: traded.indexOf(good)})),
  };
}

function placed(observed: number, others: readonly number[], draws: number): PlaceboTest {
  const rank = 1 + others.filter((other) => Math.abs(other) >= Math.abs(observed)).length;
  const of = others.length + 1;
  return {observed, rank, of, p: rank / of, failed: draws - others.length};
}
