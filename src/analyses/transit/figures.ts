import {type Period, period, periodsIn} from "../../base/index.ts";
import {
  exporterWeight,
  type Interval,
  type MirrorPoint,
  mirrorGap,
  orphanSpans,
  orphansOf,
  type PlacedUnit,
  type Vanished,
  vanished,
} from "../../methods/index.ts";
import type {SideCell} from "./cells.ts";
import {type Entry, type PairedCells, sumOfYears} from "./entries.ts";
import type {HubLedger, Ledger} from "./ledger.ts";
import type {TransitParams} from "./params.ts";
import type {HubBooks} from "./read.ts";
import {said} from "./sides.ts";

/** The orphans of a sum of units, told apart. US dollars; the parts add up to `gross`, and each may be negative. */
export interface Split {
  readonly gross: number;
  /** Goes away in sums of three months; null where a side publishes years only. */
  readonly timing: number | null;
  /** Goes away against the usual gap in place of the margin. */
  readonly usual: number;
  /** Goes away with the change that controls share. */
  readonly common: number;
  /** Shortfalls that surpluses of other units offset. */
  readonly noise: number;
  /** What is left: the change of the gap beyond the usual and the controls'. */
  readonly shock: number;
}

/** All figures of some entries of a hub. US dollars and kilograms; null is unknown. */
export interface Figures {
  readonly sent: SideCell | null;
  readonly got: SideCell | null;
  readonly unmatchedSent: number;
  readonly unmatchedGot: number;
  /** Products and periods in codes of different editions on the two sides. */
  readonly mixed: number;
  /** ln of exports over imports less their margin, in the window and on average of the baseline years. */
  readonly gap: number | null;
  readonly usual: number | null;
  readonly years: number;
  readonly orphans: number | null;
  readonly vanished: Vanished | null;
  readonly split: Split | null;
  /** Exports of products without a usual gap, which the split leaves out. */
  readonly withoutUsual: number;
  readonly reconciled: number | null;
  /** Weight of the exporter's figure in `reconciled`. */
  readonly weight: number | null;
  readonly interval: Interval | null;
}

/** Figures of some of a hub's entries. */
export function figuresOf(
  entries: readonly Entry[],
  {
    hub,
    ledger,
    books,
    params,
  }: {
    readonly hub: HubLedger;
    readonly ledger: Ledger;
    readonly books: HubBooks;
    readonly params: TransitParams;
  },
): Figures {
  const paired = entries.map((entry) => entry.paired).filter((pair) => pair !== null);
  const [sent, got] = [sumOf(paired, "sent"), sumOf(paired, "got")];
  const point = sent === null || got === null ? null : {exported: sent.usd, imported: got.usd};
  const placed = entries.map((entry) => entry.placed).filter((own) => own !== null);
  const lost = placed.length === 0 ? null : vanished(placed, hub.noise, hub.options);
  const margin = ledger.marginUsed;
  const usual = usualOf(entries, margin);
  return {
    sent,
    got,
    unmatchedSent: sum(entries.map(({unmatchedSent}) => unmatchedSent)),
    unmatchedGot: sum(entries.map(({unmatchedGot}) => unmatchedGot)),
    mixed: sum(entries.map(({mixed}) => mixed)),
    gap: point === null ? null : mirrorGap(point, margin),
    ...usual,
    orphans: point === null ? null : orphansOf(point, margin, params.tolerance),
    vanished: lost,
    split: lost === null ? null : splitOf(placed, lost, {hub, margin, books, window: ledger.spans.window}),
    withoutUsual: sum(
      entries.map(({paired: own, placed: at}) => (own !== null && at === null ? own.sent.usd : 0)),
    ),
    ...reconciledOf(entries, ledger),
    interval: lost?.interval ?? null,
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** One side of all pairs together; a weight is known where all are. */
function sumOf(paired: readonly PairedCells[], side: keyof PairedCells): SideCell | null {
  let [usd, kg] = [0, 0];
  for (const {[side]: cell} of paired) {
    usd += cell.usd;
    kg += cell.kg === null ? Number.NaN : cell.kg;
  }
  return paired.length === 0 ? null : {usd, kg: Number.isNaN(kg) ? null : kg};
}

function usualOf(entries: readonly Entry[], margin: number): Pick<Figures, "usual" | "years"> {
  const paired = entries.filter((entry) => entry.paired !== null);
  const {years, exported, imported} = sumOfYears(paired.map(({baseline}) => baseline));
  const whole = years.flatMap((_, at) => {
    const point = {exported: Number(exported[at]), imported: Number(imported[at])};
    return mirrorGap(point, margin) ?? [];
  });
  return {usual: whole.length === 0 ? null : sum(whole) / whole.length, years: whole.length};
}

/** Tells the orphans of placed units apart, each step against the one before, so that the parts add up. */
function splitOf(
  placed: readonly PlacedUnit[],
  lost: Vanished,
  {
    hub,
    margin,
    books,
    window,
  }: {
    readonly hub: HubLedger;
    readonly margin: number;
    readonly books: HubBooks;
    readonly window: readonly Period[];
  },
): Split {
  const still = vanished(placed, hub.noise, {...hub.options, noise: null, common: 0, commonDraws: []});
  const spans = placed.map((own) => monthsOf(own, window, books));
  const known = spans.flatMap((months) => (months === null ? [] : [orphanSpans(months, margin)]));
  const byMonth = known.length === placed.length;
  const whole = sum(placed.map(({unit}) => orphansOf(unit.window, margin)));
  const gross = byMonth ? sum(known.map(({monthly}) => monthly)) : whole;
  const settled = byMonth ? sum(known.map(({quarterly}) => quarterly)) : whole;
  return {
    gross,
    timing: byMonth ? gross - settled : null,
    usual: settled - still.shortfalls,
    common: still.shortfalls - lost.shortfalls,
    noise: beyondRounding(lost.shortfalls - lost.amount, lost.shortfalls),
    shock: lost.amount,
  };
}

/** Sums of up to 10⁵ terms of doubles differ by less than this share when nothing differs. */
const ROUNDING = 1e-11;

function beyondRounding(difference: number, size: number): number {
  return difference > ROUNDING * Math.abs(size) ? difference : 0;
}

/** Both sides of a unit month by month; null where one of them does not speak of each month. */
function monthsOf({unit}: PlacedUnit, window: readonly Period[], books: HubBooks): MirrorPoint[] | null {
  const annual = window.some((at) => at.length === 4);
  const sides = annual ? books.months : books.products;
  if (sides === null) return null;
  const {exporter, importer, product} = unit;
  if (!sides.sent.voices.has(exporter) || !sides.got.voices.has(importer)) return null;
  const months = annual
    ? window.flatMap((year) =>
        periodsIn({from: period(`${year}-01`), to: period(`${year}-12`), frequency: "M"}),
      )
    : window;
  const points: MirrorPoint[] = [];
  for (const at of months) {
    const sent = said(sides.sent, exporter, importer, product, at);
    const got = sent === null ? null : said(sides.got, importer, exporter, product, at);
    if (sent === null || got === null) return null;
    points.push({exported: sent.usd, imported: got.usd});
  }
  return points;
}

/** The mean of both sides by pair, each weighed by how reliable its reporter is; a view beside the two, never in their place. */
function reconciledOf(
  entries: readonly Entry[],
  {reliability, marginUsed}: Ledger,
): Pick<Figures, "reconciled" | "weight"> {
  const weights = new Map<string, Map<string, number>>();
  const weightOf = (exporter: string, hub: string): number => {
    const own = weights.get(hub) ?? new Map<string, number>();
    const weight = own.get(exporter) ?? exporterWeight(reliability, exporter, hub);
    weights.set(hub, own.set(exporter, weight));
    return weight;
  };
  const pairs: {readonly weight: number; readonly sent: number; readonly got: number}[] = [];
  for (const {exporter, hub, paired} of entries) {
    if (paired === null) continue;
    const weight = weightOf(exporter, hub);
    pairs.push({weight, sent: paired.sent.usd, got: paired.got.usd / (1 + marginUsed)});
  }
  if (pairs.length === 0) return {reconciled: null, weight: null};
  const exported = sum(pairs.map(({sent}) => sent));
  return {
    reconciled: sum(pairs.map(({weight, sent, got}) => weight * sent + (1 - weight) * got)),
    weight: exported > 0 ? sum(pairs.map(({weight, sent}) => weight * sent)) / exported : null,
  };
}
