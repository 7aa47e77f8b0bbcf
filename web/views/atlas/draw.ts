import type {Arc} from "./arcs.ts";
import {drawGround, type Ground, isSameGround, lineWidth} from "./ground.ts";
import {keeper} from "./keeper.ts";
import {type ThinArcs, traceThin} from "./thin-arcs.ts";

/** A picture of the map. */
export interface Scene {
  readonly ground: Ground;
  readonly arcs: readonly Arc[];
  /** Arcs that are named on the picture. */
  readonly named: number;
}

/** Draws the map of a globe that stands still: ground and arcs, of which it keeps a picture, one arc before the others, names. */
export function drawStill(context: CanvasRenderingContext2D, scene: Scene, chosen: Arc | null): void {
  const {ground} = scene;
  const {ratio} = ground;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  const picture = keptPicture(scene);
  if (picture === null) drawBelow(context, scene);
  else context.drawImage(picture, 0, 0, ground.size.width, ground.size.height);
  if (chosen !== null) drawArc(context, chosen, ground.inks.chosen);
  drawNames(context, scene, chosen);
}

/** Draws the map of a globe that moves: nothing is kept, and arcs too thin to show their taper are lines. */
export function drawMoving(context: CanvasRenderingContext2D, scene: Scene, thin: ThinArcs): void {
  const {ground, arcs} = scene;
  const {ratio, inks} = ground;
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  drawGround(context, ground);
  for (const arc of arcs) drawArc(context, arc, inks.arc);
  drawThin(context, thin, ground);
  drawNames(context, scene, null);
}

function drawBelow(context: CanvasRenderingContext2D, {ground, arcs}: Scene): void {
  const picture = keptGround(ground);
  if (picture === null) drawGround(context, ground);
  else context.drawImage(picture, 0, 0, ground.size.width, ground.size.height);
  for (const arc of arcs) drawArc(context, arc, ground.inks.arc);
}

const grounds = keeper<Ground>();
const pictures = keeper<Scene>();

/** All that stays while the pointer goes from arc to arc, drawn once. */
function keptPicture(scene: Scene): HTMLCanvasElement | null {
  return pictures(scene, {
    ...scene.ground,
    same: (last) => last === scene,
    draw: (pen) => drawBelow(pen, scene),
  });
}

/** The ground, drawn once for all periods with a record of the same states: it takes longer than all that lies above it. */
function keptGround(ground: Ground): HTMLCanvasElement | null {
  return grounds(ground, {
    ...ground,
    same: (last) => isSameGround(last, ground),
    draw: (pen) => drawGround(pen, ground),
  });
}

/** See-through, so that arcs on arcs and the land below can be told. */
const ARC_ALPHA = 0.78;

function drawThin(context: CanvasRenderingContext2D, thin: ThinArcs, ground: Ground): void {
  const {lens, inks} = ground;
  context.beginPath();
  traceThin(context, thin, lens);
  context.globalAlpha = ARC_ALPHA;
  context.strokeStyle = inks.arc;
  context.lineWidth = lineWidth(1, ground);
  context.stroke();
  context.globalAlpha = 1;
}

function drawArc(context: CanvasRenderingContext2D, {outline, end}: Arc, style: string): void {
  context.beginPath();
  for (const [at, [x, y]] of outline.entries()) {
    if (at === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.closePath();
  context.fillStyle = style;
  context.globalAlpha = ARC_ALPHA;
  context.fill();
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(end[0], end[1], 2.2, 0, 2 * Math.PI);
  context.fill();
}

/** Names of the largest arcs, those that would cover another left out. */
function drawNames(
  context: CanvasRenderingContext2D,
  {arcs, named, ground}: Scene,
  chosen: Arc | null,
): void {
  const {inks} = ground;
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
