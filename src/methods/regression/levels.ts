import type {EffectCodes} from "./design.ts";
import {whole} from "./kernels/cells.ts";

/**
 * An effect in the rows used, recoded to the levels that occur, in their order. Shares the codes when nothing changes.
 *
 * @param levelRows by level, its rows among those used
 */
export function occurringLevels(
  {name, codes, levels}: EffectCodes,
  rows: Int32Array,
  levelRows: Int32Array,
): EffectCodes {
  const recode = new Int32Array(levels);
  // These loops go over every row, so that they read without the checked helpers.
  let occurring = 0;
  for (let level = 0; level < levels; level++) if (whole(levelRows, level) > 0) recode[level] = occurring++;
  if (rows.length === codes.length && occurring === levels) return {name, codes, levels};
  const kept = new Int32Array(rows.length);
  for (let at = 0; at < rows.length; at++) kept[at] = recode[codes[rows[at] ?? -1] ?? -1] ?? -1;
  return {name, codes: kept, levels: occurring};
}

/** Disjoint sets of 0..size−1, joined one pair at a time. */
export class DisjointSets {
  readonly #parent: Int32Array;

  constructor(size: number) {
    this.#parent = Int32Array.from({length: size}, (_, at) => at);
  }

  /** The representative of the set that holds `element`. */
  find(element: number): number {
    const parent = this.#parent;
    let root = element;
    for (let up = parent[root] ?? root; up !== root; up = parent[root] ?? root) {
      const above = parent[up] ?? up;
      parent[root] = above;
      root = above;
    }
    return root;
  }

  join(a: number, b: number): void {
    // Most pairs of a panel are joined already, and hang on one representative.
    if (this.#parent[a] === this.#parent[b]) return;
    const [first, second] = [this.find(a), this.find(b)];
    if (first !== second) this.#parent[Math.max(first, second)] = Math.min(first, second);
  }

  /** A number 0..count−1 for the set of each element, by first appearance. */
  label(): {readonly labels: Int32Array; readonly count: number} {
    const labels = new Int32Array(this.#parent.length);
    let count = 0;
    // The representative is the least element of its set, so that it is labelled before the others.
    for (let at = 0; at < labels.length; at++) {
      const root = this.find(at);
      labels[at] = root === at ? count++ : whole(labels, root);
    }
    return {labels, count};
  }
}

/**
 * Parameters that effects take together: levels minus redundant ones. Exact for one effect, and for two, where each
 * connected component of the graph of their levels makes one redundant (Abowd, Creecy & Kramarz 2002). From the third on
 * one level of each is counted redundant, as fixest does, which is an upper bound.
 *
 * @param effects in the rows used, every level occurring
 */
export function countEffectParameters(effects: readonly EffectCodes[]): number {
  const levels = effects.reduce((sum, effect) => sum + effect.levels, 0);
  const [first, second] = effects;
  if (effects.length !== 2 || first === undefined || second === undefined)
    return levels - Math.max(0, effects.length - 1);
  return levels - connectedComponents(first, second);
}

/** Connected components of the bipartite graph of two effects' levels, a row being an edge. */
export function connectedComponents(first: EffectCodes, second: EffectCodes): number {
  const sets = new DisjointSets(first.levels + second.levels);
  for (let row = 0; row < first.codes.length; row++) {
    sets.join(whole(first.codes, row), first.levels + whole(second.codes, row));
  }
  return sets.label().count;
}
