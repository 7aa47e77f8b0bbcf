import {type Lens, type Projected, projectInto, roomFor} from "./lens.ts";
import type {Line} from "./sphere.ts";

/**
 * What a line is drawn onto: a canvas, or a path kept for it. Rings end with a line to their start, for `closePath` looks at
 * all points of the path each time in Chromium.
 */
export type Pen = Pick<CanvasPath, "moveTo" | "lineTo" | "arc">;

let room = roomFor(1024);

/** The positions of a line; they stand until the next line is asked for. */
function positionsOf(line: Line, lens: Lens): Projected {
  const count = line.length / 3;
  if (room.x.length < count) room = roomFor(2 * count);
  projectInto(room, line, lens);
  return room;
}

/** Draws an open line, what is beyond the edge left out. */
export function traceLine(pen: Pen, line: Line, lens: Lens): void {
  const {x, y, toward} = positionsOf(line, lens);
  let drawing = false;
  for (let at = 0; at < line.length / 3; at++) {
    const within = Number(toward[at]) >= lens.nearest;
    if (at > 0 && within !== drawing) {
      const [edgeX, edgeY] = onEdge(crossing(line, [at - 1, at], lens), lens);
      if (within) pen.moveTo(edgeX, edgeY);
      else pen.lineTo(edgeX, edgeY);
    }
    if (within && at === 0) pen.moveTo(Number(x[at]), Number(y[at]));
    else if (within) pen.lineTo(Number(x[at]), Number(y[at]));
    drawing = within;
  }
}

/**
 * Draws a polygon. Where the edge cuts it, it is closed along the edge: from where a ring leaves, clockwise to where the next
 * one enters, for what is inside lies to the right of every ring. One that holds the whole field is left out: no state does.
 */
export function tracePolygon(pen: Pen, rings: readonly Line[], lens: Lens): void {
  const pieces: Piece[] = [];
  for (const ring of rings) {
    const places = positionsOf(ring, lens);
    const count = ring.length / 3;
    const beyond = firstBeyond(places, count, lens);
    if (beyond === null) drawRing(pen, places, count);
    else pieces.push(...piecesOf(ring, {places, beyond, lens}));
  }
  if (pieces.length > 0) drawPieces(pen, pieces, lens);
}

function firstBeyond({toward}: Projected, count: number, {nearest}: Lens): number | null {
  for (let at = 0; at < count; at++) if (!(Number(toward[at]) >= nearest)) return at;
  return null;
}

function drawRing(pen: Pen, {x, y}: Projected, count: number): void {
  pen.moveTo(Number(x[0]), Number(y[0]));
  for (let at = 1; at < count; at++) pen.lineTo(Number(x[at]), Number(y[at]));
  pen.lineTo(Number(x[0]), Number(y[0]));
}

/** A piece of a ring within the edge. */
interface Piece {
  /** Where it enters, radians clockwise from the right. */
  readonly from: number;
  /** Positions, two numbers a point. */
  readonly points: number[];
  /** Where it leaves. */
  to: number;
}

/** The pieces of a ring that the edge cuts, walked from a point beyond it. */
function piecesOf(
  ring: Line,
  {places, beyond, lens}: {readonly places: Projected; readonly beyond: number; readonly lens: Lens},
): Piece[] {
  const {x, y, toward} = places;
  const count = ring.length / 3;
  const pieces: Piece[] = [];
  let open: Piece | null = null;
  for (let step = 1; step <= count; step++) {
    const at = (beyond + step) % count;
    const within = Number(toward[at]) >= lens.nearest;
    if (within !== (open !== null)) {
      const angle = crossing(ring, [(at + count - 1) % count, at], lens);
      if (open === null) open = {from: angle, points: [], to: angle};
      else {
        open.to = angle;
        pieces.push(open);
        open = null;
      }
    }
    open?.points.push(Number(x[at]), Number(y[at]));
  }
  return pieces;
}

function drawPieces(pen: Pen, pieces: readonly Piece[], lens: Lens): void {
  const left = new Set(pieces);
  for (const first of pieces) {
    if (!left.has(first)) continue;
    pen.moveTo(...onEdge(first.from, lens));
    let piece = first;
    for (;;) {
      left.delete(piece);
      for (let at = 0; at < piece.points.length; at += 2)
        pen.lineTo(Number(piece.points[at]), Number(piece.points[at + 1]));
      const next = nextAlong(piece.to, [first, ...left]);
      pen.arc(lens.x, lens.y, lens.radius, piece.to, piece.to + clockwise(piece.to, next.from));
      if (next === first) break;
      piece = next;
    }
  }
}

/** The piece that enters first, clockwise from an angle; the first of those in one place. */
function nextAlong(angle: number, pieces: readonly [Piece, ...Piece[]]): Piece {
  const [first] = pieces;
  return pieces.reduce(
    (best, piece) => (clockwise(angle, piece.from) < clockwise(angle, best.from) ? piece : best),
    first,
  );
}

const AROUND = 2 * Math.PI;

function clockwise(from: number, to: number): number {
  return (((to - from) % AROUND) + AROUND) % AROUND;
}

function onEdge(angle: number, {x, y, radius}: Lens): [number, number] {
  return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
}

/** Where a line crosses the edge between two of its points, radians clockwise from the right. */
function crossing(line: Line, [one, other]: readonly [number, number], lens: Lens): number {
  const [a, b] = [seen(line, one, lens), seen(line, other, lens)];
  const share = (lens.nearest - a.toward) / (b.toward - a.toward);
  const right = a.right + share * (b.right - a.right);
  return Math.atan2(-(a.up + share * (b.up - a.up)), right);
}

function seen(line: Line, at: number, {turn}: Lens) {
  const part = (row: number) =>
    [0, 1, 2].reduce((sum, axis) => sum + Number(turn[3 * row + axis]) * Number(line[3 * at + axis]), 0);
  return {toward: part(0), right: part(1), up: part(2)};
}
