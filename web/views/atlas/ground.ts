import type {Inks} from "./inks.ts";
import type {Lens} from "./lens.ts";
import type {Size} from "./projection.ts";
import {gridLines, type Shape} from "./sphere.ts";
import {traceLine, tracePolygon} from "./trace.ts";

/** What lies under the arcs. */
export interface Ground {
  readonly lens: Lens;
  readonly size: Size;
  readonly shapes: readonly Shape[];
  /** States that a record speaks of in the period; the others are hatched. */
  readonly known: ReadonlySet<string>;
  readonly inks: Inks;
}

/** Draws paper, sea, lines of longitude and latitude, and land, hatched where nothing is on record. */
export function drawGround(context: CanvasRenderingContext2D, ground: Ground): void {
  const {lens, size, inks} = ground;
  context.fillStyle = inks.paper;
  context.fillRect(0, 0, size.width, size.height);
  context.beginPath();
  context.arc(lens.x, lens.y, lens.radius, 0, 2 * Math.PI);
  context.fillStyle = inks.sea;
  context.fill();
  drawGrid(context, ground);
  drawLand(context, ground);
}

const GRID = gridLines();

function drawGrid(context: CanvasRenderingContext2D, {lens, inks}: Ground): void {
  context.beginPath();
  for (const line of GRID) traceLine(context, line, lens);
  context.strokeStyle = inks.grid;
  context.lineWidth = 0.5;
  context.stroke();
}

function drawLand(context: CanvasRenderingContext2D, {lens, shapes, known, inks}: Ground): void {
  const [told, silent] = [new Path2D(), new Path2D()];
  for (const {a3, polygons} of shapes)
    for (const rings of polygons) tracePolygon(known.has(a3) ? told : silent, rings, lens);
  context.fillStyle = inks.land;
  context.fill(told);
  const hatch = hatching(context, inks);
  if (hatch !== null) {
    context.fillStyle = hatch;
    context.fill(silent);
  }
  // One line around all: where two states meet it is drawn once.
  told.addPath(silent);
  context.strokeStyle = inks.landLine;
  context.lineWidth = 0.7;
  context.stroke(told);
}

let pattern: {readonly key: string; readonly made: CanvasPattern | null} = {key: "", made: null};

function hatching(context: CanvasRenderingContext2D, {land, hatch}: Inks): CanvasPattern | null {
  const key = `${land} ${hatch}`;
  if (pattern.key === key) return pattern.made;
  const tile = document.createElement("canvas");
  tile.width = 12;
  tile.height = 12;
  const pen = tile.getContext("2d");
  if (pen === null) return null;
  pen.strokeStyle = hatch;
  pen.lineWidth = 1.4;
  for (const shift of [-12, 0, 12]) {
    pen.moveTo(shift, 12);
    pen.lineTo(shift + 12, 0);
  }
  pen.stroke();
  pattern = {key, made: context.createPattern(tile, "repeat")};
  pattern.made?.setTransform(new DOMMatrix().scale(0.5));
  return pattern.made;
}
