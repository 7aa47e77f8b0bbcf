import {type Day, type Period, periodRange, periodsIn} from "../../base/index.ts";
import {
  expandBlocs,
  type Goods,
  type GoodsCode,
  type ListGoods,
  listGoods,
  tradeCells,
} from "../../layers/trade/index.ts";
import {type GoodsLine, goodsList, hsCodes, isGoodsList} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import type {EffectGood, EffectPanel} from "./effect-panel.ts";
import {sideOf} from "./effect-time.ts";
import {type MeasuredFlows, measureFlows, sliceOf} from "./flows.ts";
import type {ChannelParams} from "./params.ts";
import type {DatedGood} from "./staggered.ts";
import {tellerGaps, wholeListCodes} from "./study.ts";
import type {Timing} from "./time.ts";

/** A panel from the store, and what was left out of it. */
export interface ReadPanel {
  readonly panel: EffectPanel;
  /** Periods of the span that an origin does not report, so that no origin comes and goes. */
  readonly periodsLeft: readonly Period[];
  /** Origins left out throughout, because they miss periods and weigh less than these. */
  readonly originsLeft: readonly string[];
  readonly records: number;
  readonly sources: readonly string[];
}

/** What decides which cells are read. */
export interface CellInput {
  readonly params: ChannelParams;
  readonly goods: Goods;
  readonly timing: Timing;
  /** Labels that mean other goods before and after. */
  readonly broken: ReadonlyMap<string, string>;
}

/** Goods of a list dated by itself, or else by the list that controls must not be on; with those left out, by reason. */
export interface DatedGoods {
  readonly goods: readonly DatedGood[];
  readonly list: ListGoods;
  readonly left: ReadonlyMap<string, number>;
}

/**
 * Goods with the day on which the whole of them was listed. A line counts from the earliest row that holds all of it; one of
 * which a part was listed earlier is on neither side.
 *
 * The days are those of the list asked about where all its lines have one, else of `--controls-outside`.
 */
export function datedGoods(
  {goods, controlsOutside}: Pick<ChannelParams, "goods" | "controlsOutside">,
  own: Goods,
): DatedGoods {
  const dated = isGoodsList(goods) && goodsList(goods).lines.every(({firstListed}) => firstListed !== null);
  const {goods: list, list: source} = listGoods(dated ? goods : controlsOutside, {scope: "full"});
  const labels = [...new Set(list.codes.map(({label}) => label))];
  const found = labels.map((label) => ({
    label,
    from: listedFrom(label, source.lines),
    wanted: dated || isWithin(label, own),
  }));
  const kept = found.flatMap(({label, from, wanted}) =>
    typeof from === "string" ? [{label, from, wanted}] : [],
  );
  const reasons: readonly (readonly [string, number])[] = [
    ["without a day of listing", found.filter(({from}) => from === null).length],
    ["listed in part before they were listed in whole", found.filter(({from}) => from === undefined).length],
  ];
  return {goods: kept, list, left: new Map(reasons.filter(([, count]) => count > 0))};
}

/** The day; null where there is none, undefined where a part was listed earlier. */
function listedFrom(label: string, lines: readonly GoodsLine[]): Day | null | undefined {
  const touching = lines.filter(
    ({code, firstListed}) => firstListed !== null && (label.startsWith(code) || code.startsWith(label)),
  );
  const whole = earliest(touching.filter(({code, scope}) => scope === "full" && label.startsWith(code)));
  const any = earliest(touching);
  if (whole === null) return null;
  return any !== null && any < whole ? undefined : whole;
}

function earliest(lines: readonly GoodsLine[]): Day | null {
  return lines.reduce<Day | null>(
    (first, {firstListed}) =>
      firstListed !== null && (first === null || firstListed < first) ? firstListed : first,
    null,
  );
}

function isWithin(label: string, goods: Goods): boolean {
  if (goods.kind === "total") return true;
  const codes: readonly string[] = goods.kind === "codes" ? goods.codes : goods.codes.map(({code}) => code);
  return codes.some((code) => label.startsWith(code));
}

/** Every six-digit code that shares no line with either list, as goods by themselves. */
export function controlGoods(own: Goods, controlsOutside: string): ListGoods {
  const {goods: outside} = listGoods(controlsOutside);
  const taken = [
    ...outside.codes.map(({code}) => code),
    ...codesOf(own),
    ...wholeListCodes(own).map(({code}) => code),
  ];
  const heads = new Set(taken.map((code) => code.slice(0, 6)));
  const broad = [...heads].filter((code) => code.length < 6);
  const free = hsCodes("HS2022").filter(
    (code) => !heads.has(code) && !broad.some((head) => code.startsWith(head)),
  );
  const codes: GoodsCode[] = free.map((code) => ({label: code, code, edition: ""}));
  return {...outside, id: "controls", codes};
}

function codesOf(goods: Goods): readonly string[] {
  if (goods.kind === "total") return [];
  return goods.kind === "codes" ? goods.codes : goods.codes.map(({code}) => code);
}

/** Cells of some goods to every destination, each period of the span that all origins report. Null where nothing is covered. */
export async function readCells(
  store: Reader,
  input: CellInput,
  groups: readonly CellGroup[],
): Promise<ReadPanel | null> {
  const {params, timing} = input;
  const span = periodsIn(timing.span);
  const origins = expandBlocs(params.origins, {first: 0, last: 999_912});
  const [first] = groups;
  if (first === undefined) return null;
  const every = allOf(span, timing);
  const teller = {units: params.origins, flow: "X"} as const;
  const gaps = await tellerGaps(store, {teller, goods: input.goods, timing: every});
  const originsLeft = await smallOrigins(store, {input, origins, gaps, periods: span.length});
  const missing = new Set(
    [...gaps].flatMap(([origin, periods]) => (originsLeft.includes(origin) ? [] : periods)),
  );
  const periods = span.filter((at) => !missing.has(at));
  const without = originsLeft.flatMap((member) =>
    span.map((at) => ({member, period: Number(at.replace("-", ""))})),
  );
  const own = beforeAfter(periods, timing, params.shock);
  if (own === null) return null;
  const flows: MeasuredFlowsOf[] = [];
  for (const group of groups) {
    const query = {
      reporters: params.origins,
      partners: null,
      flow: "X",
      goods: group.goods,
      splitGoods: true,
      key: "partner",
      without,
    } as const;
    flows.push({group, found: await measureFlows(store, query, [own])});
  }
  const all = flows.flatMap(({found}) => [...found.values()]);
  return {
    panel: assembled(flows, periods, input.broken),
    periodsLeft: span.filter((at) => missing.has(at)),
    originsLeft,
    records: all.reduce((sum, {records}) => sum + records, 0),
    sources: [...new Set(all.flatMap(({sources}) => sources))].sort(),
  };
}

interface GapOrigins {
  readonly input: CellInput;
  readonly origins: readonly string[];
  readonly gaps: ReadonlyMap<string, readonly Period[]>;
  readonly periods: number;
}

/** Origins with gaps whose share of the exports is smaller than the share of periods that they miss. */
async function smallOrigins(
  store: Reader,
  {input: {goods, timing}, origins, gaps, periods}: GapOrigins,
): Promise<readonly string[]> {
  if (gaps.size === 0) return [];
  const query = {
    reporters: origins,
    partners: null,
    flow: "X",
    goods,
    splitGoods: false,
    key: "reporter",
  } as const;
  const cells = await store.rows(tradeCells({...sliceOf(query, timing.span)}));
  const sums = new Map<string, number>();
  for (const {reporter, value_usd: value} of cells)
    sums.set(String(reporter), sumOf([sums.get(String(reporter)), Number(value)]));
  const all = [...sums.values()].reduce((sum, value) => sum + value, 0);
  return [...gaps].flatMap(([origin, missing]) => {
    const own = sums.get(origin);
    return own !== undefined && own / all >= missing.length / periods ? [] : [origin];
  });
}

// A sum that is not yet begun adds nothing.
function sumOf(parts: readonly (number | undefined)[]): number {
  return parts.reduce<number>((sum, part) => (part === undefined ? sum : sum + part), 0);
}

/** Goods read together, and the side that a label is on; null leaves it out. */
export interface CellGroup {
  readonly goods: Goods;
  readonly good: (label: string) => EffectGood | null;
}

interface MeasuredFlowsOf {
  readonly group: CellGroup;
  readonly found: ReadonlyMap<string, MeasuredFlows>;
}

function allOf(span: readonly Period[], {frequency, span: range}: Timing): Timing {
  return {frequency, window: span, baseline: [], span: range};
}

function beforeAfter(periods: readonly Period[], {frequency}: Timing, shock: Day): Timing | null {
  const before = periods.filter((at) => sideOf(at, shock) === "before");
  const window = periods.filter((at) => sideOf(at, shock) === "after");
  const [from, to] = [before[0], window.at(-1)];
  if (from === undefined || to === undefined) return null;
  return {frequency, window, baseline: [before], span: periodRange(`${from}..${to}`)};
}

function assembled(
  flows: readonly MeasuredFlowsOf[],
  periods: readonly Period[],
  broken: CellInput["broken"],
): EffectPanel {
  const destinations = [...new Set(flows.flatMap(({found}) => [...found.keys()]))].sort();
  const goods: EffectGood[] = [];
  const places = new Map<string, number>();
  const pairs: {destination: number; good: number; values: readonly number[]}[] = [];
  for (const {group, found} of flows) {
    for (const [state, {series}] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
      for (const [label, cells] of series) {
        const good = broken.has(label) ? null : group.good(label);
        if (good === null) continue;
        const place = places.get(label) ?? goods.push(good) - 1;
        places.set(label, place);
        pairs.push({destination: destinations.indexOf(state), good: place, values: valuesOf(cells, periods)});
      }
    }
  }
  const traded = pairs.filter(({values}) => values.some((value) => value > 0));
  return {
    destinations,
    goods,
    periods,
    pairs: traded.map(({destination, good}) => ({destination, good})),
    values: Float64Array.from(traded.flatMap(({values}) => values)),
  };
}

// Every origin reports these periods: a pair without a record did not trade.
function valuesOf(cells: ReadonlyMap<Period, number>, periods: readonly Period[]): number[] {
  return periods.map((at) => {
    const value = cells.get(at);
    return value === undefined ? 0 : value;
  });
}
