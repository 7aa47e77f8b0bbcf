import {svgElement} from "./styled-copy.ts";

const CLEAR = "rgba(0, 0, 0, 0)";
const COLOUR = /rgba?\([^)]*\)/g;
const HATCH_PX = 5;

/** Where a box stands in a drawing, in pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Ground, hatching and edges of a box of the page. */
export function boxDrawing({x, y, width, height}: Place, style: CSSStyleDeclaration): SVGElement[] {
  const edges = EDGES.map((edge) => edgeOf(style, edge));
  const [top] = edges;
  const isFramed = top !== undefined && top !== null && edges.every((edge) => edge?.width === top.width);
  const fill = style.backgroundColor;
  const hatching = hatchingOf(style);
  if (width <= 0 && height <= 0) return [];
  const place = {x, y, width, height, rx: Math.min(roundOf(style), height / 2), opacity: style.opacity};
  const frame = isFramed ? {stroke: top.colour, "stroke-width": top.width} : {};
  const ground =
    fill === CLEAR && !isFramed ? [] : [svgElement("rect", {...place, ...frame, fill: painted(fill)})];
  const hatched =
    hatching === null
      ? []
      : [hatching.pattern, svgElement("rect", {...place, fill: `url(#${hatching.pattern.id})`})];
  const lines = isFramed
    ? []
    : edges.flatMap((edge, at) => {
        if (edge === null) return [];
        const [x1, y1, x2, y2] = endsOf({x, y, width, height})[at] ?? [];
        if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) return [];
        return [svgElement("line", {x1, y1, x2, y2, stroke: edge.colour, "stroke-width": edge.width})];
      });
  return [...ground, ...hatched, ...lines];
}

const EDGES = ["Top", "Right", "Bottom", "Left"] as const;

function endsOf({x, y, width, height}: Place): readonly (readonly [number, number, number, number])[] {
  const [right, bottom] = [x + width, y + height];
  return [
    [x, y, right, y],
    [right, y, right, bottom],
    [x, bottom, right, bottom],
    [x, y, x, bottom],
  ];
}

function edgeOf(style: CSSStyleDeclaration, edge: (typeof EDGES)[number]) {
  const width = Number.parseFloat(style[`border${edge}Width`]);
  const colour = style[`border${edge}Color`];
  return width > 0 && style[`border${edge}Style`] !== "none" && colour !== CLEAR ? {width, colour} : null;
}

function roundOf({borderTopLeftRadius: radius}: CSSStyleDeclaration): number {
  const length = Number.parseFloat(radius);
  if (Number.isNaN(length)) return 0;
  return radius.endsWith("%") ? (length / 100) * Number.MAX_SAFE_INTEGER : length;
}

function painted(fill: string): string {
  return fill === CLEAR ? "none" : fill;
}

let hatchings = 0;

/** Stripes that fall to the left, as the page's own. */
function hatchingOf({backgroundImage}: CSSStyleDeclaration) {
  if (!backgroundImage.startsWith("repeating-linear-gradient")) return null;
  const [stripe, between] = backgroundImage.match(COLOUR) ?? [];
  if (stripe === undefined) return null;
  hatchings += 1;
  const pattern = svgElement("pattern", {
    id: `hatching-${hatchings}`,
    width: HATCH_PX,
    height: HATCH_PX,
    patternUnits: "userSpaceOnUse",
    patternTransform: "rotate(45)",
  });
  const [, thick = "2"] = /0px, [^)]*\) ([\d.]+)px/.exec(backgroundImage) ?? [];
  const whole = {width: HATCH_PX, height: HATCH_PX};
  pattern.append(svgElement("rect", {...whole, fill: painted(between ?? CLEAR)}));
  pattern.append(svgElement("rect", {...whole, width: Number(thick), fill: stripe}));
  return {pattern};
}
