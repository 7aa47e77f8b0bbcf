import {type ArcField, bendOf, widthOf} from "./arcs.ts";
import type {Flow} from "./flows.ts";
import {type Lens, projectInto, roomFor} from "./lens.ts";
import {type Line, vectorOf} from "./sphere.ts";
import type {Pen} from "./trace.ts";

/** Arcs that are lines while the globe moves: where they start and end on the globe, worked out once. */
export interface ThinArcs {
  /** The pole, then the other end of each. */
  readonly ends: Line;
}

/** Flows as they are drawn while the globe moves. */
export interface MovingFlows {
  /** Drawn as at rest. */
  readonly shaped: readonly Flow[];
  readonly thin: ThinArcs;
}

/** So many arcs keep their shape while the globe moves. */
const MOST_SHAPED = 300;
/** Beyond that number, arcs thinner than this are lines, pixels. */
const THIN_PX = 2.5;

/** Parts the flows, the largest of which come first. Those without a place are left out, as at rest. */
export function movingFlows(
  flows: readonly Flow[],
  {pole, places, largest}: Pick<ArcField, "pole" | "places" | "largest">,
): MovingFlows {
  const wide = flows.findIndex((flow) => widthOf(flow, largest) < THIN_PX);
  const shapes = flows.length <= MOST_SHAPED || wide < 0 ? MOST_SHAPED : Math.min(wide, MOST_SHAPED);
  const points = flows.slice(shapes).flatMap(({state}) => {
    const point = places.get(state)?.point;
    return point ? [point] : [];
  });
  const ends = [pole, ...points].flatMap((point) => vectorOf(point));
  return {shaped: flows.slice(0, shapes), thin: {ends: Float64Array.from(ends)}};
}

let room = roomFor(1024);

/** Draws thin arcs as one path, those with an end beyond the edge left out. */
export function traceThin(
  pen: Pen & Pick<CanvasPath, "quadraticCurveTo">,
  {ends}: ThinArcs,
  lens: Lens,
): void {
  const count = ends.length / 3;
  if (room.x.length < count) room = roomFor(count);
  projectInto(room, ends, lens);
  const {x, y, toward} = room;
  if (Number(toward[0]) < lens.nearest) return;
  const pole = [Number(x[0]), Number(y[0])] as const;
  for (let at = 1; at < count; at++) {
    if (Number(toward[at]) < lens.nearest) continue;
    const end = [Number(x[at]), Number(y[at])] as const;
    pen.moveTo(...pole);
    pen.quadraticCurveTo(...bendOf(pole, end), ...end);
  }
}
