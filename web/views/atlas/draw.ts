import {type GeoProjection, geoGraticule10, geoPath} from "d3-geo";
import type {Arc} from "./arcs.ts";
import type {Outline} from "./outlines.ts";
import type {Globe, Size} from "./projection.ts";

/** Colours of the page, resolved. */
export interface Inks {
  readonly sea: string;
  readonly land: string;
  readonly landLine: string;
  readonly hatch: string;
  readonly grid: string;
  readonly arc: string;
  readonly chosen: string;
  readonly text: string;
  readonly paper: string;
  readonly font: string;
}

export interface Scene {
  readonly projection: GeoProjection;
  /** What the projection was made of; the same one gives the same ground. */
  readonly globe: Globe;
  /** While the globe moves, its ground is drawn anew and not kept. */
  readonly moving: boolean;
  readonly size: Size;
  readonly ratio: number;
  readonly outlines: readonly Outline[];
  /** States that a record speaks of in the period; the others are hatched. */
  readonly known: ReadonlySet<string>;
  readonly arcs: readonly Arc[];
  readonly chosen: Arc | null;
  /** Draws thin arcs as lines: for thousands that move. */
  readonly hasty: boolean;
  /** Arcs that are named on the picture. */
  readonly named: number;
  readonly inks: Inks;
}

/** Draws the map onto a canvas: land, hatching where nothing is on record, arcs, names. */
export function drawScene(context: CanvasRenderingContext2D, scene: Scene): void {
  const {size, ratio, inks} = scene;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const ground = scene.moving ? null : keptGround(scene);
  if (ground === null) drawGround(context, scene);
  else context.drawImage(ground, 0, 0, size.width, size.height);
  if (scene.hasty) drawHastily(context, scene);
  else for (const arc of scene.arcs) drawArc(context, arc, arc === scene.chosen ? inks.chosen : inks.arc);
  if (scene.chosen !== null) drawArc(context, scene.chosen, inks.chosen);
  drawNames(context, scene);
}

function drawGround(context: CanvasRenderingContext2D, scene: Scene): void {
  context.fillStyle = scene.inks.paper;
  context.fillRect(0, 0, scene.size.width, scene.size.height);
  drawLand(context, scene);
}

let kept: {readonly key: readonly unknown[]; readonly picture: HTMLCanvasElement} | null = null;

/** The ground of a globe that stands still, drawn once: fine outlines take longer than all that changes above them. */
function keptGround(scene: Scene): HTMLCanvasElement | null {
  const {globe, size, ratio, outlines, known, inks} = scene;
  const key = [globe, size, ratio, outlines, inks, [...known].sort().join()];
  if (kept?.key.every((part, at) => part === key[at])) return kept.picture;
  const picture = document.createElement("canvas");
  picture.width = Math.round(size.width * ratio);
  picture.height = Math.round(size.height * ratio);
  const pen = picture.getContext("2d");
  if (pen === null) return null;
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawGround(pen, scene);
  kept = {key, picture};
  return picture;
}

function drawLand(context: CanvasRenderingContext2D, {projection, outlines, known, inks}: Scene): void {
  const path = geoPath(projection, context);
  const fill = (style: string | CanvasPattern, draw: () => void) => {
    context.beginPath();
    draw();
    context.fillStyle = style;
    context.fill();
  };
  fill(inks.sea, () => path({type: "Sphere"}));
  context.beginPath();
  path(geoGraticule10());
  context.strokeStyle = inks.grid;
  context.lineWidth = 0.5;
  context.stroke();
  const [told, silent] = [true, false].map((has) =>
    outlines.filter(({properties}) => known.has(properties.a3) === has),
  );
  const all = (list: readonly Outline[]) => {
    for (const outline of list) path(outline);
  };
  fill(inks.land, () => all(told ?? []));
  const hatch = hatching(context, inks);
  if (hatch !== null) fill(hatch, () => all(silent ?? []));
  context.beginPath();
  all(outlines);
  context.strokeStyle = inks.landLine;
  context.lineWidth = 0.7;
  context.stroke();
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

/** Thinner arcs than this are lines while they move, pixels. */
const THIN_PX = 2.5;

/**
 * Thin arcs as lines of one path, which takes a seventh of the time of a shape each; the few wide ones as shapes. One path of all
 * shapes would take three times as long as each by itself: every edge is held against every other.
 */
function drawHastily(context: CanvasRenderingContext2D, {arcs, inks}: Scene): void {
  context.globalAlpha = 0.78;
  context.beginPath();
  for (const {middle} of arcs.filter(({width}) => width < THIN_PX)) line(context, middle);
  context.strokeStyle = inks.arc;
  context.lineWidth = 1;
  context.stroke();
  context.fillStyle = inks.arc;
  for (const {outline} of arcs.filter(({width}) => width >= THIN_PX)) {
    context.beginPath();
    trace(context, outline);
    context.fill();
  }
  context.globalAlpha = 1;
}

function trace(context: CanvasRenderingContext2D, outline: Arc["outline"]): void {
  line(context, outline);
  context.closePath();
}

function line(context: CanvasRenderingContext2D, points: Arc["middle"]): void {
  for (const [at, [x, y]] of points.entries()) {
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
}

function drawArc(context: CanvasRenderingContext2D, {outline, end}: Arc, style: string): void {
  context.beginPath();
  trace(context, outline);
  context.fillStyle = style;
  context.globalAlpha = 0.78;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(end[0], end[1], 2.2, 0, 2 * Math.PI);
  context.fill();
}

/** Names of the largest arcs, those that would cover another left out. */
function drawNames(context: CanvasRenderingContext2D, {arcs, named, inks, chosen}: Scene): void {
  context.font = inks.font;
  context.textBaseline = "middle";
  const taken: {x: number; y: number; width: number}[] = [];
  const list = chosen === null ? arcs.slice(0, named) : [chosen, ...arcs.slice(0, named)];
  for (const {name, end} of list) {
    const {width} = context.measureText(name);
    const [x, y] = [end[0] + 7, end[1]];
    if (
      taken.some(
        (other) => Math.abs(other.y - y) < 15 && x < other.x + other.width + 6 && other.x < x + width + 6,
      )
    )
      continue;
    taken.push({x, y, width});
    context.lineWidth = 3.5;
    context.strokeStyle = inks.paper;
    context.lineJoin = "round";
    context.strokeText(name, x, y);
    context.fillStyle = inks.text;
    context.fillText(name, x, y);
  }
}

/** The page's colours, as they are now. */
export function inksOf(element: HTMLElement): Inks {
  const probe = document.createElement("span");
  probe.hidden = true;
  element.append(probe);
  const colour = (name: string) => {
    probe.style.color = `var(${name})`;
    return getComputedStyle(probe).color;
  };
  const inks = {
    sea: colour("--sea"),
    land: colour("--land"),
    landLine: colour("--land-line"),
    hatch: colour("--line"),
    grid: colour("--line"),
    arc: colour("--accent"),
    chosen: colour("--shock"),
    text: colour("--ink"),
    paper: colour("--paper"),
    font: `600 13px ${getComputedStyle(element).fontFamily}`,
  };
  probe.remove();
  return inks;
}
