import {type FindingRow, type Period, period} from "../../base/index.ts";
import {states} from "../../reference/index.ts";
import {rangeOf} from "../common/periods.ts";
import type {SideCell} from "./cells.ts";
import type {Entry} from "./entries.ts";
import {type Figures, figuresOf} from "./figures.ts";
import type {HubLedger, Ledger} from "./ledger.ts";
import type {TransitParams} from "./params.ts";
import type {HubBooks} from "./read.ts";

/** What a row is about; null is "all". */
export interface RowPlace {
  readonly hub: string;
  readonly product: string | null;
  readonly origin: string | null;
  readonly window: readonly Period[];
  readonly exporters: readonly string[];
}

export interface PlacedRow {
  readonly place: RowPlace;
  readonly row: FindingRow;
  readonly figures: Figures;
}

/** What a ledger is laid out from. */
export interface RowContext {
  readonly books: HubBooks;
  readonly params: TransitParams;
}

/** Rows of the finding: largest shock first, unknown ones last; periods in order of time. */
export function sortedRows(rows: readonly PlacedRow[], {by}: TransitParams): PlacedRow[] {
  return by === "period" ? rows.toSorted(byHub) : rows.toSorted(byShock);
}

function byHub(a: PlacedRow, b: PlacedRow): number {
  return a.place.hub < b.place.hub ? -1 : a.place.hub > b.place.hub ? 1 : 0;
}

function byShock(a: PlacedRow, b: PlacedRow): number {
  const order = ({figures: {vanished, orphans, unmatchedSent}}: PlacedRow): readonly number[] => [
    vanished?.amount ?? -Infinity,
    orphans ?? -Infinity,
    unmatchedSent,
  ];
  const [one, other] = [order(a), order(b)];
  const at = one.findIndex((value, place) => value !== other[place]);
  return at < 0 ? 0 : (other[at] ?? Number.NaN) - (one[at] ?? Number.NaN);
}

/** Rows of one hub and window. */
export function hubRows(hub: HubLedger, ledger: Ledger, context: RowContext): PlacedRow[] {
  const {by} = context.params;
  const key = ({exporter, label}: Entry): string =>
    by === "product" ? label : by === "origin" ? exporter : "";
  const groups = Map.groupBy(hub.entries, key);
  if (groups.size === 0 && (by === "hub" || by === "period")) groups.set("", []);
  return [...groups].map(([name, entries]) => {
    const place = {
      hub: hub.hub,
      product: by === "product" ? name : null,
      origin: by === "origin" ? name : null,
      window: ledger.spans.window,
      exporters: by === "origin" ? [name] : context.books.exporters,
    };
    const figures = figuresOf(entries, {hub, ledger, ...context});
    return {
      place,
      figures,
      row: {...dimensions(place, context.params), ...cells(figures, place, {hub, ledger, ...context})},
    };
  });
}

function dimensions({hub, product, origin, window}: RowPlace, {by}: TransitParams): FindingRow {
  return {
    hub,
    hub_name: states().get(hub).nameEn,
    ...(by === "product" ? {product} : {}),
    ...(by === "origin" ? {origin} : {}),
    ...(by === "period" ? {period: window[0] ?? null} : {window: rangeOf(window)}),
  };
}

interface Around extends RowContext {
  readonly hub: HubLedger;
  readonly ledger: Ledger;
}

function cells(figures: Figures, place: RowPlace, around: Around): FindingRow {
  const {sent, got, vanished, split} = figures;
  const margin = around.ledger.marginUsed;
  const fob = got === null ? null : got.usd / (1 + margin);
  return {
    exporter_usd: sent?.usd ?? null,
    importer_usd: got?.usd ?? null,
    ratio: sent === null || got === null ? null : ratioOf(got.usd, sent.usd),
    importer_consignment_usd: consignedUsd(place, around.books),
    importer_fob_usd: fob,
    gap_log: figures.gap,
    usual_gap_log: figures.usual,
    usual_years: figures.years,
    orphans_usd: figures.orphans,
    shock_usd: split?.shock ?? null,
    shock_low_usd: bound(vanished?.interval?.low, vanished?.exported),
    shock_high_usd: bound(vanished?.interval?.high, vanished?.exported),
    share_pct: percent(vanished?.share),
    share_low_pct: percent(vanished?.interval?.low),
    share_high_pct: percent(vanished?.interval?.high),
    gross_usd: split?.gross ?? null,
    timing_usd: split?.timing ?? null,
    usual_usd: split?.usual ?? null,
    common_usd: split === null || around.hub.common === null ? null : split.common,
    noise_usd: split?.noise ?? null,
    unmatched_exports_usd: figures.unmatchedSent,
    unmatched_imports_usd: figures.unmatchedGot,
    without_usual_usd: figures.withoutUsual,
    controls: around.hub.common?.kept.length ?? null,
    reconciled_usd: figures.reconciled,
    exporter_weight: figures.weight,
    residual_usd: sent === null || fob === null ? null : sent.usd - fob,
    ...ceiling(figures, place, around),
    ...weights(sent, got, margin),
    unknown: unknownOf(figures, around),
  };
}

function ratioOf(part: number, whole: number): number | null {
  return whole > 0 ? part / whole : null;
}

function bound(share: number | undefined, of: number | undefined): number | null {
  return share === undefined || of === undefined ? null : share * of;
}

function percent(share: number | null | undefined): number | null {
  return share === null || share === undefined ? null : 100 * share;
}

/** Imports by consignment where the publisher gives them; a sum of what is there, null without any. */
function consignedUsd({hub, exporters, product, window}: RowPlace, {consigned}: HubBooks): number | null {
  return found(
    exporters.flatMap((exporter) => {
      const labels = product === null ? [...consigned.labels] : [product];
      return labels.flatMap((label) =>
        window.flatMap((at) => consigned.cells.find(hub, exporter, label, at) ?? []),
      );
    }),
  );
}

function found(all: readonly SideCell[]): number | null {
  return all.length === 0 ? null : all.reduce((total, {usd}) => total + usd, 0);
}

/**
 * Where the importer does not speak of the product, its imports of all goods still bound it: what is exported beyond even
 * these cannot have been recorded.
 */
function ceiling(
  {sent, unmatchedSent}: Figures,
  {hub, exporters, window}: RowPlace,
  {books, ledger}: Around,
): FindingRow {
  const years = [...new Set(window.map((at) => period(at.slice(0, 4))))];
  const whole = found(
    exporters.flatMap((exporter) =>
      years.flatMap((at) => books.total.cells.find(hub, exporter, "TOTAL", at) ?? []),
    ),
  );
  const asked = books.goods.kind === "total" || whole === null || sent !== null || unmatchedSent === 0;
  return {
    importer_all_goods_usd: books.goods.kind === "total" ? null : whole,
    least_orphans_usd: asked ? null : Math.max(0, unmatchedSent - whole / (1 + ledger.marginUsed)),
  };
}

/** Least ratio of importer's to exporter's figure that counts as having arrived. */
export const ARRIVES = 0.8;

function weights(sent: SideCell | null, got: SideCell | null, margin: number): FindingRow {
  const [out, back] = [kilograms(sent), kilograms(got)];
  return {
    exporter_kg: out,
    importer_kg: back,
    exporter_usd_per_kg: sent === null || out === null ? null : sent.usd / out,
    importer_usd_per_kg: got === null || back === null ? null : got.usd / back,
    reading:
      out === null || back === null || sent === null || got === null
        ? null
        : reading(back / out, got.usd / (1 + margin) / sent.usd),
  };
}

function kilograms(cell: SideCell | null): number | null {
  return cell === null || cell.kg === null || cell.kg <= 0 ? null : cell.kg;
}

function reading(weight: number, value: number): string {
  if (weight >= ARRIVES) return value >= ARRIVES ? "both arrive" : "weight arrives, value does not";
  return value >= ARRIVES ? "value arrives, weight does not" : "neither arrives in full";
}

function unknownOf(
  {sent, vanished, split, years, interval, unmatchedSent, unmatchedGot, mixed}: Figures,
  {hub, books}: Around,
): string | null {
  const oneSided =
    unmatchedSent > 0
      ? "the importer does not speak of this trade"
      : unmatchedGot > 0
        ? "the exporter does not speak of this trade"
        : "neither side shows it";
  const reasons = [
    ...(sent === null ? [`arrival: ${oneSided} (unknown, not zero)`] : []),
    ...(mixed > 0
      ? [`arrival of ${mixed} products or periods: the sides' codes are of different HS editions`]
      : []),
    ...(sent !== null && vanished === null
      ? ["shock: no earlier year with both sides above zero, so no gap is usual"]
      : []),
    ...(vanished !== null && interval === null
      ? [`interval: ${years} earlier year${years === 1 ? "" : "s"}: nothing tells the noise`]
      : []),
    ...(split !== null && split.timing === null ? ["timing: a side publishes years only"] : []),
    ...(vanished !== null && hub.common === null
      ? [
          "common change: too few other importers known, so that the shock's part is a change on earlier years alone",
        ]
      : []),
    ...(books.consigned.records === 0 ? ["consignment: not published"] : []),
  ];
  return reasons.length === 0 ? null : reasons.join("; ");
}
