import type {Period} from "../../base/index.ts";
import type {MirrorPoint, MirrorUnit, PlacedUnit} from "../../methods/index.ts";
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
  /** Years of the baseline of which both sides speak throughout. */
  readonly baseline: ReadonlyMap<string, MirrorPoint>;
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

// A large question has millions of entries: each is made in one walk over its periods, without lists in between.
function entryOf(sides: BothSides, {pair, runs, places}: EntryParts, {window, baseline}: Spans): Entry {
  const {exporter, hub, known} = pair;
  const sent = spread(sides.sent, pair.sentSilent, {run: runs.sent, places: places.sent});
  const got = spread(sides.got, pair.gotSilent, {run: runs.got, places: places.got});
  const fine = runs.label.length >= 6;
  let paired: PairedCells | null = null;
  let [unmatchedSent, unmatchedGot, mixed] = [0, 0, 0];
  for (let slot = 0; slot < window.length; slot++) {
    const [out = null, back = null] = [sent[slot], got[slot]];
    const isMixed = fine && pair.mixed[slot] === true;
    if (isMixed) mixed++;
    if (known && out !== null && back !== null && !isMixed) paired = added(paired, out, back);
    if (!known || back === null || isMixed) unmatchedSent += worth(out);
    if (!known || out === null || isMixed) unmatchedGot += worth(back);
  }
  const years = known
    ? baselineOf({sent, got, mixed: fine ? pair.mixed : []}, window.length, baseline)
    : NO_YEARS;
  return {
    exporter,
    hub,
    label: runs.label,
    paired,
    unmatchedSent,
    unmatchedGot,
    mixed,
    baseline: years,
    placed: null,
  };
}

const NO_YEARS: ReadonlyMap<string, MirrorPoint> = new Map();

function added(sum: PairedCells | null, sent: SideCell, got: SideCell): PairedCells {
  return sum === null
    ? {sent: plus(NOTHING, sent), got: plus(NOTHING, got)}
    : {sent: plus(sum.sent, sent), got: plus(sum.got, got)};
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

/** Both sides in each period of the spans. In codes of different editions (mixed), figures are not of one thing. */
interface Spread {
  readonly sent: readonly (SideCell | null)[];
  readonly got: readonly (SideCell | null)[];
  readonly mixed: readonly boolean[];
}

function baselineOf(
  spread: Spread,
  first: number,
  baseline: Spans["baseline"],
): ReadonlyMap<string, MirrorPoint> {
  const years = new Map<string, MirrorPoint>();
  let from = first;
  for (const [year, periods] of baseline) {
    const point = wholeYear(spread, from, from + periods.length);
    if (point !== null) years.set(year, point);
    from += periods.length;
  }
  return years;
}

/** Both sides of some periods added up; null unless both speak of each. */
function wholeYear({sent, got, mixed}: Spread, from: number, to: number): MirrorPoint | null {
  let [exported, imported] = [0, 0];
  for (let slot = from; slot < to; slot++) {
    const [out = null, back = null] = [sent[slot], got[slot]];
    if (out === null || back === null || mixed[slot] === true) return null;
    exported += out.usd;
    imported += back.usd;
  }
  return {exported, imported};
}

// What a side does not say adds nothing to a sum of what the other has alone.
function worth(cell: SideCell | null): number {
  return cell === null ? 0 : cell.usd;
}

function isSilent({paired, unmatchedSent, unmatchedGot, baseline}: Entry): boolean {
  if (unmatchedSent !== 0 || unmatchedGot !== 0) return false;
  if (paired !== null && (paired.sent.usd !== 0 || paired.got.usd !== 0)) return false;
  for (const {exported, imported} of baseline.values()) if (exported !== 0 || imported !== 0) return false;
  return true;
}

/** An entry as the methods know it; null where no period is spoken of by both sides. */
export function unitOf({exporter, hub, label, paired, baseline}: Entry): MirrorUnit | null {
  if (paired === null) return null;
  const window = {exported: paired.sent.usd, imported: paired.got.usd};
  return {exporter, importer: hub, product: label, baseline, window};
}
