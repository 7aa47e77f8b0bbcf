import {type Finding, numberIn, textIn} from "../../data/index.ts";

/** Longitude and latitude in degrees. */
export type Point = readonly [number, number];

/** A state on the map. */
export interface Place {
  readonly iso3: string;
  readonly name: string;
  /** Its capital; null where none is on record. */
  readonly point: Point | null;
  readonly blocs: readonly string[];
}

/** States by code, of the finding of states. */
export function placesOf({rows}: Finding): ReadonlyMap<string, Place> {
  return new Map(
    rows.map((row) => {
      const iso3 = textIn(row, "iso3") ?? "";
      const latitude = numberIn(row, "latitude_deg");
      const longitude = numberIn(row, "longitude_deg");
      const point: Point | null = latitude === null || longitude === null ? null : [longitude, latitude];
      const blocs = (textIn(row, "blocs") ?? "").split(",");
      return [iso3, {iso3, name: textIn(row, "name") ?? iso3, point, blocs}];
    }),
  );
}

/** Where a pole stands: its capital, or the middle of its members' capitals on the globe; null where neither is known. */
export function pointOf(pole: string, places: ReadonlyMap<string, Place>): Point | null {
  const own = places.get(pole);
  if (own !== undefined) return own.point;
  return middleOf(
    [...places.values()].flatMap(({blocs, point}) => (blocs.includes(pole) && point !== null ? [point] : [])),
  );
}

/** The members of a bloc; empty for a state. */
export function membersOf(pole: string, places: ReadonlyMap<string, Place>): ReadonlySet<string> {
  return new Set([...places.values()].filter(({blocs}) => blocs.includes(pole)).map(({iso3}) => iso3));
}

const RADIANS = Math.PI / 180;

/** The point below the mean of the directions to these; null without any. */
export function middleOf(points: readonly Point[]): Point | null {
  if (points.length === 0) return null;
  const [x, y, z] = points.reduce(
    ([a, b, c], [longitude, latitude]) => [
      a + Math.cos(latitude * RADIANS) * Math.cos(longitude * RADIANS),
      b + Math.cos(latitude * RADIANS) * Math.sin(longitude * RADIANS),
      c + Math.sin(latitude * RADIANS),
    ],
    [0, 0, 0],
  );
  return [Math.atan2(y, x) / RADIANS, Math.atan2(z, Math.hypot(x, y)) / RADIANS];
}
