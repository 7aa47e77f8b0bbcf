import {type Period, type PeriodRange, period, periodsIn, UsageError} from "../../base/index.ts";
import {expandBlocs, type Goods, refuseNested, refuseOverlap, unitMembers} from "../../layers/trade/index.ts";
import {type Reader, remembering} from "../../store/index.ts";
import {type Editions, sourceEditions} from "./editions.ts";
import {brokenOf, goodsAsked} from "./goods.ts";
import type {TransitParams} from "./params.ts";
import {readSide, type Side, type SideQuery} from "./sides.ts";
import {spansOf, wholeSpan} from "./spans.ts";

/**
 * The question with its states as ISO3 and blocs by their ids.
 *
 * @throws UsageError for unknown names, and "hub-is-origin", "hub-is-target", "origin-is-target" or "control-is-hub" for a loop
 */
export function resolved(params: TransitParams): TransitParams {
  const states3 = (ids: readonly string[] | null) => (ids === null ? null : expandBlocs(ids, ALWAYS));
  const named = {
    ...params,
    hubs: states3(params.hubs),
    controls: states3(params.controls),
    target: params.target === null ? null : unitOf(params.target),
  };
  refuseOverlap(params.origins, "--origin");
  refuseLoops(named);
  return named;
}

/** Both sides of some trade. */
export interface BothSides {
  readonly sent: Side;
  readonly got: Side;
  /** Editions of the sources, where codes of six digits and more are asked; null where a label means the same in all. */
  readonly editions: Editions | null;
}

/** All that the ledger is made from. */
export interface Books {
  readonly exporters: readonly string[];
  readonly hubs: readonly string[];
  readonly goods: Goods;
  readonly labels: readonly string[];
  /** Labels left out because they mean other goods before and after, with the reason. */
  readonly broken: ReadonlyMap<string, string>;
  readonly window: readonly Period[];
  /** The hubs' products. */
  readonly products: BothSides;
  /** The goods together, with every importer. */
  readonly together: BothSides;
  /** Hubs' imports by consignment, where published. */
  readonly consigned: Side;
  /** Hubs' imports of all goods, whatever is asked: no part of them is larger. */
  readonly total: Side;
  /** The hubs' products by month, where the question is of years. */
  readonly months: BothSides | null;
}

/** What the hubs' own rows are made from. */
export type HubBooks = Omit<Books, "together">;

/** Reads both sides of a resolved question. @throws UsageError "no-mirrored-trade" where no loaded source has both sides */
export async function readBooks(reader: Reader, params: TransitParams): Promise<Books> {
  const store = remembering(reader);
  const goods = goodsAsked(params);
  refuseNested(goods, "--goods");
  const range = params.period ?? yearsFrom(params);
  const asked = periodsIn(range);
  const query = {goods, range: wholeSpan([spansOf(asked, params)], range.frequency), window: asked};
  const sentAll = await readSent(store, {...query, flow: "X", splitGoods: false, partners: null}, params);
  const exporters = exportersOf(sentAll, params);
  const gotAll = await readSide(store, {
    ...query,
    flow: "M",
    splitGoods: false,
    reporters: null,
    partners: exporters,
  });
  const hubs = hubsOf(params, exporters, [...gotAll.partners.keys()]);
  const editions = isFine(goods) ? await sourceEditions(store) : null;
  const allTogether = {sent: sentAll, got: gotAll, editions};
  const heard = coveredWindow(asked, allTogether, hubs);
  const window = params.period === null ? heard : asked;
  if (hubs.length === 0 || heard.length === 0) throw noMirroredTrade(params);
  const out = {...query, window, splitGoods: true, flow: "X", reporters: exporters, partners: hubs} as const;
  const back = {...query, window, splitGoods: true, flow: "M", reporters: hubs, partners: exporters} as const;
  const [sent, got, consigned, total, months] = await Promise.all([
    readSide(store, out),
    readSide(store, back),
    readSide(store, {...back, basis: "consignment"}),
    readTotal(store, back),
    range.frequency === "A" ? readMonths(store, out, back) : null,
  ]);
  const broken = brokenOf(goods);
  const labels = [...sent.labels.union(got.labels)].filter((label) => !broken.has(label)).sort();
  const byMonth = months === null ? null : {...months, editions};
  const read = {products: {sent, got, editions}, together: allTogether, consigned, total, months: byMonth};
  return {exporters, hubs, goods, labels, broken, window, ...read};
}

const ALWAYS = {first: 0, last: 999_912};
const MOST_YEARS_AFTER = 9;

function yearsFrom({shock}: TransitParams): PeriodRange {
  const first = Number(shock.slice(0, 4));
  return {from: period(String(first)), to: period(String(first + MOST_YEARS_AFTER)), frequency: "A"};
}

/** Exports by member of a bloc; where none reports, those that a publisher gives for the bloc as one. */
async function readSent(
  store: Reader,
  query: Omit<SideQuery, "reporters">,
  {origins}: TransitParams,
): Promise<Side> {
  const members = await readSide(store, {...query, reporters: expandBlocs(origins, ALWAYS)});
  return members.voices.size > 0 ? members : readSide(store, {...query, reporters: origins});
}

// A list carries its codes from edition to edition by curated antecedents; headings and chapters hardly change.
function isFine(goods: Goods): boolean {
  return goods.kind === "codes" && goods.codes.some((code) => code.length >= 6);
}

async function readMonths(
  store: Reader,
  out: SideQuery,
  back: SideQuery,
): Promise<Omit<BothSides, "editions">> {
  const [first = "", last = first] = [out.window[0], out.window.at(-1)];
  const range = {from: period(`${first}-01`), to: period(`${last}-12`), frequency: "M"} as const;
  const monthly = {range, window: periodsIn(range)};
  const [sent, got] = await Promise.all([
    readSide(store, {...out, ...monthly}),
    readSide(store, {...back, ...monthly}),
  ]);
  return {sent, got};
}

/** A state's ISO3, or a bloc's id. @throws UsageError "unknown-state" */
function unitOf(name: string): string {
  return unitMembers([name])[0]?.unit ?? name;
}

/** States that the goods may go on to, a bloc's members each; none where no target is named. */
export function targetsOf({target}: Pick<TransitParams, "target">): string[] {
  return target === null ? [] : expandBlocs([target], ALWAYS);
}

function hubsOf(params: TransitParams, exporters: readonly string[], known: readonly string[]): string[] {
  const targets = targetsOf(params);
  const free = known.filter((state) => !targets.includes(state) && !exporters.includes(state));
  return params.hubs?.slice() ?? free.sort();
}

/** Members of the origins, whether they report or not; the blocs themselves where these report and no member does. */
function exportersOf({voices}: Side, {origins}: TransitParams): string[] {
  const members = expandBlocs(origins, ALWAYS);
  const byMember = voices.size === 0 || members.some((state) => voices.has(state));
  return byMember ? members.sort() : [...voices.keys()].sort();
}

/** Periods that both sides speak in; where there are none, those of the exporters, else those of the hubs. */
function coveredWindow(asked: readonly Period[], {sent, got}: BothSides, hubs: readonly string[]): Period[] {
  const heard = (side: Side, at: Period, who: Iterable<string>): boolean =>
    [...who].some((reporter) => side.voices.get(reporter)?.covered.has(at) === true);
  const out = asked.filter((at) => heard(sent, at, sent.voices.keys()));
  const back = asked.filter((at) => heard(got, at, hubs));
  const both = out.filter((at) => back.includes(at));
  return [both, out, back].find((periods) => periods.length > 0) ?? [];
}

/** Hubs' imports of all goods in the whole years of the window. */
function readTotal(store: Reader, back: SideQuery): Promise<Side> {
  const years = [...new Set(back.window.map((at) => period(at.slice(0, 4))))];
  const [from, to] = [years[0], years.at(-1)];
  if (from === undefined || to === undefined) throw new Error("a window has at least one period");
  const range = {from, to, frequency: "A"} as const;
  return readSide(store, {...back, goods: {kind: "total"}, splitGoods: false, range, window: years});
}

function refuseLoops(params: TransitParams): void {
  const {origins, hubs, controls} = params;
  const targets = targetsOf(params);
  const [from, through, others] = [expandBlocs(origins, ALWAYS), hubs ?? [], controls ?? []];
  const isEnd = (state: string): boolean => targets.includes(state);
  const loops = [
    {
      code: "hub-is-origin",
      state: through.find((hub) => from.includes(hub)),
      where: "--hub",
      what: "both origin and hub",
    },
    {code: "hub-is-target", state: through.find(isEnd), where: "--hub", what: "both hub and target"},
    {code: "origin-is-target", state: from.find(isEnd), where: "--target", what: "both origin and target"},
    {
      code: "control-is-hub",
      state: others.find((state) => isEnd(state) || [...through, ...from].includes(state)),
      where: "--controls",
      what: "a control and also origin, hub or target",
    },
  ];
  for (const {code, state, where, what} of loops) {
    if (state === undefined) continue;
    throw new UsageError(code, {
      message: `${state} is ${what}: goods that return to where they came from are no transit`,
      where,
      hint: "leave it out of one of them",
    });
  }
}

function noMirroredTrade({origins, hubs, goods, period: range}: TransitParams): UsageError {
  const when = range === null ? "after the shock" : `in ${range.from}..${range.to}`;
  return new UsageError("no-mirrored-trade", {
    message: `no loaded source has exports of ${goods} from ${origins.join(", ")}${hubs === null ? "" : ` to ${hubs.join(", ")}`} ${when}, on either side: whether any of it vanished on paper is unknown, not zero`,
    where: "--period",
    hint: "see what is loaded with: roundabout sources; a source that ends within a year answers for months, such as --period 2022-03..2022-11",
  });
}
