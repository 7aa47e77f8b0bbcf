import {linear} from "../../parts/scale.ts";
import {type Spell, type Standing, spanOfDate} from "./spells.ts";

/** A part of a tie on its lane. Positions in CSS pixels. */
export interface Bar {
  readonly spell: Spell;
  readonly standing: Standing;
  readonly x: number;
  readonly width: number;
  /** Where it may have begun or ended, a date being known to the year or month; null where the day is known. */
  readonly unsureStart: {readonly x: number; readonly width: number} | null;
  readonly unsureEnd: {readonly x: number; readonly width: number} | null;
  /** Begins before the axis, or on a day unknown. */
  readonly fromBefore: boolean;
  /** No end is known. */
  readonly open: boolean;
}

/** An event on its lane. */
export interface Mark {
  readonly spell: Spell;
  readonly x: number;
}

/** Ties of one kind with one other end and item. */
export interface Lane {
  readonly key: string;
  readonly label: string;
  readonly y: number;
  readonly bars: readonly Bar[];
  readonly marks: readonly Mark[];
  /** The standing last on record, in the source's words; null where there is none. */
  readonly status: string | null;
}

export interface Group {
  readonly layer: string;
  readonly kind: string;
  readonly y: number;
  readonly lanes: readonly Lane[];
  /** Lanes left out of the picture; the table has them. */
  readonly more: number;
}

export interface Timeline {
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly groups: readonly Group[];
  readonly ticks: readonly {readonly year: number; readonly x: number}[];
  readonly shockX: number | null;
  readonly wide: boolean;
}

export interface TimelineField {
  readonly width: number;
  readonly from: number;
  readonly shock: string | null;
  /** Name of a code. */
  readonly nameOf: (code: string) => string;
  /** Whether several states stand together, so that each lane must say whose it is. */
  readonly several: boolean;
  /** Lanes of a kind that are drawn. */
  readonly most: number;
}

const HEAD_PX = 26;
const GROUP_PX = 34;
const LABEL_SHARE = 0.34;
const WIDE_FROM_PX = 640;
/** A lane whose label stands beside it, or above it on a narrow page. */
const LANE_PX = {beside: 24, above: 38};
export const BAR_PX = 12;
const END_PX = 6;

/** Lays ties out on lanes by layer and kind, the earliest first. */
export function timelineOf(spells: readonly Spell[], field: TimelineField): Timeline {
  const {width, from, shock} = field;
  const wide = width >= WIDE_FROM_PX;
  const left = wide ? Math.round(Math.min(width * LABEL_SHARE, 400)) : 0;
  const right = width - END_PX;
  const last = lastYear(spells, from);
  const x = linear([from, last], [left, right]);
  const shockYear = shock === null ? null : spanOfDate(shock).early;
  const groups: Group[] = [];
  let y = HEAD_PX;
  for (const own of groupsOf(spells)) {
    const [first] = own;
    const lanes = lanesOf(own);
    const drawn = foremost(lanes, field);
    const labels = labelsOf(drawn, field);
    const laneY = wide ? LANE_PX.beside : LANE_PX.above;
    groups.push({
      layer: first?.layer ?? "",
      kind: first?.kind ?? "",
      y,
      lanes: drawn.map((lane, at) =>
        laneOf(lane, {x, from, y: y + GROUP_PX + at * laneY, label: labels[at] ?? "", right}),
      ),
      more: lanes.length - drawn.length,
    });
    y += GROUP_PX + drawn.length * laneY + 6;
  }
  return {
    height: y + 8,
    left,
    right,
    top: HEAD_PX,
    groups,
    ticks: ticksOf(from, last, right - left).map((year) => ({year, x: x(year)})),
    shockX: shockYear !== null && shockYear > from && shockYear < last ? x(shockYear) : null,
    wide,
  };
}

const KIND_ORDER = ["institutions", "security", "law"];

function groupsOf(spells: readonly Spell[]): readonly (readonly Spell[])[] {
  const rank = ({layer}: Spell) =>
    (KIND_ORDER.indexOf(layer) + KIND_ORDER.length + 1) % (KIND_ORDER.length + 1);
  const groups = [...Map.groupBy(spells, ({layer, kind}) => `${layer} ${kind}`).values()];
  return groups.toSorted(([a], [b]) =>
    a === undefined || b === undefined
      ? 0
      : rank(a) - rank(b) ||
        (KEPT_FIRST.has(b.kind) ? 1 : 0) - (KEPT_FIRST.has(a.kind) ? 1 : 0) ||
        (a.kind < b.kind ? -1 : 1),
  );
}

/** Kinds that stand above the others of their layer. */
const KEPT_FIRST: ReadonlySet<string> = new Set(["membership", "base", "in_force"]);

function lanesOf(spells: readonly Spell[]): readonly (readonly Spell[])[] {
  const lanes = [
    ...Map.groupBy(spells, ({own, other, item, source}) => `${own} ${other} ${item} ${source}`).values(),
  ];
  const begin = (lane: readonly Spell[]) =>
    lane.map(({start, lookedFrom}) => start ?? lookedFrom ?? "").sort()[0] ?? "";
  return lanes
    .map((lane) => lane.toSorted((a, b) => ((a.start ?? "") < (b.start ?? "") ? -1 : 1)))
    .toSorted((a, b) => (begin(a) < begin(b) ? -1 : 1));
}

/** The lanes drawn, in their order: before all others those of which something is on record at the shock or after, then those that held at it. */
function foremost(
  lanes: readonly (readonly Spell[])[],
  {most, shock}: TimelineField,
): readonly (readonly Spell[])[] {
  if (lanes.length <= most) return lanes;
  const day = shock === null ? Number.POSITIVE_INFINITY : spanOfDate(shock).early;
  const ranked = lanes.map((lane, at) => ({at, rank: Math.min(...lane.map((spell) => rankAt(spell, day)))}));
  const kept = ranked.toSorted((a, b) => a.rank - b.rank || a.at - b.at).slice(0, most);
  return kept
    .map(({at}) => at)
    .toSorted((a, b) => a - b)
    .flatMap((at) => [lanes[at] ?? []]);
}

function rankAt({start, end, lookedTo}: Spell, day: number): number {
  if (start === null) return 2;
  const late = (date: string | null) => (date === null ? Number.POSITIVE_INFINITY : spanOfDate(date).late);
  if (spanOfDate(start).early >= day || (end !== null && late(end) >= day)) return 0;
  return Math.min(late(end), late(lookedTo)) >= day ? 1 : 2;
}

/** What stands beside each lane; one tie that several sources hold names its source. */
function labelsOf(lanes: readonly (readonly Spell[])[], field: TimelineField): string[] {
  const labels = lanes.map(([first]) => (first === undefined ? "" : labelOf(first, field)));
  return lanes.map(([first], at) => {
    const label = labels[at] ?? "";
    return labels.indexOf(label) === labels.lastIndexOf(label) ? label : `${label} (${first?.source})`;
  });
}

interface LaneInput {
  readonly x: (year: number) => number;
  readonly from: number;
  readonly y: number;
  readonly right: number;
  readonly label: string;
}

function laneOf(lane: readonly Spell[], {x, from, y, right, label}: LaneInput): Lane {
  const [first] = lane;
  const spells = lane.filter(({form}) => form === "spell");
  return {
    key: `${first?.row}`,
    label,
    y,
    bars: spells
      .map((spell) => barOf(spell, {x, from, right}))
      .filter((bar) => bar !== null)
      // A halted standing lies over the membership that it halts.
      .toSorted((a, b) => Number(a.standing === "halted") - Number(b.standing === "halted")),
    marks: lane.flatMap((spell) => {
      if (spell.form !== "event" || spell.start === null) return [];
      const {early, late} = spanOfDate(spell.start);
      return late < from ? [] : [{spell, x: x((early + late) / 2)}];
    }),
    status: lane.findLast(({status}) => status !== null)?.status ?? null,
  };
}

function labelOf({own, other, item}: Spell, {nameOf, several}: TimelineField): string {
  const ends = [several ? nameOf(own) : null, other === null ? null : nameOf(other)];
  const pair = ends.filter((part) => part !== null).join(" – ");
  return [pair, item ?? ""].filter((part) => part !== "").join(": ");
}

function barOf(
  spell: Spell,
  {x, from, right}: {readonly x: (year: number) => number; readonly from: number; readonly right: number},
): Bar | null {
  const start = spell.start === null ? null : spanOfDate(spell.start);
  const end = spell.end === null ? null : spanOfDate(spell.end);
  const looked = spell.lookedTo === null ? null : spanOfDate(spell.lookedTo).late;
  const lookedFrom = spell.lookedFrom === null ? null : spanOfDate(spell.lookedFrom).early;
  const begin = start?.early ?? lookedFrom ?? from;
  const stop = end?.late ?? looked;
  if (stop !== null && stop < from) return null;
  const [low, high] = [Math.max(x(begin), x(from)), stop === null ? right : Math.min(x(stop), right)];
  const width = Math.max(2, high - low);
  return {
    spell,
    standing: spell.standing,
    x: low,
    width,
    unsureStart:
      start === null || start.early < from ? null : unsure(x(start.early), x(start.late), low + width),
    unsureEnd: end === null ? null : unsure(x(end.early), x(end.late), low + width),
    fromBefore: start === null || start.early < from,
    open: end === null,
  };
}

// A day's width is no doubt.
function unsure(from: number, to: number, most: number): {readonly x: number; readonly width: number} | null {
  const width = Math.min(to, most) - from;
  return width < 2 ? null : {x: from, width};
}

function lastYear(spells: readonly Spell[], from: number): number {
  const ends = spells.flatMap(({start, end, lookedTo}) =>
    [start, end, lookedTo].flatMap((date) => (date === null ? [] : [spanOfDate(date).early])),
  );
  return Math.max(from + 1, Math.ceil(Math.max(from, ...ends) + 0.1));
}

function ticksOf(from: number, last: number, width: number): number[] {
  const step = [1, 2, 5, 10, 20, 50].find((years) => (width * years) / (last - from) >= 44) ?? 100;
  const first = Math.ceil(from / step) * step;
  const count = Math.floor((last - first) / step) + 1;
  return Array.from({length: count}, (_, at) => first + at * step);
}
