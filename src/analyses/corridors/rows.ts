import type {FindingRow} from "../../base/index.ts";
import {states} from "../../reference/index.ts";
import type {CorridorStudy} from "./assess.ts";
import {byOrigin, type Entry, type EntryKind, entriesOf, KINDS} from "./entries.ts";
import {ORIGINS, type ProductArc, TARGET} from "./network.ts";
import type {CorridorParams} from "./params.ts";
import type {ProductSolution} from "./solve.ts";

/** Ends of the arcs that a row rests on, and the product it is about; null is all of them. */
export interface RowPlace {
  readonly arcs: readonly (readonly [from: string, to: string])[];
  readonly product: string | null;
}

export interface PlacedRow {
  readonly place: RowPlace;
  readonly row: FindingRow;
}

/** Rows of the finding. */
export function rowsOf(study: CorridorStudy, params: CorridorParams): PlacedRow[] {
  if (params.by === "arc") return arcRows(study, params);
  if (params.by === "hub") return hubRows(study, params);
  return entryRows(study, params);
}

/** Entries of one road or gap, and one product or origin where these are apart. */
interface Group {
  readonly first: Entry;
  readonly before: readonly Entry[];
  readonly after: readonly Entry[];
}

function entryRows(study: CorridorStudy, params: CorridorParams): PlacedRow[] {
  const entries = (solutions: readonly ProductSolution[]): Entry[] => {
    const all = entriesOf(solutions);
    return params.by === "origin" ? byOrigin(all, study.networks) : all;
  };
  const [before, after] = [entries(study.before), study.after === null ? [] : entries(study.after)];
  const key = ({kind, hubs, product, origin}: Entry): string =>
    [kind, ...hubs, params.by === "product" ? product : "", params.by === "origin" ? origin : ""].join(" ");
  const groups = [...Map.groupBy([...before, ...after], key)].map(([name, all]): Group & {name: string} => {
    const isBefore = new Set(before);
    const [first] = all;
    if (first === undefined) throw new Error(`no entries of ${name}, which has some`);
    return {
      name,
      first,
      before: all.filter((entry) => isBefore.has(entry)),
      after: all.filter((entry) => !isBefore.has(entry)),
    };
  });
  const reaching = sumOf(before.filter(({kind}) => kind === "road"));
  const size = ({before, after}: Group): number => Math.max(sumOf(before), sumOf(after));
  return groups
    .toSorted(
      (a, b) =>
        KINDS.indexOf(a.first.kind) - KINDS.indexOf(b.first.kind) ||
        size(b) - size(a) ||
        (a.name < b.name ? -1 : 1),
    )
    .map((group) => entryRow(group, {study, params, reaching}));
}

interface RowContext {
  readonly study: CorridorStudy;
  readonly params: CorridorParams;
  readonly reaching: number;
}

function entryRow({first, before, after}: Group, {study, params, reaching}: RowContext): PlacedRow {
  const {kind, hubs, product, origin} = first;
  const shown = before.length > 0 ? before : after;
  const isRoad = kind === "road";
  const usd = sumOf(before);
  const name = (end: string): string => nameOf(end, params, origin);
  const arc = ([from, to]: readonly [string, string]): string => `${name(from)} → ${name(to)}`;
  const ends = endsOf(kind, hubs);
  return {
    place: {arcs: arcsAlong(ends), product: params.by === "product" ? product : null},
    row: {
      kind,
      road: ends.map(name).join(" → "),
      ...(params.by === "product" ? {product} : {}),
      hubs: hubs.length,
      flow_upper_usd: usd,
      flow_documented_usd: known(before.map(({documentedUsd}) => documentedUsd)),
      share_pct: isRoad && reaching > 0 ? (100 * usd) / reaching : null,
      share_of_loss_pct:
        isRoad && study.lossUsd !== null && study.lossUsd > 0 ? (100 * usd) / study.lossUsd : null,
      ...(study.after === null ? {} : {after_upper_usd: sumOf(after), change_upper_usd: sumOf(after) - usd}),
      alone_upper_usd: known(shown.map(({aloneUsd}) => aloneUsd)),
      bottleneck: widest(shown, arc),
      unreported: textOf(new Set(shown.flatMap(({unreported}) => unreported.map(arc)))),
      products: new Set(shown.map((entry) => entry.product)).size,
    },
  };
}

function sumOf(entries: readonly Entry[]): number {
  return entries.reduce((sum, {usd}) => sum + usd, 0);
}

/** Sum of what is known; null where nothing is. */
function known(values: readonly (number | null)[]): number | null {
  const told = values.filter((value) => value !== null);
  return told.length === 0 ? null : told.reduce((sum, value) => sum + value, 0);
}

/** The arc that is the bottleneck of most of the money. */
function widest(entries: readonly Entry[], text: (ends: readonly [string, string]) => string): string | null {
  const sums = new Map<string, number>();
  for (const {bottleneck, usd} of entries) {
    if (bottleneck === null) continue;
    const before = sums.get(text(bottleneck));
    sums.set(text(bottleneck), usd + (before === undefined ? 0 : before));
  }
  const [first] = [...sums].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
  return first === undefined ? null : first[0];
}

function textOf(names: ReadonlySet<string>): string | null {
  return names.size === 0 ? null : [...names].sort().join(", ");
}

/** All ends along a road; of a gap, those of the arc that was not used up. */
function endsOf(kind: EntryKind, hubs: readonly string[]): string[] {
  if (kind === "no way out") return [ORIGINS, ...hubs];
  if (kind === "no way on") return [...hubs];
  if (kind === "no way in") return [...hubs, TARGET];
  return [ORIGINS, ...hubs, TARGET];
}

function arcsAlong(ends: readonly string[]): RowPlace["arcs"] {
  return ends.slice(1).map((to, at) => [ends[at] ?? to, to]);
}

const FEW = 3;

function nameOf(end: string, {origins, target}: CorridorParams, origin: string | null = null): string {
  if (end === TARGET) return target;
  if (end !== ORIGINS) return end;
  if (origin !== null) return origin;
  return origins.length <= FEW ? origins.join("+") : `${origins.length} origins`;
}

/** Flows of all products over an arc of the network. */
function flowOver(solutions: readonly ProductSolution[], wanted: (arc: ProductArc) => boolean): number {
  let cents = 0;
  for (const {flow} of solutions) for (const [arc, sent] of flow) if (wanted(arc)) cents += sent;
  return cents / 100;
}

function hubRows(study: CorridorStudy, params: CorridorParams): PlacedRow[] {
  const {arcs, networks, before, after} = study;
  const all = networks.flatMap((network) => network.arcs);
  const rows = arcs.hubs.flatMap((hub) => {
    const own = all.filter(({from, to}) => from === hub || to === hub);
    if (own.length === 0) return [];
    const high = (wanted: (arc: ProductArc) => boolean): number | null =>
      known(own.filter(wanted).map(({highCents}) => (highCents === null ? null : highCents / 100)));
    const through = (solutions: readonly ProductSolution[]): number =>
      flowOver(solutions, ({to}) => to === hub);
    const now = through(before);
    return {
      place: {arcs: [[ORIGINS, hub] as const, [hub, TARGET] as const], product: null},
      row: {
        hub,
        hub_name: states().get(hub).nameEn,
        from_origins_usd: high(({place, to}) => place === "first" && to === hub),
        from_hubs_usd: high(({place, to}) => place === "between" && to === hub),
        to_hubs_usd: high(({place, from}) => place === "between" && from === hub),
        to_target_usd: high(({place, from}) => place === "last" && from === hub),
        through_upper_usd: now,
        no_way_out_usd: gapAt(before, "first", hub),
        no_way_in_usd: gapAt(before, "last", hub),
        ...(after === null ? {} : {after_upper_usd: through(after), change_upper_usd: through(after) - now}),
        unreported: textOf(
          new Set(
            own
              .filter(({highCents}) => highCents === null)
              .map(({from, to}) => `${nameOf(from, params)} → ${nameOf(to, params)}`),
          ),
        ),
      },
    };
  });
  return rows.toSorted((a, b) => b.row.through_upper_usd - a.row.through_upper_usd);
}

function gapAt(solutions: readonly ProductSolution[], place: ProductArc["place"], hub: string): number {
  const gaps = solutions.flatMap(({unused}) =>
    unused.filter(({arc}) => arc.place === place && (arc.from === hub || arc.to === hub)),
  );
  return gaps.reduce((sum, {cents}) => sum + cents, 0) / 100;
}

function arcRows(study: CorridorStudy, params: CorridorParams): PlacedRow[] {
  const entries = study.networks.flatMap(({arcs}, at) =>
    arcs.map((arc) => ({
      arc,
      sent: study.before[at]?.flow.get(arc),
      later: study.after?.[at]?.flow.get(arc),
    })),
  );
  const groups = [...Map.groupBy(entries, ({arc}) => `${arc.from} ${arc.to}`).values()];
  const rows = groups.flatMap((same) => {
    const [first] = same;
    if (first === undefined) return [];
    const {from, to} = first.arc;
    const cents = (values: readonly (number | null | undefined)[]): number | null => {
      const sum = known(values.map((value) => value ?? null));
      return sum === null ? null : sum / 100;
    };
    const [flow, later] = [cents(same.map(({sent}) => sent)), cents(same.map(({later}) => later))];
    return {
      place: {arcs: [[from, to] as const], product: null},
      row: {
        from: nameOf(from, params),
        to: nameOf(to, params),
        told_by: textOf(new Set(same.map(({arc}) => arc.toldBy ?? "nobody"))),
        excess_low_usd: cents(same.map(({arc}) => arc.lowCents)),
        excess_high_usd: cents(same.map(({arc}) => arc.highCents)),
        flow_upper_usd: flow,
        ...(study.after === null ? {} : {after_upper_usd: later}),
        products: same.length,
      },
    };
  });
  return rows.toSorted((a, b) => Number(b.row.flow_upper_usd) - Number(a.row.flow_upper_usd));
}
