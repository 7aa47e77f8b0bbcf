import {type Finding, textIn} from "../../data/index.ts";
import type {Place, Point} from "../atlas/places.ts";
import {projectionOf, USUAL_GLOBE} from "../atlas/projection.ts";
import {type Standing, standingIn} from "./spells.ts";

/** A state or an organisation. Positions are from 0 to 1, north at the top. */
export interface Node {
  readonly code: string;
  readonly name: string;
  readonly isState: boolean;
  readonly x: number;
  readonly y: number;
  /** Ties that are drawn at it. */
  readonly ties: number;
}

/** All ties of a pair. */
export interface Link {
  readonly a: string;
  readonly b: string;
  readonly layers: readonly string[];
  readonly ties: number;
  /** Halted where every tie of the pair is. */
  readonly standing: Standing;
  /** What binds them, in words. */
  readonly says: readonly string[];
}

export interface Network {
  readonly nodes: readonly Node[];
  readonly links: readonly Link[];
  readonly layers: readonly string[];
  /** States that are tied and lie beyond the reach. */
  readonly beyond: number;
}

/** What of the network is drawn. */
export interface NetworkChoice {
  /** Only this layer; null for all. */
  readonly layer: string | null;
  /** Of states only these, beside organisations; null for all. */
  readonly within: ReadonlySet<string> | null;
}

/** Nodes whose names can still be read: a larger network is drawn within the study unless a person asks for all of it. */
export const MOST_READABLE = 70;

/** Size of the field on which capitals are placed; only its shape matters. */
const FIELD = {width: 1600, height: 900};
/** Width of the drawing over its height. */
const SHAPE = 1.7;
/** Least distance of two nodes as a share of the drawing's height; names stand beside nodes, so the width needs more. */
const APART = {x: 0.15, y: 0.062};
const ROUNDS = 300;
/** Below 1 the middle is spread and far capitals come nearer. */
const PULL = 0.6;

/**
 * The network of a finding of spells: states in the direction of their capitals, organisations amid their members, far ones
 * drawn nearer, and pushed apart where they would cover each other. Nothing is by lot: the same finding has the same picture.
 */
export function networkOf(
  finding: Finding,
  places: ReadonlyMap<string, Place>,
  {layer, within}: NetworkChoice,
): Network {
  const all = pairsOf(finding);
  const isBeyond = (code: string) => within !== null && places.has(code) && !within.has(code);
  const pairs = all.filter(({a, b}) => !isBeyond(a) && !isBeyond(b));
  const layers = [...new Set(all.map((pair) => pair.layer))].sort();
  const kept = pairs.filter((pair) => layer === null || pair.layer === layer);
  // Every node keeps its place when a layer is hidden.
  const placed = positions(pairs, places);
  const links = linksOf(kept);
  const tiesAt = new Map<string, number>();
  for (const {a, b, ties} of links)
    for (const code of [a, b]) tiesAt.set(code, (tiesAt.get(code) ?? 0) + ties);
  return {
    nodes: [...placed].map(([code, [x, y]]) => ({
      code,
      name: places.get(code)?.name ?? code,
      isState: places.has(code),
      x,
      y,
      ties: tiesAt.get(code) ?? 0,
    })),
    links,
    layers,
    beyond: codesOf(all).filter(isBeyond).length,
  };
}

/** How many nodes a finding of spells has. */
export function sizeOf(finding: Finding): number {
  return codesOf(pairsOf(finding)).length;
}

function codesOf(pairs: readonly PairTie[]): readonly string[] {
  return [...new Set(pairs.flatMap(({a, b}) => [a, b]))].sort();
}

interface PairTie {
  readonly a: string;
  readonly b: string;
  readonly layer: string;
  readonly standing: Standing;
  readonly says: string;
}

function pairsOf({rows}: Finding): readonly PairTie[] {
  return rows.flatMap((row) => {
    const [a, b] = [textIn(row, "a"), textIn(row, "b")];
    if (a === null || b === null || a === b) return [];
    const [kind, item, status] = ["kind", "item", "status"].map((name) => textIn(row, name));
    const says = [kind?.replaceAll("_", " "), item, status?.replaceAll("_", " ")];
    return [
      {
        a,
        b,
        layer: textIn(row, "layer") ?? "",
        standing: standingIn(row),
        says: says.filter((part) => part !== null && part !== undefined).join(", "),
      },
    ];
  });
}

function linksOf(pairs: readonly PairTie[]): readonly Link[] {
  const keyOf = ({a, b}: PairTie) => [a, b].sort().join(" ");
  return [...Map.groupBy(pairs, keyOf).entries()].sort().map(([key, own]) => {
    const [a = "", b = ""] = key.split(" ").length === 2 ? key.split(" ") : [own[0]?.a, own[0]?.b];
    const halted = own.every(({standing}) => standing === "halted");
    const part = own.every(({standing}) => standing !== "whole");
    return {
      a,
      b,
      layers: [...new Set(own.map(({layer}) => layer))].sort(),
      ties: own.length,
      standing: halted ? "halted" : part ? "part" : "whole",
      says: [...new Set(own.map(({says}) => says))].sort(),
    };
  });
}

function positions(
  pairs: readonly PairTie[],
  places: ReadonlyMap<string, Place>,
): ReadonlyMap<string, Point> {
  const codes = codesOf(pairs);
  const anchors = new Map<string, Point>();
  for (const code of codes) {
    const at = onField(places.get(code)?.point ?? null);
    if (at !== null) anchors.set(code, at);
  }
  for (const code of codes) {
    if (anchors.has(code)) continue;
    const beside = pairs.flatMap(({a, b}) => (a === code ? [b] : b === code ? [a] : []));
    anchors.set(code, middle(beside.flatMap((other) => onField(places.get(other)?.point ?? null) ?? [])));
  }
  return pushedApart(drawnNearer(anchors));
}

/** Distances from the middle with their far ends drawn in; the result fills a drawing of height 1. */
function drawnNearer(anchors: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
  const all = [...anchors.values()];
  const middleOf = (values: readonly number[]) => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;
  const [cx, cy] = [middleOf(all.map(([x]) => x)), middleOf(all.map(([, y]) => y))];
  const pulled = [...anchors].map(([code, [x, y]]) => {
    const distance = Math.hypot(x - cx, y - cy);
    const share = distance === 0 ? 0 : distance ** PULL / distance;
    return [code, [(x - cx) * share, (y - cy) * share] as const] as const;
  });
  const tall = Math.max(...pulled.map(([, [, y]]) => Math.abs(y)), 1e-9) * 2;
  const wide = Math.max(...pulled.map(([, [x]]) => Math.abs(x)), 1e-9) * 2;
  return new Map(pulled.map(([code, [x, y]]) => [code, [(x / wide) * SHAPE, y / tall] as const]));
}

const PROJECTION = projectionOf(USUAL_GLOBE, FIELD);

function onField(point: Point | null): Point | null {
  const at = point === null ? null : PROJECTION([...point]);
  return at === null ? null : [at[0] / FIELD.width, at[1] / FIELD.width];
}

// The points come as a flat list of coordinates: flatMap takes pairs apart.
function middle(flat: readonly number[]): Point {
  const count = flat.length / 2;
  if (count === 0) return [0.5, FIELD.height / FIELD.width / 2];
  const sum = (odd: number) => flat.reduce((all, value, at) => (at % 2 === odd ? all + value : all), 0);
  return [sum(0) / count, sum(1) / count];
}

/** Moves nodes away from one another, each held near its anchor. */
function pushedApart(anchors: ReadonlyMap<string, Point>): ReadonlyMap<string, Point> {
  const codes = [...anchors.keys()];
  // Organisations of the same members share an anchor: a turn of the golden angle tells them apart.
  const xs = codes.map((code, at) => (anchors.get(code)?.[0] ?? 0) + 1e-4 * Math.cos(2.4 * at));
  const ys = codes.map((code, at) => (anchors.get(code)?.[1] ?? 0) + 1e-4 * Math.sin(2.4 * at));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (let one = 0; one < codes.length; one += 1) {
      for (let two = one + 1; two < codes.length; two += 1) {
        const [dx, dy] = [(xs[two] ?? 0) - (xs[one] ?? 0), (ys[two] ?? 0) - (ys[one] ?? 0)];
        const distance = Math.hypot(dx / APART.x, dy / APART.y);
        if (distance >= 1 || distance === 0) continue;
        const push = (1 - distance) / distance / 2;
        xs[one] = (xs[one] ?? 0) - dx * push;
        ys[one] = (ys[one] ?? 0) - dy * push;
        xs[two] = (xs[two] ?? 0) + dx * push;
        ys[two] = (ys[two] ?? 0) + dy * push;
      }
    }
  }
  return new Map(codes.map((code, at) => [code, [xs[at] ?? 0, ys[at] ?? 0] as const]));
}
