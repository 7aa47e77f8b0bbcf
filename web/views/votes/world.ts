import {type GeoProjection, geoEqualEarth, geoPath} from "d3-geo";
import type {Outline} from "../atlas/outlines.ts";
import type {Place} from "../atlas/places.ts";
import type {Size} from "../atlas/projection.ts";

/** Cuts the map through the Bering strait, where no state lies on both sides. */
const TURN = [-11, 0] as const;
/** Half the side of the mark of a state that is too small for its outline. */
const DOT_PX = 3.5;

/** A state as a shape on the map of the world: its outline, or a square at its capital where the outlines leave it out. */
export interface Shape {
  readonly iso3: string;
  readonly path: string;
  readonly small: boolean;
}

/** Outlines of the world and small states as squares; Equal Earth, so that areas keep their proportion. */
export function worldShapes(
  outlines: readonly Outline[],
  places: ReadonlyMap<string, Place>,
  size: Size,
): Shape[] {
  const projection = worldProjection(outlines, size);
  const path = geoPath(projection).digits(1);
  const drawn = outlines.map((outline) => ({
    iso3: outline.properties.a3,
    path: path(outline) ?? "",
    small: false,
  }));
  const known = new Set(drawn.map(({iso3}) => iso3));
  const small = [...places.values()].flatMap(({iso3, point}) => {
    const at = point === null || known.has(iso3) ? null : projection([...point]);
    return at === null ? [] : [{iso3, path: squareAt(at), small: true}];
  });
  return [...drawn, ...small];
}

/** Height of the map for a width, in CSS pixels. */
export function worldHeight(width: number): number {
  return Math.round(width * 0.46);
}

function worldProjection(outlines: readonly Outline[], {width, height}: Size): GeoProjection {
  return geoEqualEarth()
    .rotate([...TURN])
    .fitExtent(
      [
        [2, 2],
        [width - 2, height - 2],
      ],
      // Without the ice at the south, where nobody votes.
      {type: "FeatureCollection", features: outlines.filter(({properties}) => properties.a3 !== "ATA")},
    );
}

function squareAt([x, y]: readonly [number, number]): string {
  const [left, top] = [x - DOT_PX, y - DOT_PX].map((value) => value.toFixed(1));
  return `M${left},${top}h${2 * DOT_PX}v${2 * DOT_PX}h${-2 * DOT_PX}z`;
}
