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
  /** How deeply states are filled, 1 to the number of steps; the others known are plain. */
  readonly fills: ReadonlyMap<string, number>;
  readonly inks: Inks;
  /** Device pixels of a CSS pixel. */
  readonly ratio: number;
  /** The globe turns just now: bent lines have fewer points then. */
  readonly moves: boolean;
}

/** Whether two grounds look the same: the sets of states may be others with the same members. */
export function isSameGround(a: Ground, b: Ground): boolean {
  return (
    a.lens === b.lens &&
    a.size === b.size &&
    a.ratio === b.ratio &&
    a.shapes === b.shapes &&
    a.inks === b.inks &&
    a.known.size === b.known.size &&
    [...a.known].every((state) => b.known.has(state) && a.fills.get(state) === b.fills.get(state))
  );
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

const STILL_GRID = gridLines(2.5);
const MOVING_GRID = gridLines(5);

function drawGrid(context: CanvasRenderingContext2D, ground: Ground): void {
  const {lens, inks, moves} = ground;
  context.beginPath();
  for (const line of moves ? MOVING_GRID : STILL_GRID) traceLine(context, line, lens);
  context.strokeStyle = inks.grid;
  context.lineWidth = lineWidth(0.5, ground);
  context.stroke();
}

function drawLand(context: CanvasRenderingContext2D, ground: Ground): void {
  const {lens, shapes, known, fills, inks} = ground;
  const [told, silent] = [new Path2D(), new Path2D()];
  const filled = FILL_ALPHAS.map(() => new Path2D());
  for (const {a3, polygons} of shapes) {
    const path = known.has(a3) ? (filled[(fills.get(a3) ?? 0) - 1] ?? told) : silent;
    for (const rings of polygons) tracePolygon(path, rings, lens);
  }
  context.fillStyle = inks.land;
  context.fill(told);
  if (fills.size > 0) fillSteps(context, filled, inks);
  const hatch = hatching(context, ground);
  if (hatch !== null) {
    context.fillStyle = hatch;
    context.fill(silent);
  }
  // One line around all: where two states meet it is drawn once.
  for (const path of [silent, ...(fills.size > 0 ? filled : [])]) told.addPath(path);
  context.strokeStyle = inks.landLine;
  context.lineWidth = lineWidth(0.7, ground);
  context.stroke(told);
}

/** Of each step of filling, how much of the ink covers the land; from the least. */
export const FILL_ALPHAS = [0.12, 0.24, 0.38, 0.54, 0.72] as const;

function fillSteps(context: CanvasRenderingContext2D, paths: readonly Path2D[], inks: Inks): void {
  for (const [step, path] of paths.entries()) {
    context.fillStyle = inks.land;
    context.fill(path);
    context.globalAlpha = FILL_ALPHAS[step] ?? 0;
    context.fillStyle = inks.fill;
    context.fill(path);
    context.globalAlpha = 1;
  }
}

/**
 * A line's width, CSS pixels. While the globe moves none is wider than a pixel of the screen: without a graphics card a path
 * of many such lines takes a tenth of the time of one whose lines have two edges each.
 */
export function lineWidth(wanted: number, {moves, ratio}: Pick<Ground, "moves" | "ratio">): number {
  return moves ? Math.min(wanted, 1 / ratio) : wanted;
}

/** Side of a tile of hatching, CSS pixels. */
const TILE_PX = 6;
/** Half of what a line of hatching, 0.7 wide, takes of a row. */
const HATCH_PX = 0.35 * Math.SQRT2;
let pattern: {readonly key: string; readonly made: CanvasPattern | null} = {key: "", made: null};

/** Hatching whose tile has the pixels of the screen, so that filling with it needs no scaling. */
function hatching(context: CanvasRenderingContext2D, {inks, ratio}: Ground): CanvasPattern | null {
  const key = `${inks.hatch} ${ratio}`;
  if (pattern.key === key) return pattern.made;
  const tile = document.createElement("canvas");
  tile.width = Math.ceil(TILE_PX * ratio);
  tile.height = tile.width;
  const pen = tile.getContext("2d");
  if (pen === null) return null;
  const scale = tile.width / TILE_PX;
  pen.scale(scale, scale);
  pen.fillStyle = inks.hatch;
  // As shapes, for a slanting line of less than a pixel comes out too faint.
  for (const shift of [-TILE_PX, 0, TILE_PX]) {
    pen.moveTo(shift - HATCH_PX, TILE_PX);
    pen.lineTo(shift + HATCH_PX, TILE_PX);
    pen.lineTo(shift + TILE_PX + HATCH_PX, 0);
    pen.lineTo(shift + TILE_PX - HATCH_PX, 0);
  }
  pen.fill();
  pattern = {key, made: context.createPattern(tile, "repeat")};
  pattern.made?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern.made;
}
