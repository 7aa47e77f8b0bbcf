import type {Period} from "../../base/index.ts";
import type {MirrorUnit, PlacedUnit} from "../../methods/index.ts";
import type {Run, SideCell} from "./cells.ts";
import {editionsDiffer} from "./editions.ts";
import type {BothSides} from "./read.ts";
import {NOTHING, plus, type Side, saidWithoutRecord} from "./sides.ts";
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

/** Whose entries are asked. */
export interface EntryNames {
  readonly exporters: readonly string[];
  readonly hub: string;
  /** Null for every label. */
  readonly labels: ReadonlySet<string> | null;
}

/** Every pair and product of a hub that one of the sides shows in the window or the baseline. */
export function entriesOf(sides: BothSides, {exporters, hub, labels}: EntryNames, spans: Spans): Entry[] {
  const places = {sent: slotsOf(sides.sent, spans), got: slotsOf(sides.got, spans)};
  return exporters.flatMap((exporter) => {
    const pair = pairOf(sides, {exporter, hub}, spans);
    if (pair === null) return [];
    return [...labelRuns(sides, pair)]
      .filter(({label}) => labels === null || labels.has(label))
      .map((runs) => entryOf(sides, {pair, runs, places}, spans))
      .filter((entry) => !isSilent(entry));
  });
}

/** Periods of the window and the baseline, one after the other. */
function periodsOf({window, baseline}: Spans): Period[] {
  return [...window, ...[...baseline.values()].flat()];
}

/** For each period of a side, where it stands among those of the spans. */
function slotsOf({cells}: Side, spans: Spans): readonly (readonly number[])[] {
  const periods = periodsOf(spans);
  return cells.names.periods.map((own) => periods.flatMap((at, slot) => (at === own ? [slot] : [])));
}

interface Pair {
  readonly exporter: string;
  readonly hub: string;
  readonly sent: number | null;
  readonly got: number | null;
  /** False where one side never shows the pair, in no product and no period: it is then unknown to it, which is not zero trade. */
  readonly known: boolean;
  /** What each side says in each period where it shows no record. */
  readonly sentSilent: readonly (SideCell | null)[];
  readonly gotSilent: readonly (SideCell | null)[];
  /** Whether codes of six digits and more are of different editions in each period. */
  readonly mixed: readonly boolean[];
}

/** A pair that one of the sides shows; null for others. */
function pairOf(
  {sent, got, editions}: BothSides,
  {exporter, hub}: {readonly exporter: string; readonly hub: string},
  spans: Spans,
): Pair | null {
  const [out, back] = [sent.cells.pair(exporter, hub), got.cells.pair(hub, exporter)];
  if (out === null && back === null) return null;
  const periods = periodsOf(spans);
  const [one, other] = [sent.voices.get(exporter)?.source, got.voices.get(hub)?.source];
  return {
    exporter,
    hub,
    sent: out,
    got: back,
    known: out !== null && back !== null,
    sentSilent: periods.map((at) => saidWithoutRecord(sent, exporter, hub, at)),
    gotSilent: periods.map((at) => saidWithoutRecord(got, hub, exporter, at)),
    mixed: periods.map(
      (at) =>
        editions !== null &&
        one !== undefined &&
        other !== undefined &&
        editionsDiffer(editions, one, other, at),
    ),
  };
}

interface LabelRuns {
  readonly label: string;
  readonly sent: Run | null;
  readonly got: Run | null;
}

/** Labels that either side has, ascending, each with its cells. */
function* labelRuns({sent, got}: BothSides, pair: Pair): Generator<LabelRuns> {
  const [out, back] = [runsOf(sent, pair.sent), runsOf(got, pair.got)];
  let [one, other] = [out.next().value, back.next().value];
  while (one !== undefined || other !== undefined) {
    const label = firstLabel(one, other);
    const here = one?.label === label ? one : undefined;
    const there = other?.label === label ? other : undefined;
    yield {label, sent: here ?? null, got: there ?? null};
    if (here !== undefined) one = out.next().value;
    if (there !== undefined) other = back.next().value;
  }
}

function runsOf({cells}: Side, pair: number | null): Iterator<Run, undefined> {
  return pair === null ? [][Symbol.iterator]() : cells.runs(pair);
}

function firstLabel(one: Run | undefined, other: Run | undefined): string {
  if (one === undefined) return other === undefined ? "" : other.label;
  return other === undefined || one.label <= other.label ? one.label : other.label;
}

interface EntryParts {
  readonly pair: Pair;
  readonly runs: LabelRuns;
  readonly places: {
    readonly sent: readonly (readonly number[])[];
    readonly got: readonly (readonly number[])[];
  };
}

function entryOf(sides: BothSides, {pair, runs, places}: EntryParts, {window, baseline}: Spans): Entry {
  const {exporter, hub} = pair;
  const sent = spread(sides.sent, pair.sentSilent, {run: runs.sent, places: places.sent});
  const got = spread(sides.got, pair.gotSilent, {run: runs.got, places: places.got});
  const fine = runs.label.length >= 6;
  const cells = sent.map((out, slot) => ({
    sent: out,
    got: got[slot] ?? null,
    mixed: fine && pair.mixed[slot] === true,
  }));
  const here = cells.slice(0, window.length);
  const both = pair.known ? comparable(here) : [];
  const alone = (side: "sent" | "got", other: "sent" | "got"): number =>
    here.reduce(
      (sum, cell) => (pair.known && cell[other] !== null && !cell.mixed ? sum : sum + worth(cell[side])),
      0,
    );
  return {
    exporter,
    hub,
    label: runs.label,
    paired: both.length === 0 ? null : together(both),
    unmatchedSent: alone("sent", "got"),
    unmatchedGot: alone("got", "sent"),
    mixed: fine ? here.filter(({mixed}) => mixed).length : 0,
    baseline: pair.known ? baselineOf(cells, window.length, baseline) : new Map(),
    placed: null,
  };
}

/** What a side says of a label in each period of the spans. */
function spread(
  {cells}: Side,
  silent: readonly (SideCell | null)[],
  {run, places}: {readonly run: Run | null; readonly places: readonly (readonly number[])[]},
): (SideCell | null)[] {
  const said = silent.slice();
  if (run === null) return said;
  for (let place = run.from; place < run.to; place++) {
    const cell = cells.at(place);
    for (const slot of places[cell.period] ?? []) said[slot] = cell;
  }
  return said;
}

interface CellsAt {
  readonly sent: SideCell | null;
  readonly got: SideCell | null;
  /** In codes of different editions, both sides' figures are not of one thing. */
  readonly mixed: boolean;
}

/** The cells that both sides have and that are of one thing. */
function comparable(cells: readonly CellsAt[]): PairedCells[] {
  return cells.flatMap(({sent, got, mixed}) => (sent === null || got === null || mixed ? [] : [{sent, got}]));
}

/** Years of the baseline of which both sides speak throughout. */
function baselineOf(
  cells: readonly CellsAt[],
  first: number,
  baseline: Spans["baseline"],
): Map<string, PairedCells> {
  const years = new Map<string, PairedCells>();
  let from = first;
  for (const [year, periods] of baseline) {
    const both = comparable(cells.slice(from, from + periods.length));
    if (both.length === periods.length) years.set(year, together(both));
    from += periods.length;
  }
  return years;
}

/** Both sides' cells added up. */
export function together(cells: readonly PairedCells[]): PairedCells {
  return {
    sent: cells.map(({sent}) => sent).reduce(plus, NOTHING),
    got: cells.map(({got}) => got).reduce(plus, NOTHING),
  };
}

// What a side does not say adds nothing to a sum of what the other has alone.
function worth(cell: SideCell | null): number {
  return cell === null ? 0 : cell.usd;
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

/** An entry as the methods know it; none where no period is spoken of by both sides. */
export function unitOf({exporter, hub, label, paired, baseline}: Entry): MirrorUnit[] {
  if (paired === null) return [];
  const point = ({sent, got}: PairedCells) => ({exported: sent.usd, imported: got.usd});
  const years = new Map([...baseline].map(([year, cells]) => [year, point(cells)]));
  return [{exporter, importer: hub, product: label, baseline: years, window: point(paired)}];
}
