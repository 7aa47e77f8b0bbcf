import type {Flow} from "./flows.ts";
import type {Place, Point} from "./places.ts";

/** A position on the picture, in CSS pixels. */
export type Pixel = readonly [number, number];

/** A tapered arc: wide where the goods leave, narrow where they arrive. */
export interface Arc {
  readonly flow: Flow;
  readonly name: string;
  /** Along the middle, from start to end. */
  readonly middle: readonly Pixel[];
  /** Outline, closed. */
  readonly outline: readonly Pixel[];
  readonly end: Pixel;
  readonly width: number;
}

/** Whether arcs leave the pole or arrive there; without a direction they do not taper. */
export type Side = "from" | "to" | "both";

export interface ArcField {
  readonly pole: Point;
  readonly side: Side;
  /** Arcs of one width, for ties that hold or not. */
  readonly even?: boolean;
  readonly places: ReadonlyMap<string, Place>;
  /** Null for points beyond the edge. */
  readonly project: (point: Point) => Pixel | null;
  /** Value that the widest arc stands for. */
  readonly largest: number;
  readonly widest?: number;
}

export interface ArcLayout {
  readonly arcs: readonly Arc[];
  /** Flows whose state is beyond the edge, or has no capital on record. */
  readonly beyond: readonly Flow[];
}

const WIDEST_PX = 30;
const NARROWEST_PX = 0.8;
const EVEN_PX = 2;
const SAMPLES = 20;
/** How far an arc swings out, as a share of its length. */
const SWING = 0.16;
/** Width at the arriving end, as a share of that at the leaving end. */
const TAPER = 0.18;

/** Arcs of flows, widths in proportion to value, the largest first so that small ones stay on top. */
export function arcLayout(
  flows: readonly Flow[],
  {pole, side, even = false, places, project, largest, widest = WIDEST_PX}: ArcField,
): ArcLayout {
  const centre = project(pole);
  const arcs: Arc[] = [];
  const beyond: Flow[] = [];
  for (const flow of flows) {
    const place = places.get(flow.state);
    const other = place?.point ? project(place.point) : null;
    if (centre === null || other === null) {
      beyond.push(flow);
      continue;
    }
    const [start, end] = side === "to" ? [other, centre] : [centre, other];
    const width = even ? EVEN_PX : widthOf(flow, largest, widest);
    const middle = curve(start, end);
    arcs.push({
      flow,
      name: place?.name ?? flow.state,
      middle,
      outline: outlineOf(middle, width, even || side === "both" ? 1 : TAPER),
      end: other,
      width,
    });
  }
  return {arcs, beyond};
}

/** Pixels that the arc of a flow is wide where the goods leave: in proportion to its value. */
export function widthOf({amount}: Flow, largest: number, widest = WIDEST_PX): number {
  return Math.max(NARROWEST_PX, (amount / largest) * widest);
}

/** What bends an arc: the control point of its quadratic curve; the same from either end. */
export function bendOf([x0, y0]: Pixel, [x1, y1]: Pixel): Pixel {
  const [dx, dy] = [x1 - x0, y1 - y0];
  // Always to the north, so that arcs of one pole make a fan and never a tangle.
  const side = dx >= 0 ? 1 : -1;
  return [(x0 + x1) / 2 + dy * SWING * side, (y0 + y1) / 2 - dx * SWING * side];
}

function curve([x0, y0]: Pixel, [x1, y1]: Pixel): Pixel[] {
  const [cx, cy] = bendOf([x0, y0], [x1, y1]);
  return Array.from({length: SAMPLES + 1}, (_, at) => {
    const t = at / SAMPLES;
    const u = 1 - t;
    return [u * u * x0 + 2 * u * t * cx + t * t * x1, u * u * y0 + 2 * u * t * cy + t * t * y1] as const;
  });
}

function outlineOf(middle: readonly Pixel[], width: number, taper: number): Pixel[] {
  const left: Pixel[] = [];
  const right: Pixel[] = [];
  for (const [at, [x, y]] of middle.entries()) {
    const [x0, y0] = middle[Math.max(0, at - 1)] ?? [x, y];
    const [x1, y1] = middle[Math.min(middle.length - 1, at + 1)] ?? [x, y];
    const length = Math.hypot(x1 - x0, y1 - y0) || 1;
    const half = (width / 2) * (1 - (1 - taper) * (at / (middle.length - 1)));
    const [nx, ny] = [(-(y1 - y0) / length) * half, ((x1 - x0) / length) * half];
    left.push([x + nx, y + ny]);
    right.push([x - nx, y - ny]);
  }
  return [...left, ...right.reverse()];
}

/** The arc nearest to a position, within `reach` pixels of its edge; null where none is. */
export function arcAt(arcs: readonly Arc[], [x, y]: Pixel, reach = 8): Arc | null {
  let best: {arc: Arc; distance: number} | null = null;
  for (const arc of arcs) {
    const most = reach + arc.width / 2;
    for (const [px, py] of arc.middle) {
      if (Math.abs(px - x) > most || Math.abs(py - y) > most) continue;
      const distance = Math.hypot(px - x, py - y) - arc.width / 2;
      if (distance <= reach && (best === null || distance < best.distance)) best = {arc, distance};
    }
  }
  return best?.arc ?? null;
}
