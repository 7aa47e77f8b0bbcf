import {type Finding, numberIn, textIn} from "../../data/index.ts";
import {linear} from "../../parts/scale.ts";

/** A leg of the roads, with what they bring over it. */
export interface Leg {
  readonly from: string;
  readonly to: string;
  readonly usd: number;
  /** Nobody reports it by product: its width is only an upper bound. */
  readonly reported: boolean;
  readonly row: number;
}

/** A place on the diagram. */
export interface Node {
  readonly name: string;
  readonly kind: "origin" | "hub" | "target";
  readonly usd: number;
  /** What its one leg in, or its one leg out, carries; null where several would have to be added up. */
  readonly toldUsd: number | null;
  readonly x: number;
  readonly y: number;
  readonly height: number;
}

/** A leg as a band. */
export interface Band {
  readonly leg: Leg;
  readonly path: string;
}

export interface Diagram {
  readonly nodes: readonly Node[];
  readonly bands: readonly Band[];
}

export interface Field {
  readonly width: number;
  readonly height: number;
}

export const NODE_WIDTH = 12;
const GAP = 18;
const MARGIN = {top: 24, bottom: 12};
/** Room for the names of the ends; narrow fields have codes. */
const SIDES = {wide: {left: 84, right: 110}, narrow: {left: 52, right: 48}};
const NARROW_PX = 560;

/** Whether a field of this width has room for codes only. */
export function isNarrow(width: number): boolean {
  return width < NARROW_PX;
}

/** What the legs carry: as the roads are, or once the closed hubs are gone. */
export type FlowColumn = "flow_upper_usd" | "after_upper_usd";

/** Legs that carry something. */
export function legsOf(finding: Finding, column: FlowColumn): Leg[] {
  return finding.rows.flatMap((row, at) => {
    const usd = numberIn(row, column);
    if (usd === null || usd <= 0) return [];
    const reported = textIn(row, "told_by") !== "nobody";
    return [{from: textIn(row, "from") ?? "", to: textIn(row, "to") ?? "", usd, reported, row: at + 1}];
  });
}

/**
 * Places in columns from the origins to the target, heights and bands in proportion to the money.
 *
 * @param measure legs that must fit the field: two diagrams of one measure compare by eye
 */
export function diagramOf(
  legs: readonly Leg[],
  {width, height}: Field,
  measure: readonly Leg[] = legs,
): Diagram {
  const columns = columnsOf(legs);
  const {left, right} = SIDES[isNarrow(width) ? "narrow" : "wide"];
  const x = linear([0, Math.max(1, columns.length - 1)], [left, width - right - NODE_WIDTH]);
  const room = height - MARGIN.top - MARGIN.bottom;
  const perUsd = Math.min(
    ...columnsOf(measure).map(
      (list) => (room - GAP * (list.length - 1)) / sumOf(list.map((name) => throughputOf(name, measure))),
    ),
  );
  const nodes = columns.flatMap((list, at) => columnNodes(list, {x: x(at), perUsd, room, legs}));
  return {nodes, bands: bandsOf(legs, nodes, perUsd)};
}

/** Names of the places, column by column. */
function columnsOf(legs: readonly Leg[]): string[][] {
  const names = [...new Set(legs.flatMap(({from, to}) => [from, to]))];
  const depth = depthsOf(names, legs);
  const columns: string[][] = [];
  for (const name of names) {
    const at = depth.get(name) ?? names.length;
    columns[at] = [...(columns[at] ?? []), name];
  }
  return columns.filter((list) => list !== undefined);
}

function sumOf(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

function throughputOf(name: string, legs: readonly Leg[]): number {
  const sides = [legs.filter(({to}) => to === name), legs.filter(({from}) => from === name)];
  return Math.max(...sides.map((side) => sumOf(side.map(({usd}) => usd))));
}

function toldOf(name: string, legs: readonly Leg[]): number | null {
  const sides = [legs.filter(({to}) => to === name), legs.filter(({from}) => from === name)];
  return sides.find(({length}) => length === 1)?.[0]?.usd ?? null;
}

/** Legs from the farthest origin to each place: a hub stands after every hub it is fed by. */
function depthsOf(names: readonly string[], legs: readonly Leg[]): ReadonlyMap<string, number> {
  const depth = new Map(names.map((name) => [name, 0]));
  // As many rounds as places settle every road that has no circle in it.
  for (const _ of names) {
    for (const {from, to} of legs) {
      const next = (depth.get(from) ?? 0) + 1;
      if (next > (depth.get(to) ?? 0) && next < names.length) depth.set(to, next);
    }
  }
  return depth;
}

interface ColumnInput {
  readonly x: number;
  readonly perUsd: number;
  readonly room: number;
  readonly legs: readonly Leg[];
}

function columnNodes(list: readonly string[], {x, perUsd, room, legs}: ColumnInput): Node[] {
  const sized = list
    .map((name) => ({name, usd: throughputOf(name, legs)}))
    .sort((a, b) => b.usd - a.usd)
    .map(({name, usd}) => ({name, usd, height: Math.max(1, usd * perUsd)}));
  const tall = sized.reduce((sum, {height}) => sum + height, 0) + GAP * (sized.length - 1);
  let y = MARGIN.top + (room - tall) / 2;
  return sized.map(({name, usd, height}) => {
    const node = {name, usd, toldUsd: toldOf(name, legs), height, x, y, kind: kindOf(name, legs)};
    y += height + GAP;
    return node;
  });
}

function kindOf(name: string, legs: readonly Leg[]): Node["kind"] {
  if (!legs.some(({to}) => to === name)) return "origin";
  return legs.some(({from}) => from === name) ? "hub" : "target";
}

function bandsOf(legs: readonly Leg[], nodes: readonly Node[], perUsd: number): Band[] {
  const byName = new Map(nodes.map((node) => [node.name, node]));
  const used = {out: new Map<string, number>(), in: new Map<string, number>()};
  const take = (side: Map<string, number>, node: Node, thick: number) => {
    const offset = side.get(node.name) ?? 0;
    side.set(node.name, offset + thick);
    return node.y + offset;
  };
  const ordered = legs.toSorted(
    (a, b) =>
      (byName.get(a.to)?.y ?? 0) - (byName.get(b.to)?.y ?? 0) ||
      (byName.get(a.from)?.y ?? 0) - (byName.get(b.from)?.y ?? 0),
  );
  return ordered.flatMap((leg) => {
    const [from, to] = [byName.get(leg.from), byName.get(leg.to)];
    if (from === undefined || to === undefined) return [];
    const thick = leg.usd * perUsd;
    return [
      {
        leg,
        path: ribbon({
          x0: from.x + NODE_WIDTH,
          y0: take(used.out, from, thick),
          x1: to.x,
          y1: take(used.in, to, thick),
          thick,
        }),
      },
    ];
  });
}

interface Ribbon {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  readonly thick: number;
}

function ribbon({x0, y0, x1, y1, thick}: Ribbon): string {
  const middle = (x0 + x1) / 2;
  const n = (value: number) => value.toFixed(1);
  const [a, b] = [n(y0 + thick), n(y1 + thick)];
  return `M${n(x0)},${n(y0)}C${n(middle)},${n(y0)} ${n(middle)},${n(y1)} ${n(x1)},${n(y1)}L${n(x1)},${b}C${n(middle)},${b} ${n(middle)},${a} ${n(x0)},${a}Z`;
}
