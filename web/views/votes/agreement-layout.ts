import {type Finding, numberIn, textIn} from "../../data/index.ts";
import {linear} from "../../parts/scale.ts";
import {unbroken} from "../../parts/spark-layout.ts";

/** One session of a pair. */
export interface SessionPoint {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly session: string;
  readonly opened: number;
  /** Share of contested roll calls with the same choice; null where the store has no roll calls of the session. */
  readonly share: number | null;
  /** The publisher's figure; null where it gives none. */
  readonly published: number | null;
  readonly pairs: number | null;
}

/** A pair's agreement in time. */
export interface Pair {
  readonly state: string;
  readonly other: string;
  readonly points: readonly SessionPoint[];
  /** The last session of which either figure is known. */
  readonly last: SessionPoint | null;
}

/** The pairs of the finding, the most agreeing first by their last known figure. */
export function pairsOf({rows}: Finding): readonly Pair[] {
  const points = rows.map((row, at) => ({
    state: textIn(row, "state") ?? "",
    other: textIn(row, "with_state") ?? "",
    row: at + 1,
    session: textIn(row, "session") ?? "",
    opened: Number(textIn(row, "opened")),
    share: numberIn(row, "agreement_share"),
    published: numberIn(row, "published_share"),
    pairs: numberIn(row, "pairs"),
  }));
  const pairs = [...Map.groupBy(points, ({state, other}) => `${state} ${other}`).values()].map((own) => {
    const sorted = own.toSorted((a, b) => a.opened - b.opened);
    return {
      state: own[0]?.state ?? "",
      other: own[0]?.other ?? "",
      points: sorted,
      last: sorted.findLast((point) => knownShare(point) !== null) ?? null,
    };
  });
  return pairs.toSorted((a, b) => heightOf(b) - heightOf(a) || (a.state < b.state ? -1 : 1));
}

/** The figure from the roll calls, else the published one; null without both. */
export function knownShare({share, published}: SessionPoint): number | null {
  return share ?? published;
}

function heightOf({last}: Pair): number {
  return (last === null ? null : knownShare(last)) ?? -1;
}

export interface PanelField {
  readonly width: number;
  readonly height: number;
  readonly first: number;
  readonly last: number;
  /** Day of the shock; null where none is known. */
  readonly shock: string | null;
}

/** A pair as lines on a field from 0 to 1. */
export interface Panel {
  readonly own: readonly string[];
  /** Joins the last own figure with the published ones that follow it. */
  readonly published: readonly string[];
  readonly dots: readonly {readonly point: SessionPoint; readonly x: number; readonly y: number}[];
  readonly shockX: number | null;
  readonly y: (share: number) => number;
  readonly x: (opened: number) => number;
}

/** Sessions open in the middle of September. */
const OPENING = 8.5 / 12;

export function panelOf({points}: Pair, {width, height, first, last, shock}: PanelField): Panel {
  const x = linear([first, Math.max(last, first + 1)], [4, width - 10]);
  const y = linear([0, 1], [height - 3, 3]);
  const at = (point: SessionPoint, share: number | null) => ({
    x: x(point.opened),
    y: share === null ? null : y(share),
  });
  const line = points.map((point, place) => {
    const next = points[place + 1];
    const alone = point.share === null;
    const leads = next !== undefined && next.share === null && next.published !== null;
    return at(point, alone ? point.published : leads ? point.share : null);
  });
  return {
    own: unbroken(points.map((point) => at(point, point.share))),
    published: unbroken(line),
    dots: points.flatMap((point) => {
      const share = knownShare(point);
      return share === null ? [] : [{point, x: x(point.opened), y: y(share)}];
    }),
    shockX: shockAt(shock, x, {first, last}),
    y,
    x,
  };
}

function shockAt(
  shock: string | null,
  x: (opened: number) => number,
  {first, last}: {readonly first: number; readonly last: number},
): number | null {
  if (shock === null) return null;
  const opened = Number(shock.slice(0, 4)) + (Number(shock.slice(5, 7)) - 0.5) / 12 - OPENING;
  return opened > first && opened < last ? x(opened) : null;
}
