import {type GeoProjection, geoAzimuthalEqualArea} from "d3-geo";
import type {Pixel} from "./arcs.ts";
import type {Point} from "./places.ts";

/** Turns and size of the globe. */
export interface Globe {
  /** Degrees that the globe is turned by: east, north. */
  readonly turn: readonly [number, number];
  /** 1 shows the usual field. */
  readonly zoom: number;
}

/** Looks down on the middle of Eurasia. */
export const USUAL_GLOBE: Globe = {turn: [-58, -46], zoom: 1};
/** What the usual field must show: the corners of Eurasia. */
const FIELD = [
  [-11, 36],
  [-22, 65],
  [25, 71],
  [60, 76],
  [140, 62],
  [141, 36],
  [116, 18],
  [78, 7],
  [44, 13],
] as const;
/** Degrees from the middle to the edge; beyond, shapes are stretched too much to be read. */
const EDGE = 105;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Lambert's azimuthal equal-area projection: areas keep their proportion, and Eurasia stands in the middle. */
export function projectionOf({turn, zoom}: Globe, {width, height}: Size): GeoProjection {
  const usual = geoAzimuthalEqualArea()
    .rotate([...USUAL_GLOBE.turn])
    .clipAngle(EDGE)
    .precision(0.4);
  usual.fitExtent(
    [
      [12, 12],
      [width - 12, height - 12],
    ],
    {type: "MultiPoint", coordinates: FIELD.map(([longitude, latitude]) => [longitude, latitude])},
  );
  const scale = usual.scale() * zoom;
  return usual.rotate([...turn]).scale(scale);
}

/** Where a point stands on the picture; null beyond the edge. */
export function projectedBy(projection: GeoProjection, {turn}: Globe): (point: Point) => Pixel | null {
  return ([longitude, latitude]) => {
    if (degreesBetween([longitude, latitude], [-turn[0], -turn[1]]) > EDGE) return null;
    const placed = projection([longitude, latitude]);
    return placed === null ? null : [placed[0], placed[1]];
  };
}

const RADIANS = Math.PI / 180;

function degreesBetween([a, b]: Point, [c, d]: Point): number {
  const [sinHalf, sinWidth] = [Math.sin(((d - b) * RADIANS) / 2), Math.sin(((c - a) * RADIANS) / 2)];
  const h = sinHalf ** 2 + Math.cos(b * RADIANS) * Math.cos(d * RADIANS) * sinWidth ** 2;
  return (2 * Math.asin(Math.min(1, Math.sqrt(h)))) / RADIANS;
}

/** The globe after a drag of so many pixels. */
export function dragged({turn, zoom}: Globe, [dx, dy]: Pixel, size: Size): Globe {
  const perPixel = 110 / Math.min(size.width, size.height) / zoom;
  const north = Math.max(-89, Math.min(89, turn[1] - dy * perPixel));
  return {turn: [turn[0] + dx * perPixel, north], zoom};
}

/** The globe nearer or farther, within what can be read. */
export function zoomed({turn, zoom}: Globe, factor: number): Globe {
  return {turn, zoom: Math.max(0.7, Math.min(8, zoom * factor))};
}
