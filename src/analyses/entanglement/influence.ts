import {type Estimate, type FindingRow, seeded} from "../../base/index.ts";
import {publishedInfluence} from "../../layers/ties/index.ts";
import {spearman, spearmanP} from "../../methods/index.ts";
import type {Reader} from "../../store/index.ts";
import type {Entanglement, StateTies} from "./compute.ts";
import type {MeasureChange} from "./layer.ts";
import {isAsked, listOf, type RowOf, usedIn} from "./rows.ts";

/** The index beside the published one, and how the two rank states alike. */
export interface InfluenceAnswer {
  readonly rows: readonly RowOf[];
  readonly estimates: readonly Estimate[];
  readonly sources: readonly string[];
}

/**
 * An index after the Formal Bilateral Influence Capacity of Moyer, Sweijs, Burrows and Van Manen (2018): bandwidth × dependence,
 * before the shock. Its published weights are not known; here all layers and their measures count alike.
 */
export async function influenceIndex(
  store: Reader,
  {ties, windows}: Entanglement,
  {pole, seed, draws}: {readonly pole: string | null; readonly seed: number; readonly draws: number},
): Promise<InfluenceAnswer> {
  const layers = commonLayers(ties);
  const largest = largestWeights(ties, layers);
  const published = await publishedTable(store, windows.before);
  const rows = ties.flatMap((state) =>
    state.poles.flatMap(({id}, at) =>
      isAsked(id, pole)
        ? [{row: indexRow({state, at, layers, largest, published}), measures: usedIn(state, layers)}]
        : [],
    ),
  );
  const poles = [...new Set(rows.map(({row}) => String(row.pole)))];
  return {
    rows,
    estimates: poles.flatMap((id) =>
      correlations(
        rows.map(({row}) => row),
        {pole: id, seed, draws},
      ),
    ),
    sources: published.sources,
  };
}

/** Layers that every state has before the shock: an index over others would compare different things. */
function commonLayers(ties: readonly StateTies[]): string[] {
  const [first] = ties;
  const named = first?.layers.map(({shares}) => shares.layer) ?? [];
  return named.filter((layer) =>
    ties.every(({layers}) => layers.some(({shares}) => shares.layer === layer && shares.before !== null)),
  );
}

function key({series}: MeasureChange): string {
  return `${series.measure.layer} ${series.measure.measure}`;
}

function largestWeights(ties: readonly StateTies[], layers: readonly string[]): ReadonlyMap<string, number> {
  const largest = new Map<string, number>();
  for (const one of ties.flatMap((state) => usedIn(state, layers))) {
    const most = Math.max(...one.before.weights.filter((weight) => weight !== null));
    largest.set(key(one), Math.max(most, largest.get(key(one)) ?? most));
  }
  return largest;
}

interface Published {
  readonly table: ReadonlyMap<string, number>;
  readonly sources: readonly string[];
}

async function publishedTable(
  store: Reader,
  {from, to}: {readonly from: number; readonly to: number},
): Promise<Published> {
  const rows = await store.rows(publishedInfluence({from, to}));
  return {
    table: new Map(
      rows.flatMap(({a, b, item, mean}) =>
        typeof mean === "number" ? [[`${a} ${b} ${item}`, mean] as const] : [],
      ),
    ),
    sources: [...new Set(rows.map(({source}) => String(source)))].sort(),
  };
}

function indexRow({
  state,
  at,
  layers,
  largest,
  published: {table},
}: {
  readonly state: StateTies;
  readonly at: number;
  readonly layers: readonly string[];
  readonly largest: ReadonlyMap<string, number>;
  readonly published: Published;
}): FindingRow {
  const pole = state.poles[at];
  const [owner] = pole?.members(Number.NaN) ?? [];
  const own = state.layers.filter(({shares}) => layers.includes(shares.layer));
  const bandwidth = mean(own.map(({shares}) => mean(shares.used.map((one) => scaled(one, at, largest)))));
  const dependence = mean(own.map(({shares}) => shares.before?.[at] ?? null));
  const said = (item: string) => table.get(`${owner} ${state.state.id} ${item}`) ?? null;
  return {
    state: state.state.id,
    pole: pole?.id ?? null,
    bandwidth,
    dependence_share: dependence,
    index: bandwidth === null || dependence === null ? null : bandwidth * dependence,
    index_missing: layers.length === 0 ? "no layer is known before the shock for every state asked" : null,
    published_bandwidth: said("bandwidth"),
    published_index: said("fbic"),
    layers: listOf(layers),
  };
}

function scaled(one: MeasureChange, at: number, largest: ReadonlyMap<string, number>): number | null {
  const [weight, most] = [one.before.weights[at] ?? null, largest.get(key(one)) ?? null];
  return weight === null || most === null || most === 0 ? null : weight / most;
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 || known.length < values.length
    ? null
    : known.reduce((sum, value) => sum + value, 0) / known.length;
}

function correlations(
  rows: readonly FindingRow[],
  {pole, seed, draws}: {readonly pole: string; readonly seed: number; readonly draws: number},
): Estimate[] {
  return (["index", "bandwidth"] as const).flatMap((what) => {
    const pairs = rows.flatMap((row) => {
      const [own, other] = [row[what], row[`published_${what}`]];
      return row.pole === pole && typeof own === "number" && typeof other === "number" ? [{own, other}] : [];
    });
    const [own, other] = [pairs.map((pair) => pair.own), pairs.map((pair) => pair.other)];
    const rho = spearman(own, other);
    if (rho === null) return [];
    return [
      {
        term: `rank correlation of the ${what} with the published one, ${pole}, ${pairs.length} states`,
        estimate: rho,
        std_error: null,
        statistic: null,
        p_value: spearmanP(own, other, {random: seeded(seed), draws}),
        conf_low: null,
        conf_high: null,
        method: "Spearman, ties at mean ranks; one-sided permutation p",
      },
    ];
  });
}
