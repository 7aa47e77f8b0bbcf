import {type Flow, type Frequency, type Period, type PeriodRange, period} from "../../base/index.ts";
import {
  type Goods,
  holdingSources,
  reportedPeriods,
  type TradeSlice,
  tradeCells,
  unitMembers,
} from "../../layers/trade/index.ts";
import {type Reader, type StoreRow, sql} from "../../store/index.ts";
import {shownPeriod} from "../common/lineage.ts";
import {columnsOfCells, PairCells, type SideCell, type SideCells} from "./cells.ts";
import {cubeCells} from "./cube-cells.ts";
import {totalCellsOf} from "./total-cells.ts";

/** One side of the trade asked for: who reports it, with whom, over which span. */
export interface SideQuery {
  readonly flow: Flow;
  /** States or blocs; null for everyone. */
  readonly reporters: readonly string[] | null;
  readonly partners: readonly string[] | null;
  readonly goods: Goods;
  /** Products of a list apart. */
  readonly splitGoods: boolean;
  readonly range: PeriodRange;
  /** Periods that a source is chosen for: those of windows count before those of baselines. */
  readonly window: readonly Period[];
  readonly basis?: "origin" | "consignment";
}

/** Which source speaks for a reporter, and when. */
export interface Voice {
  readonly source: string;
  readonly covered: ReadonlySet<Period>;
  readonly allPartners: boolean;
  readonly allGoods: boolean;
}

/** One side as read. Each reporter is heard in one source throughout, so that no change of source looks like one of trade. */
export interface Side extends SideCells {
  readonly voices: ReadonlyMap<string, Voice>;
  readonly labels: ReadonlySet<string>;
  readonly partners: ReadonlyMap<string, ReadonlySet<string>>;
  readonly sources: readonly string[];
}

/** Reads one side. Reporters that no source covers in any period of the window are absent. */
export async function readSide(store: Reader, query: SideQuery): Promise<Side> {
  const slice = sliceOf(query);
  const within = (await store.rows(holdingSources(slice))).map(({source}) => String(source));
  const [reported, traits] = await Promise.all([
    store.rows(reportedPeriods({...slice, within})),
    sourceTraits(store),
  ]);
  const voices = voicesOf(reported, traits, query);
  const bySource = Map.groupBy(voices, ([, {source}]) => source);
  const slices = [...bySource].map(([source, heard]) => ({
    ...slice,
    source,
    within: [source],
    reporters: unitMembers(heard.map(([reporter]) => reporter)),
  }));
  const [only] = slices;
  const packed = slices.length === 1 && only !== undefined ? await cubeCells(store, only) : null;
  return sideOf(voices, packed ?? (await engineCells(store, slices)));
}

/** Cells as the engine adds them up. */
async function engineCells(
  store: Reader,
  slices: readonly (TradeSlice & {readonly source: string})[],
): Promise<SideCells> {
  const totals = await totalCellsOf(store, slices);
  const answers = totals ?? (await Promise.all(slices.map((slice) => store.rows(tradeCells(slice))))).flat();
  return cellsOf(answers.filter((cell) => slices.some(({range}) => isWhole(cell, range.frequency))));
}

function sliceOf({flow, reporters, partners, goods, splitGoods, range, basis}: SideQuery): TradeSlice {
  return {
    reporters: reporters === null ? null : unitMembers(reporters),
    partners: partners === null ? null : unitMembers(partners),
    flows: [flow],
    goods,
    range,
    source: null,
    basis: basis ?? "origin",
    // A figure that merges both sides has no mirror.
    sides: "mirror",
    codes: goods.kind === "list" ? "continuing" : "all",
    codesYear: Number(range.to.slice(0, 4)),
    splitPartners: true,
    splitGoods,
  };
}

interface Traits {
  readonly rank: number;
  readonly allPartners: boolean;
  readonly allGoods: boolean;
}

async function sourceTraits(store: Reader): Promise<Map<string, Traits>> {
  const rows = await store.rows(
    sql`SELECT id, rank, partners, goods FROM meta.source WHERE sides = 'mirror'`,
  );
  return new Map(
    rows.map(({id, rank, partners, goods}) => [
      String(id),
      {rank: Number(rank), allPartners: partners === "all", allGoods: goods === "all"},
    ]),
  );
}

/** For each reporter the source with most of the window, then most of the years before, then the lowest rank. */
function voicesOf(
  reported: readonly StoreRow[],
  traits: ReadonlyMap<string, Traits>,
  {range, window}: SideQuery,
): Map<string, Voice> {
  const voices = new Map<string, Voice & {readonly score: readonly number[]}>();
  for (const rows of Map.groupBy(reported, (row) => `${row.source} ${row.reporter}`).values()) {
    const [{source = null, reporter = null} = {}] = rows;
    const own = traits.get(String(source));
    if (own === undefined) continue;
    const covered = coveredBy(rows, range);
    const score = [window.filter((at) => covered.has(at)).length, covered.size, -own.rank];
    const best = voices.get(String(reporter));
    if (score[0] === 0 || (best !== undefined && !isBetter(score, best.score))) continue;
    voices.set(String(reporter), {...own, source: String(source), covered, score});
  }
  return voices;
}

function isBetter(score: readonly number[], than: readonly number[]): boolean {
  const at = score.findIndex((value, place) => value !== than[place]);
  return at >= 0 && (score[at] ?? Number.NaN) > (than[at] ?? Number.NaN);
}

/** Periods of the range with a figure of their own; a year also by its twelve months. */
function coveredBy(rows: readonly StoreRow[], {from, to, frequency}: PeriodRange): Set<Period> {
  const own = rows.map(({period: at}) => shownPeriod(Number(at)));
  const months = Map.groupBy(
    own.filter((at) => at.length === 7),
    (at) => at.slice(0, 4),
  );
  const whole = [...months].flatMap(([year, some]) => (some.length === 12 ? [year] : []));
  const shown =
    frequency === "M"
      ? own.filter((at) => at.length === 7)
      : [...own.filter((at) => at.length === 4), ...whole];
  return new Set(shown.filter((at) => at >= from && at <= to).map(period));
}

function isWhole(cell: StoreRow, frequency: Frequency): boolean {
  return frequency === "M" || cell.months === 12;
}

function cellsOf(rows: readonly StoreRow[]): SideCells {
  const good = rows.filter(({value_usd}) => typeof value_usd === "number" && value_usd >= 0);
  const names = {
    pairs: [...new Set(good.map(pairOf))],
    labels: [...new Set(good.map(({label}) => String(label)))].sort(),
    periods: [...new Set(good.map(periodOf))].sort(),
  };
  const [pairs, labels, periods] = [placesOf(names.pairs), placesOf(names.labels), placesOf(names.periods)];
  const cells = good.map((row) => ({
    pair: Number(pairs.get(pairOf(row))),
    label: Number(labels.get(String(row.label))),
    period: Number(periods.get(periodOf(row))),
    usd: Number(row.value_usd),
    kg: weightOf(row) ?? Number.NaN,
  }));
  return {
    cells: new PairCells(names, columnsOfCells(cells, names.pairs.length)),
    records: good.reduce((sum, {records}) => sum + Number(records), 0),
    negative: rows.length - good.length,
  };
}

function placesOf(names: readonly string[]): Map<string, number> {
  return new Map(names.map((name, at) => [name, at]));
}

function pairOf({reporter, partner}: StoreRow): string {
  return `${reporter} ${partner}`;
}

function sideOf(voices: ReadonlyMap<string, Voice>, found: SideCells): Side {
  const {pairs, labels} = found.cells.names;
  const partners = Map.groupBy(
    pairs.map((pair) => pair.split(" ")),
    ([reporter]) => String(reporter),
  );
  return {
    ...found,
    voices,
    labels: new Set(labels),
    partners: new Map(
      [...partners].map(([name, own]) => [name, new Set(own.map(([, partner]) => String(partner)))]),
    ),
    sources: [...new Set([...voices.values()].map(({source}) => source))].sort(),
  };
}

function periodOf(row: StoreRow): Period {
  return period(shownPeriod(Number(row.period)));
}

// A weight of zero or less says that none was taken down.
function weightOf({net_kg}: StoreRow): number | null {
  return typeof net_kg === "number" && net_kg > 0 ? net_kg : null;
}

/** No trade, known to be none. */
export const NOTHING: SideCell = {usd: 0, kg: 0};

/**
 * What a side says of a pair's product in a period; null where it does not speak of it.
 *
 * A reporter heard in that period that shows no record traded nothing, if its source has all partners (or shows the pair in
 * that period) and all goods.
 */
export function said(
  side: Side,
  reporter: string,
  partner: string,
  label: string,
  at: Period,
): SideCell | null {
  return side.cells.find(reporter, partner, label, at) ?? saidWithoutRecord(side, reporter, partner, at);
}

/** What a side says of a pair's product in a period where it shows no record of it; see {@link said}. */
export function saidWithoutRecord(
  side: Side,
  reporter: string,
  partner: string,
  at: Period,
): SideCell | null {
  const voice = side.voices.get(reporter);
  if (voice === undefined || !voice.covered.has(at) || !voice.allGoods) return null;
  if (voice.allPartners) return NOTHING;
  const [pair, period] = [side.cells.pair(reporter, partner), side.cells.period(at)];
  return pair !== null && period !== null && side.cells.hasPeriod(pair, period) ? NOTHING : null;
}
