import {geoGraticule} from "d3-geo";
import type {Outline} from "./outlines.ts";
import type {Point} from "./places.ts";

/** A direction from the middle of the globe, of length one. */
export type Vector = readonly [number, number, number];

const RADIANS = Math.PI / 180;
/** Longer pieces of an outline get points between: straight ones stray from the great circle by less than 0.2 pixels then. */
const LONGEST_DEGREES = 2;

export function vectorOf([longitude, latitude]: Point): Vector {
  const across = Math.cos(latitude * RADIANS);
  return [
    across * Math.cos(longitude * RADIANS),
    across * Math.sin(longitude * RADIANS),
    Math.sin(latitude * RADIANS),
  ];
}

/** A line on the globe: three numbers a point. A ring ends where it begins, and does not say that point again. */
export type Line = Float64Array;

/** A state's outline on the globe: rings by polygon, what is inside to the right of each. */
export interface Shape {
  readonly a3: string;
  readonly polygons: readonly (readonly Line[])[];
}

/** Outlines as directions, worked out once: no turn of the globe needs a sine of them again. */
export function shapesOf(outlines: readonly Outline[]): readonly Shape[] {
  return outlines.map(({properties, geometry}) => ({
    a3: properties.a3,
    polygons: polygonsOf(geometry).map((rings) => rings.map(ringOf)),
  }));
}

function polygonsOf(geometry: Outline["geometry"]): readonly (readonly (readonly Place[])[])[] {
  if (geometry.type === "Polygon") return [geometry.coordinates];
  return geometry.type === "MultiPolygon" ? geometry.coordinates : [];
}

type Place = readonly number[];

/** The lines of longitude and latitude, each ten degrees, with points at most so many degrees apart. */
export function gridLines(degrees: number): readonly Line[] {
  // A line of longitude is given by three points, for d3 bends it itself.
  const lines = geoGraticule().precision(degrees)().coordinates;
  return lines.map((places) => Float64Array.from(bent(places, degrees).flat()));
}

function ringOf(places: readonly Place[]): Line {
  return Float64Array.from(bent(places, LONGEST_DEGREES).slice(0, -1).flat());
}

/** A line's points, with more of the great circle between those farther apart. */
function bent(places: readonly Place[], degrees: number): Vector[] {
  const vectors = places.map(vectorAt);
  return vectors.flatMap((vector, at) => {
    const next = vectors[at + 1];
    return next === undefined ? [vector] : [vector, ...between(vector, next, degrees)];
  });
}

function vectorAt([longitude = Number.NaN, latitude = Number.NaN]: Place): Vector {
  return vectorOf([longitude, latitude]);
}

/** Points of the great circle between two, where they are far apart. */
function between(from: Vector, to: Vector, degrees: number): Vector[] {
  const angle = angleBetween(from, to);
  const pieces = Math.ceil(angle / (degrees * RADIANS));
  return Array.from({length: Math.max(0, pieces - 1)}, (_, at) => {
    const way = ((at + 1) / pieces) * angle;
    const [a, b] = [Math.sin(angle - way) / Math.sin(angle), Math.sin(way) / Math.sin(angle)];
    return [a * from[0] + b * to[0], a * from[1] + b * to[1], a * from[2] + b * to[2]];
  });
}

function angleBetween([a, b, c]: Vector, [d, e, f]: Vector): number {
  const cross = Math.hypot(b * f - c * e, c * d - a * f, a * e - b * d);
  return Math.atan2(cross, a * d + b * e + c * f);
}
