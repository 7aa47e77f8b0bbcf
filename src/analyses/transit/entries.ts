import type {Period} from "../../base/index.ts";
import type {MirrorUnit, PlacedUnit, YearPoints} from "../../methods/index.ts";
import type {Run, SideCell, SpokenCells} from "./cells.ts";
import {editionsDiffer} from "./editions.ts";
import type {BothSides} from "./read.ts";
import {type Side, saidWithoutRecord} from "./sides.ts";
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
  readonly baseline: YearPoints;
  /** Set once its usual gap is known: a large question has millions of entries, and no copies of them. */
  placed: PlacedUnit | null;
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
  const frame = frameOf(sides, spans);
  const entries: Entry[] = [];
  for (const exporter of exporters) {
    const pair = pairOf(sides, {exporter, hub}, spans);
    if (pair === null) continue;
    for (const runs of labelRuns(sides, pair)) {
      if (labels !== null && !labels.has(runs.label)) continue;
      const entry = entryOf(sides, {pair, runs, frame});
      if (!isSilent(entry)) entries.push(entry);
    }
  }
  return entries;
}

/** What the walks over all pairs share. A large question has millions of entries: what each fills is made once. */
interface Frame {
  /** Periods of the window, which come first among the slots. */
  readonly window: number;
  /** Names of the baseline's years, and how many slots each takes. */
  readonly years: readonly string[];
  readonly lengths: readonly number[];
  readonly sent: SpokenCells;
  readonly got: SpokenCells;
  /** Amounts of whole years, to be cut off and kept: a list that grows takes thrice its room. */
  readonly exported: number[];
  readonly imported: number[];
  readonly places: {
    readonly sent: readonly (readonly number[])[];
    readonly got: readonly (readonly number[])[];
  };
}

function frameOf(sides: BothSides, spans: Spans): Frame {
  const slots = periodsOf(spans).length;
  return {
    window: spans.window.length,
    years: [...spans.baseline.keys()],
    lengths: [...spans.baseline.values()].map(({length}) => length),
    sent: emptyCells(slots),
    got: emptyCells(slots),
    exported: [...spans.baseline.keys()].map(() => 0.5),
    imported: [...spans.baseline.keys()].map(() => 0.5),
    places: {sent: slotsOf(sides.sent, spans), got: slotsOf(sides.got, spans)},
  };
}

function emptyCells(slots: number): SpokenCells {
  return {usd: new Float64Array(slots), kg: new Float64Array(slots)};
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
  readonly sentSilent: SpokenCells;
  readonly gotSilent: SpokenCells;
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
    sentSilent: spokenOf(periods.map((at) => saidWithoutRecord(sent, exporter, hub, at))),
    gotSilent: spokenOf(periods.map((at) => saidWithoutRecord(got, hub, exporter, at))),
    mixed: periods.map(
      (at) =>
        editions !== null &&
        one !== undefined &&
        other !== undefined &&
        editionsDiffer(editions, one, other, at),
    ),
  };
}

function spokenOf(cells: readonly (SideCell | null)[]): SpokenCells {
  return {
    usd: Float64Array.from(cells, (cell) => cell?.usd ?? Number.NaN),
    kg: Float64Array.from(cells, (cell) => cell?.kg ?? Number.NaN),
  };
}

interface LabelRuns {
  readonly label: string;
  readonly sent: Run | null;
  readonly got: Run | null;
}

/** Labels that either side has, ascending, each with its cells. */
function labelRuns({sent, got}: BothSides, pair: Pair): LabelRuns[] {
  const [out, back] = [runsOf(sent, pair.sent), runsOf(got, pair.got)];
  const merged: LabelRuns[] = [];
  for (let here = 0, there = 0; here < out.length || there < back.length; ) {
    const one = out[here];
    const other = back[there];
    const label = firstLabel(one, other);
    const isOne = one?.label === label;
    const isOther = other?.label === label;
    merged.push({label, sent: isOne ? (one ?? null) : null, got: isOther ? (other ?? null) : null});
    if (isOne) here++;
    if (isOther) there++;
  }
  return merged;
}

function runsOf({cells}: Side, pair: number | null): readonly Run[] {
  return pair === null ? [] : cells.runs(pair);
}

function firstLabel(one: Run | undefined, other: Run | undefined): string {
  if (one === undefined) return other === undefined ? "" : other.label;
  return other === undefined || one.label <= other.label ? one.label : other.label;
}

interface EntryParts {
  readonly pair: Pair;
  readonly runs: LabelRuns;
  readonly frame: Frame;
}

function entryOf(sides: BothSides, {pair, runs, frame}: EntryParts): Entry {
  const {exporter, hub, known} = pair;
  const {sent, got, places} = frame;
  sides.sent.cells.spread(runs.sent, {silent: pair.sentSilent, places: places.sent, into: sent});
  sides.got.cells.spread(runs.got, {silent: pair.gotSilent, places: places.got, into: got});
  const fine = runs.label.length >= 6;
  let count = 0;
  let sentUsd = 0;
  let sentKg = 0;
  let gotUsd = 0;
  let gotKg = 0;
  let unmatchedSent = 0;
  let unmatchedGot = 0;
  let mixed = 0;
  for (let slot = 0; slot < frame.window; slot++) {
    const out = Number(sent.usd[slot]);
    const back = Number(got.usd[slot]);
    const isOut = !Number.isNaN(out);
    const isBack = !Number.isNaN(back);
    const isMixed = fine && pair.mixed[slot] === true;
    if (isMixed) mixed++;
    if (known && isOut && isBack && !isMixed) {
      count++;
      sentUsd += out;
      sentKg += Number(sent.kg[slot]);
      gotUsd += back;
      gotKg += Number(got.kg[slot]);
    }
    // What a side does not say adds nothing to a sum of what the other has alone.
    if (isOut && (!known || !isBack || isMixed)) unmatchedSent += out;
    if (isBack && (!known || !isOut || isMixed)) unmatchedGot += back;
  }
  const paired = count === 0 ? null : {sent: cellOf(sentUsd, sentKg), got: cellOf(gotUsd, gotKg)};
  const baseline = known ? baselineOf(frame, fine ? pair.mixed : NEVER_MIXED) : NO_YEARS;
  return {
    exporter,
    hub,
    label: runs.label,
    paired,
    unmatchedSent,
    unmatchedGot,
    mixed,
    baseline,
    placed: null,
  };
}

const NEVER_MIXED: readonly boolean[] = [];
const NO_YEARS: YearPoints = {years: [], exported: [], imported: []};

function cellOf(usd: number, kg: number): SideCell {
  return {usd, kg: Number.isNaN(kg) ? null : kg};
}

/** Both sides by year of the baseline, over years of which both speak throughout, in codes of one edition. */
function baselineOf(
  {sent, got, window, years, lengths, exported, imported}: Frame,
  mixed: readonly boolean[],
): YearPoints {
  let from = window;
  let count = 0;
  for (let at = 0; at < lengths.length; at++) {
    const to = from + Number(lengths[at]);
    let out = 0;
    let back = 0;
    for (let slot = from; slot < to; slot++) {
      // A period of which one side does not speak makes its year unknown: what is not a number stays none.
      out += mixed[slot] === true ? Number.NaN : Number(sent.usd[slot]);
      back += Number(got.usd[slot]);
    }
    from = to;
    if (Number.isNaN(out) || Number.isNaN(back)) exported[at] = Number.NaN;
    else {
      exported[at] = out;
      imported[at] = back;
      count++;
    }
  }
  return count === years.length
    ? {years, exported: exported.slice(), imported: imported.slice()}
    : wholeYears({years, exported, imported});
}

function wholeYears({years, exported, imported}: YearPoints): YearPoints {
  const isWhole = (_: unknown, at: number): boolean => !Number.isNaN(exported[at]);
  return {
    years: years.filter(isWhole),
    exported: exported.filter(isWhole),
    imported: imported.filter(isWhole),
  };
}

function isSilent({paired, unmatchedSent, unmatchedGot, baseline}: Entry): boolean {
  if (unmatchedSent !== 0 || unmatchedGot !== 0) return false;
  if (paired !== null && (paired.sent.usd !== 0 || paired.got.usd !== 0)) return false;
  return baseline.exported.every(isZero) && baseline.imported.every(isZero);
}

function isZero(value: number): boolean {
  return value === 0;
}

/** An entry as the methods know it. */
export interface EntryUnit extends MirrorUnit {
  readonly entry: Entry;
}

/** Entries as the methods know them, without those of which no period is spoken of by both sides. */
export function unitsOf(entries: readonly Entry[]): EntryUnit[] {
  const units: EntryUnit[] = [];
  for (const entry of entries) {
    const {exporter, hub, label, paired, baseline} = entry;
    if (paired === null) continue;
    const window = {exported: paired.sent.usd, imported: paired.got.usd};
    units.push({exporter, importer: hub, product: label, baseline, window, entry});
  }
  return units;
}

/** Points of several entries added up year by year, over all years that any of them has. */
export function sumOfYears(parts: readonly YearPoints[]): YearPoints {
  const lists = new Set(parts.map((part) => part.years));
  const years = [...new Set([...lists].flat())];
  const [exported, imported] = [new Float64Array(years.length), new Float64Array(years.length)];
  const places = new Map([...lists].map((own) => [own, own.map((year) => years.indexOf(year))]));
  let [list, own]: [readonly string[], readonly number[]] = [NO_YEARS.years, []];
  for (const part of parts) {
    if (part.years !== list) [list, own] = [part.years, places.get(part.years) ?? []];
    for (let at = 0; at < own.length; at++) {
      const place = Number(own[at]);
      exported[place] = Number(exported[place]) + Number(part.exported[at]);
      imported[place] = Number(imported[place]) + Number(part.imported[at]);
    }
  }
  return {years, exported: [...exported], imported: [...imported]};
}
