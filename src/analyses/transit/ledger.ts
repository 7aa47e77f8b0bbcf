import {type Period, seeded} from "../../base/index.ts";
import {
  type CifMargin,
  type CommonChange,
  cifMargin,
  commonChange,
  drawCommon,
  drawNoise,
  gapNoise,
  LEAST_PAIRS,
  type MirrorDeviation,
  type MirrorUnit,
  type NoiseDraws,
  type PlacedUnit,
  type Reliability,
  reliability,
  type UsualGaps,
  usualGaps,
  type VanishedOptions,
  vanished,
} from "../../methods/index.ts";
import {editionsDiffer} from "./editions.ts";
import type {TransitParams} from "./params.ts";
import {type Books, type BothSides, targetsOf} from "./read.ts";
import {NOTHING, plus, type SideCell, said} from "./sides.ts";
import type {Spans} from "./spans.ts";

/** Both sides of a pair's product over some periods that both speak of. */
export interface PairedCells {
  readonly sent: SideCell;
  readonly got: SideCell;
}

/** A pair's product in the window. `paired` is null where no period is spoken of by both sides. */
export interface Entry {
  readonly exporter: string;
  readonly hub: string;
  readonly label: string;
  readonly paired: PairedCells | null;
  /** Exports of periods in which the importer does not speak, and the reverse; US dollars. */
  readonly unmatchedSent: number;
  readonly unmatchedGot: number;
  /** Periods of the window in which both sides speak in codes of different editions. */
  readonly mixed: number;
  readonly baseline: ReadonlyMap<string, PairedCells>;
  readonly placed: PlacedUnit | null;
}

/** The ledger of one hub over one window. */
export interface HubLedger {
  readonly hub: string;
  readonly entries: readonly Entry[];
  readonly noise: NoiseDraws;
  readonly options: VanishedOptions;
  /** Null where there are too few controls. */
  readonly common: CommonChange | null;
}

/** The ledgers of a window. */
export interface Ledger extends Ordinary {
  readonly spans: Spans;
  readonly hubs: readonly HubLedger[];
}

/** What all pairs tell of margin and reliability, in the years before the shock. */
export interface Ordinary {
  readonly margin: CifMargin;
  /** The margin that is taken off: the one given, else the one estimated. */
  readonly marginUsed: number;
  readonly reliability: Reliability;
}

/** Bootstrap draws behind each interval. */
export const DRAWS = 999;
/** Fewest importers whose common change is taken off unasked. */
export const LEAST_CONTROLS = 5;

/** What the pairs of all importers tell of margin and reliability. */
export function ordinaryOf(books: Books, spans: Spans, params: TransitParams): Ordinary {
  const pairs = pairsOf(books, spans);
  const margin = cifMargin(ordinaryLogs(pairs, params.hubs));
  return {
    margin,
    marginUsed: params.margin ?? margin.margin,
    reliability: reliability(deviationsOf(pairs, margin)),
  };
}

/** Makes the ledgers of all hubs over one window. */
export function ledgerOf(
  books: Books,
  spans: Spans,
  {ordinary, params}: {readonly ordinary: Ordinary; readonly params: TransitParams},
): Ledger {
  const {hubs, exporters, labels} = books;
  const placed = usualGaps(pairsOf(books, spans).flatMap(unitOf));
  const changes = changesOf(placed, params);
  const products = Map.groupBy(
    entriesOf(books.products, {exporters, importers: hubs, labels}, spans),
    ({hub}) => hub,
  );
  return {
    ...ordinary,
    spans,
    hubs: hubs.map((hub) => hubLedger(hub, products.get(hub) ?? [], {placed, changes, params})),
  };
}

/** The goods together, of every pair of an exporter with an importer. */
function pairsOf(books: Books, spans: Spans): Entry[] {
  const {exporters, together} = books;
  const importers = [...together.got.partners.keys()].filter((state) => !exporters.includes(state)).sort();
  return entriesOf(together, {exporters, importers, labels: togetherLabels(books)}, spans);
}

// Read together, codes still stand apart and a list is one label.
function togetherLabels({together}: Books): string[] {
  return [...together.sent.labels.union(together.got.labels)].sort();
}

interface Names {
  readonly exporters: readonly string[];
  readonly importers: readonly string[];
  readonly labels: readonly string[];
}

/** Every pair and product that one of the sides shows in the window or the baseline. */
function entriesOf(sides: BothSides, {exporters, importers, labels}: Names, spans: Spans): Entry[] {
  return importers.flatMap((hub) =>
    exporters
      .filter((exporter) => isShown(sides, exporter, hub))
      .flatMap((exporter) => labels.map((label) => entryOf(sides, {exporter, hub, label}, spans)))
      .filter((entry) => !isSilent(entry)),
  );
}

interface Place {
  readonly exporter: string;
  readonly hub: string;
  readonly label: string;
}

function entryOf(sides: BothSides, place: Place, {window, baseline}: Spans): Entry {
  const known = isOnRecord(sides, place);
  const cells = window.map((at) => cellsAt(sides, place, at));
  const both = known
    ? cells.flatMap(({sent, got}) => (sent === null || got === null ? [] : [{sent, got}]))
    : [];
  const years = [...baseline].flatMap(([year, periods]) => {
    const own = known ? wholeYear(periods.map((at) => cellsAt(sides, place, at))) : null;
    return own === null ? [] : [[year, own] as const];
  });
  const alone = (side: "sent" | "got", other: "sent" | "got"): number =>
    cells.reduce(
      (sum, cell) => (known && cell[other] !== null && !cell.mixed ? sum : sum + worth(cell[side])),
      0,
    );
  return {
    ...place,
    paired: both.length === 0 ? null : together(both),
    unmatchedSent: alone("sent", "got"),
    unmatchedGot: alone("got", "sent"),
    mixed: cells.filter(({mixed}) => mixed).length,
    baseline: new Map(years),
    placed: null,
  };
}

// What a side does not say adds nothing to a sum of what the other has alone.
function worth(cell: SideCell | null): number {
  return cell === null ? 0 : cell.usd;
}

function isShown({sent, got}: BothSides, exporter: string, hub: string): boolean {
  return sent.partners.get(exporter)?.has(hub) === true || got.partners.get(hub)?.has(exporter) === true;
}

/** A pair that one side never shows, in no product and no period, is unknown to it: that is not zero trade. */
function isOnRecord({sent, got}: BothSides, {exporter, hub}: Place): boolean {
  return sent.partners.get(exporter)?.has(hub) === true && got.partners.get(hub)?.has(exporter) === true;
}

interface CellsAt {
  readonly sent: SideCell | null;
  readonly got: SideCell | null;
  readonly mixed: boolean;
}

/** What both sides say of a place in a period. In codes of different editions, they are not of one thing. */
function cellsAt({sent, got, editions}: BothSides, {exporter, hub, label}: Place, at: Period): CellsAt {
  const cells = {sent: said(sent, exporter, hub, label, at), got: said(got, hub, exporter, label, at)};
  const [one, other] = [sent.voices.get(exporter)?.source, got.voices.get(hub)?.source];
  const fine = editions !== null && label.length >= 6 && one !== undefined && other !== undefined;
  return {...cells, mixed: fine && editionsDiffer(editions, one, other, at)};
}

/** The cells that both sides have and that are of one thing. */
function comparable(cells: readonly CellsAt[]): PairedCells[] {
  return cells.flatMap(({sent, got, mixed}) => (sent === null || got === null || mixed ? [] : [{sent, got}]));
}

function wholeYear(cells: readonly CellsAt[]): PairedCells | null {
  const both = comparable(cells);
  return both.length === cells.length ? together(both) : null;
}

function together(cells: readonly PairedCells[]): PairedCells {
  return {
    sent: cells.map(({sent}) => sent).reduce(plus, NOTHING),
    got: cells.map(({got}) => got).reduce(plus, NOTHING),
  };
}

function isSilent({paired, unmatchedSent, unmatchedGot, baseline}: Entry): boolean {
  const empty = ({sent, got}: PairedCells): boolean => sent.usd === 0 && got.usd === 0;
  return (
    unmatchedSent === 0 &&
    unmatchedGot === 0 &&
    (paired === null || empty(paired)) &&
    [...baseline.values()].every(empty)
  );
}

function unitOf({exporter, hub, label, paired, baseline}: Entry): MirrorUnit[] {
  if (paired === null) return [];
  const point = ({sent, got}: PairedCells) => ({exported: sent.usd, imported: got.usd});
  const years = new Map([...baseline].map(([year, cells]) => [year, point(cells)]));
  return [{exporter, importer: hub, product: label, baseline: years, window: point(paired)}];
}

/** Logs of imported ÷ exported, a list of years before the shock for each pair: of importers not asked about, else of all. */
function ordinaryLogs(pairs: readonly Entry[], hubs: TransitParams["hubs"]): number[][] {
  const others = pairYears(pairs.filter(({hub}) => hubs?.includes(hub) !== true)).filter(
    ({logs}) => logs.length > 0,
  );
  const ordinary = others.length >= LEAST_PAIRS ? others : pairYears(pairs);
  return ordinary.map(({logs}) => logs);
}

function deviationsOf(pairs: readonly Entry[], {log}: CifMargin): MirrorDeviation[] {
  return pairYears(pairs).flatMap(({exporter, hub, logs}) =>
    logs.map((own) => ({exporter, importer: hub, log: log === null ? -own : log - own})),
  );
}

function pairYears(pairs: readonly Entry[]): {exporter: string; hub: string; logs: number[]}[] {
  return [...Map.groupBy(pairs, ({exporter, hub}) => `${exporter} ${hub}`).values()].map((own) => {
    const [{exporter = "", hub = ""} = {}] = own;
    const years = new Set(own.flatMap(({baseline}) => [...baseline.keys()]));
    const logs = [...years].flatMap((year) => {
      const {sent, got} = together(own.flatMap(({baseline}) => baseline.get(year) ?? []));
      return sent.usd > 0 && got.usd > 0 ? [Math.log(got.usd / sent.usd)] : [];
    });
    return {exporter, hub, logs};
  });
}

interface Others {
  /** Pairs of all importers, the goods together. */
  readonly placed: UsualGaps;
  readonly changes: ReadonlyMap<string, number>;
  readonly params: TransitParams;
}

/** Change of the gap of each importer that may be a control, in logs. */
function changesOf({placed}: UsualGaps, params: TransitParams): Map<string, number> {
  const {controls, hubs} = params;
  const targets = targetsOf(params);
  const still = {noise: null, common: 0, commonDraws: [], random: seeded(1), draws: 0};
  const own = Map.groupBy(placed, ({unit}) => unit.importer);
  return new Map(
    [...own].flatMap(([importer, units]) => {
      const allowed =
        controls === null
          ? !targets.includes(importer) && hubs?.includes(importer) !== true
          : controls.includes(importer);
      const {share} = vanished(
        units,
        drawNoise(
          units.map(({group}) => group),
          still,
        ),
        still,
      );
      return allowed && share !== null && share < 1 ? [[importer, -Math.log(1 - share)] as const] : [];
    }),
  );
}

function hubLedger(hub: string, entries: readonly Entry[], {placed, changes, params}: Others): HubLedger {
  const gaps = usualGaps(entries.flatMap(unitOf));
  const others = new Map([...changes].filter(([importer]) => importer !== hub));
  const enough = params.controls !== null || others.size >= LEAST_CONTROLS;
  const common = enough ? commonChange(others) : null;
  const random = seeded(params.seed);
  const noise = gapNoise(
    gaps.groups,
    placed.groups.filter(({importer}) => importer !== hub),
  );
  const commonDraws = common === null ? [] : drawCommon(others, common, {random, draws: DRAWS});
  const options = {noise, common: common?.change ?? NO_CHANGE, commonDraws, random, draws: DRAWS};
  const byPlace = new Map(gaps.placed.map((own) => [`${own.unit.exporter} ${own.unit.product}`, own]));
  return {
    hub,
    entries: entries.map((entry) => ({
      ...entry,
      placed: byPlace.get(`${entry.exporter} ${entry.label}`) ?? null,
    })),
    noise: drawNoise(gaps.groups, options),
    options,
    common,
  };
}

// Nothing is taken off where no controls tell what to.
const NO_CHANGE = 0;
