import {real, whole} from "../regression/kernels/cells.ts";

/** No node, or no arc. */
export const NONE = -1;

/** Arcs of a circulation that the tree of the simplex method stands on; artificial arcs to the root come last. */
export interface TreeArcs {
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly cost: Float64Array;
}

/**
 * A rooted spanning tree with a potential for each node under which tree arcs have reduced cost zero.
 *
 * Children are kept as doubly linked lists, so that a cut part is found without looking at the rest.
 */
export class SpanningTree {
  readonly parent: Int32Array;
  /** The arc between a node and its parent. */
  readonly arc: Int32Array;
  /** 1 where that arc runs up to the parent, −1 where it runs down from it. */
  readonly direction: Int32Array;
  readonly depth: Int32Array;
  readonly potential: Float64Array;
  readonly #arcs: TreeArcs;
  readonly #firstChild: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;
  readonly #stack: Int32Array;

  /** A star: every node hangs on the root by the artificial arc `firstArtificial + node`, which runs up and costs nothing. */
  constructor(nodes: number, firstArtificial: number, arcs: TreeArcs) {
    const all = nodes + 1;
    this.#arcs = arcs;
    this.parent = new Int32Array(all).fill(nodes);
    this.arc = Int32Array.from({length: all}, (_, node) => firstArtificial + node);
    this.direction = new Int32Array(all).fill(1);
    this.depth = new Int32Array(all).fill(1);
    this.potential = new Float64Array(all);
    this.#firstChild = new Int32Array(all).fill(NONE);
    this.#next = new Int32Array(all).fill(NONE);
    this.#previous = new Int32Array(all).fill(NONE);
    this.#stack = new Int32Array(all);
    this.parent[nodes] = NONE;
    this.arc[nodes] = NONE;
    this.depth[nodes] = 0;
    for (let node = nodes - 1; node >= 0; node--) this.#hang(node, nodes);
  }

  /** The lowest node that both have above them. */
  join(a: number, b: number): number {
    const {parent, depth} = this;
    let [one, other] = [a, b];
    while (one !== other) {
      if (whole(depth, one) >= whole(depth, other)) one = whole(parent, one);
      else other = whole(parent, other);
    }
    return one;
  }

  /** Cuts the arc above `cut`, and hangs the part below it by `arc` from its node `inside` on `outside`. */
  move({cut, inside, outside, arc}: {cut: number; inside: number; outside: number; arc: number}): void {
    let [node, above, by] = [inside, outside, arc];
    for (;;) {
      const [up, upArc] = [whole(this.parent, node), whole(this.arc, node)];
      this.#unhang(node, up);
      this.#hang(node, above);
      this.parent[node] = above;
      this.arc[node] = by;
      this.direction[node] = whole(this.#arcs.tail, by) === node ? 1 : -1;
      if (node === cut) break;
      [above, node, by] = [node, up, upArc];
    }
    this.#renew(inside);
  }

  #hang(node: number, parent: number): void {
    const first = whole(this.#firstChild, parent);
    this.#next[node] = first;
    this.#previous[node] = NONE;
    if (first !== NONE) this.#previous[first] = node;
    this.#firstChild[parent] = node;
  }

  #unhang(node: number, parent: number): void {
    const [previous, next] = [whole(this.#previous, node), whole(this.#next, node)];
    if (previous === NONE) this.#firstChild[parent] = next;
    else this.#next[previous] = next;
    if (next !== NONE) this.#previous[next] = previous;
  }

  /** Depths and potentials of a part, from its top down. */
  #renew(top: number): void {
    const above = whole(this.parent, top);
    const by = whole(this.arc, top);
    const price = real(this.potential, above) - whole(this.direction, top) * real(this.#arcs.cost, by);
    const shift = price - real(this.potential, top);
    const stack = this.#stack;
    stack[0] = top;
    for (let height = 1; height > 0; ) {
      const node = whole(stack, --height);
      this.potential[node] = real(this.potential, node) + shift;
      this.depth[node] = whole(this.depth, whole(this.parent, node)) + 1;
      for (let child = whole(this.#firstChild, node); child !== NONE; child = whole(this.#next, child))
        stack[height++] = child;
    }
  }
}
