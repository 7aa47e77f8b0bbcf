import type {Pixel} from "./arcs.ts";
import type {Lens} from "./lens.ts";
import type {Shape} from "./sphere.ts";
import {tracePolygon} from "./trace.ts";

interface Outlines {
  readonly lens: Lens;
  readonly shapes: readonly Shape[];
  readonly paths: readonly {readonly a3: string; readonly path: Path2D}[];
}

let kept: Outlines | null = null;
let pen: CanvasRenderingContext2D | null = null;

/** The state under a position, in CSS pixels; null on the sea. Outlines are drawn once for a globe that rests. */
export function stateAt(lens: Lens, shapes: readonly Shape[], [x, y]: Pixel): string | null {
  pen ??= document.createElement("canvas").getContext("2d");
  if (kept?.lens !== lens || kept.shapes !== shapes) kept = {lens, shapes, paths: pathsOf(lens, shapes)};
  return kept.paths.find(({path}) => pen?.isPointInPath(path, x, y))?.a3 ?? null;
}

function pathsOf(lens: Lens, shapes: readonly Shape[]): Outlines["paths"] {
  return shapes.map(({a3, polygons}) => {
    const path = new Path2D();
    for (const rings of polygons) tracePolygon(path, rings, lens);
    return {a3, path};
  });
}
