import type {EffectCodes} from "../../src/methods/regression/index.ts";

/**
 * Rows that two effects alone separate, by a graph and no optimiser: levels linked by positive outcomes form groups that can
 * only move together; a row of outcome 0 is an arc from its second effect's group to its first's. A finite estimate needs every arc to
 * lie on a circle (the groups at its ends strongly connected): rows whose arc does not are the separated ones.
 *
 * @param rows the rows that count; every level among them has a positive outcome
 */
export function separatedByGraph(
  y: Float64Array,
  [first, second]: readonly [EffectCodes, EffectCodes],
  rows: Iterable<number>,
): number[] {
  const groups = new Groups(first.levels + second.levels);
  const ends = (row: number): [number, number] => [
    first.levels + (second.codes[row] ?? Number.NaN),
    first.codes[row] ?? Number.NaN,
  ];
  const zeros: number[] = [];
  for (const row of rows) {
    if ((y[row] ?? Number.NaN) > 0) groups.join(...ends(row));
    else zeros.push(row);
  }
  const arcs = new Map<number, number[]>();
  const arcOf = (row: number): [number, number] => {
    const [from, to] = ends(row);
    return [groups.find(from), groups.find(to)];
  };
  for (const row of zeros) {
    const [from, to] = arcOf(row);
    if (from !== to) arcs.set(from, [...(arcs.get(from) ?? []), to]);
  }
  const circle = stronglyConnected(arcs);
  return zeros.filter((row) => {
    const [from, to] = arcOf(row);
    return from !== to && circle.get(from) !== circle.get(to);
  });
}

class Groups {
  readonly #up: number[];

  constructor(size: number) {
    this.#up = Array.from({length: size}, (_, at) => at);
  }

  find(of: number): number {
    let at = of;
    for (let up = this.#up[at]; up !== undefined && up !== at; up = this.#up[at]) {
      this.#up[at] = this.#up[up] ?? up;
      at = up;
    }
    return at;
  }

  join(a: number, b: number): void {
    this.#up[this.find(a)] = this.find(b);
  }
}

/** A mark for each node with an arc, the same within a strongly connected component (Kosaraju: forward order, then backwards). */
function stronglyConnected(arcs: ReadonlyMap<number, readonly number[]>): Map<number, number> {
  const back = new Map<number, number[]>();
  for (const [from, list] of arcs) for (const to of list) back.set(to, [...(back.get(to) ?? []), from]);
  const nodes = new Set([...arcs.keys(), ...back.keys()]);
  const order: number[] = [];
  const seen = new Set<number>();
  for (const node of nodes) walk(node, arcs, seen, (left) => order.push(left));
  const mark = new Map<number, number>();
  const done = new Set<number>();
  for (const node of order.reverse()) walk(node, back, done, (left) => mark.set(left, node));
  return mark;
}

/** Visits what is not seen yet from a node on, telling each node when all it leads to is done. */
function walk(
  root: number,
  arcs: ReadonlyMap<number, readonly number[]>,
  seen: Set<number>,
  leave: (node: number) => void,
): void {
  if (seen.has(root)) return;
  seen.add(root);
  const path = [{node: root, next: 0}];
  for (let top = path.at(-1); top !== undefined; top = path.at(-1)) {
    const to = arcs.get(top.node)?.[top.next++];
    if (to === undefined) {
      leave(top.node);
      path.pop();
    } else if (!seen.has(to)) {
      seen.add(to);
      path.push({node: to, next: 0});
    }
  }
}
