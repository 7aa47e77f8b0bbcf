import {type Finding, numberIn, textIn} from "../../data/index.ts";
import {linear} from "../../parts/scale.ts";

/** A state's place in one session. */
export interface IdealPoint {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly session: string;
  readonly opened: number;
  /** When the session opened, in years. */
  readonly year: number;
  /** Null where the publisher does not place it. */
  readonly value: number | null;
  readonly low: number | null;
  readonly high: number | null;
  readonly votes: number | null;
}

/** How strongly a state's line is drawn. */
export type Stress = "pole" | "chosen" | "other";

/** A state over the sessions. */
export interface IdealLine {
  readonly state: string;
  readonly name: string;
  readonly stress: Stress;
  readonly points: readonly IdealPoint[];
  /** The last session in which it is placed; null where it never is. */
  readonly last: IdealPoint | null;
  /** Why it is placed nowhere; null where it is placed somewhere. */
  readonly why: string | null;
}

/** Sessions open in the middle of September. */
const OPENING = 8.5 / 12;

/** Who is drawn how. */
export interface Stressed {
  readonly poles: readonly string[];
  readonly chosen: string | null;
  readonly names: ReadonlyMap<string, string>;
}

/** The states of the finding, those drawn strongly last, so that they lie on top. */
export function idealLines({rows}: Finding, {poles, chosen, names}: Stressed): readonly IdealLine[] {
  const points = rows.map((row, at) => {
    const opened = Number(textIn(row, "opened"));
    return {
      state: textIn(row, "state") ?? "",
      why: textIn(row, "ideal_point_missing"),
      point: {
        row: at + 1,
        session: textIn(row, "session") ?? "",
        opened,
        year: opened + OPENING,
        value: numberIn(row, "ideal_point"),
        low: numberIn(row, "ideal_point_low"),
        high: numberIn(row, "ideal_point_high"),
        votes: numberIn(row, "votes"),
      },
    };
  });
  const lines = [...Map.groupBy(points, ({state}) => state)].map(([state, own]): IdealLine => {
    const sorted = own.map(({point}) => point).toSorted((a, b) => a.opened - b.opened);
    const last = sorted.findLast(({value}) => value !== null) ?? null;
    return {
      state,
      name: names.get(state) ?? state,
      stress: state === chosen ? "chosen" : poles.includes(state) ? "pole" : "other",
      points: sorted,
      last,
      why: last === null ? (own.at(-1)?.why ?? null) : null,
    };
  });
  return lines.toSorted((a, b) => WEIGHT[a.stress] - WEIGHT[b.stress]);
}

const WEIGHT: Readonly<Record<Stress, number>> = {other: 0, pole: 1, chosen: 2};

/** Where the chart stands in its picture, and what its axes go over. */
export interface IdealField {
  readonly width: number;
  readonly height: number;
  readonly margin: {
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
    readonly left: number;
  };
  readonly years: readonly [number, number];
  readonly places: readonly [number, number];
}

const MARGIN = {top: 24, right: 24, bottom: 30, left: 38};
const LEAST_HEIGHT_PX = 420;
export const LABEL_PX = 17;

/** The field for these lines, as high as the names beside it need; null where nobody is placed. */
export function idealField(lines: readonly IdealLine[], width: number): IdealField | null {
  const placed = lines.flatMap(({points}) => points.filter(({value}) => value !== null));
  if (placed.length === 0) return null;
  const years = placed.map(({year}) => year);
  // Intervals are drawn of the stressed states alone, but the axis must not jump when another one is chosen.
  const values = placed.flatMap(({value, low, high}) => [value, low, high].filter((one) => one !== null));
  const [first, last] = [Math.min(...years), Math.max(...years)];
  const named = lines.filter((line) => line.last !== null).length;
  return {
    width,
    height: Math.max(LEAST_HEIGHT_PX, named * LABEL_PX + MARGIN.top + MARGIN.bottom),
    margin: MARGIN,
    years: [first - 0.3, Math.max(last, first + 1)],
    places: [Math.min(...values), Math.max(...values)],
  };
}

/** A name beside the end of a line. */
export interface IdealLabel {
  readonly line: IdealLine;
  readonly last: IdealPoint;
  /** Middle of the name, in pixels from the top of the picture. */
  readonly y: number;
}

/** Names at the last place of each line, moved apart so that none covers another. */
export function idealLabels(lines: readonly IdealLine[], field: IdealField): readonly IdealLabel[] {
  const {height, margin, places} = field;
  const y = linear(places, [height - margin.bottom, margin.top]);
  const wanted = lines
    .flatMap((line) =>
      line.last === null || line.last.value === null ? [] : [{line, last: line.last, y: y(line.last.value)}],
    )
    .toSorted((a, b) => a.y - b.y);
  const moved = apart(
    wanted.map((label) => label.y),
    LABEL_PX,
    [LABEL_PX / 2, height - LABEL_PX / 2],
  );
  return wanted.map((label, at) => ({...label, y: moved[at] ?? label.y}));
}

/**
 * Ascending positions moved as little as their squares need, so that neighbours are `gap` apart: those that crowd make a block around their
 * middle. They stay within the bounds where there is room for all.
 */
export function apart(
  wanted: readonly number[],
  gap: number,
  [least, most]: readonly [number, number],
): readonly number[] {
  const blocks: {readonly sum: number; readonly size: number}[] = [];
  for (const [at, position] of wanted.entries()) {
    // Less its number of gaps, each position only has to be no lower than the one before.
    let block = {sum: position - at * gap, size: 1};
    for (let before = blocks.at(-1); before !== undefined; before = blocks.at(-1)) {
      if (before.sum / before.size <= block.sum / block.size) break;
      blocks.pop();
      block = {sum: before.sum + block.sum, size: before.size + block.size};
    }
    blocks.push(block);
  }
  const loose = blocks.flatMap(({sum, size}) => Array.from({length: size}, () => sum / size));
  const highest = most - (wanted.length - 1) * gap;
  return loose.map((position, at) => Math.max(least, Math.min(position, highest)) + at * gap);
}

/** When the shock was, in years; null where none is known or it lies outside the chart. */
export function shockYear(shock: string | null, {years: [first, last]}: IdealField): number | null {
  if (shock === null) return null;
  const year =
    Number(shock.slice(0, 4)) + (Number(shock.slice(5, 7)) - 1 + Number(shock.slice(8, 10)) / 31) / 12;
  return year > first && year < last ? year : null;
}
