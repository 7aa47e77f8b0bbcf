import {type GeoProjection, geoAzimuthalEqualArea} from "d3-geo";
import type {Pixel} from "./arcs.ts";

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
export const EDGE_DEGREES = 105;

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Lambert's azimuthal equal-area projection: areas keep their proportion, and Eurasia stands in the middle. */
export function projectionOf({turn, zoom}: Globe, size: Size): GeoProjection {
  const {scale, x, y} = fieldOf(size);
  return geoAzimuthalEqualArea()
    .rotate([...turn])
    .translate([x, y])
    .scale(scale * zoom)
    .clipAngle(EDGE_DEGREES)
    .precision(0.4);
}

/** How the usual field fills a picture. */
export interface Field {
  /** Pixels of the globe's radius. */
  readonly scale: number;
  /** The middle of the globe on the picture, pixels. */
  readonly x: number;
  readonly y: number;
}

let fitted: {readonly size: Size; readonly field: Field} | null = null;

/** Fits the usual field into a picture; the last answer is kept, for a picture changes its size seldom. */
export function fieldOf(size: Size): Field {
  if (fitted?.size.width === size.width && fitted.size.height === size.height) return fitted.field;
  const usual = geoAzimuthalEqualArea().rotate([...USUAL_GLOBE.turn]);
  usual.fitExtent(
    [
      [12, 12],
      [size.width - 12, size.height - 12],
    ],
    {type: "MultiPoint", coordinates: FIELD.map(([longitude, latitude]) => [longitude, latitude])},
  );
  const [x, y] = usual.translate();
  fitted = {size, field: {scale: usual.scale(), x, y}};
  return fitted.field;
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
