import {Cholesky} from "../regression/cholesky.ts";
import type {Fit} from "../regression/design.ts";
import type {Groups} from "./clusters.ts";
import {add, at} from "./dense.ts";

/** A fit of three effects: clusters, a second effect over all of them, an inner one that never leaves a block of clusters. */
export interface BlockSystem {
  readonly fit: Fit;
  readonly clusters: Groups;
  readonly others: Groups;
  readonly inner: Groups;
}

/** What leaving out one cluster needs. */
export interface ClusterColumns {
  /** Rows of the cluster. */
  readonly rows: number;
  readonly weights: Float64Array;
  readonly residuals: Float64Array;
  /** Their part of the hat matrix without weights, rows × rows: z·V·zᵀ, z within the cluster. */
  readonly hat: Float64Array;
  /** What a residual of each row moves each coefficient by, rows × k. */
  readonly loadings: Float64Array;
}

/** A pivot below this share of its diagonal is a level that others give. */
const REDUNDANT = 1e-9;

/** A cluster's rows in the columns that they touch: inner levels, then coefficients and levels of the second effect. */
interface Local {
  readonly rows: readonly number[];
  readonly inner: readonly number[];
  /** Positions among the outer columns: coefficients first. */
  readonly outer: readonly number[];
  /** Rows × (inner + outer), less their weighted means. */
  readonly z: Float64Array;
}

interface Block {
  readonly clusters: readonly (readonly number[])[];
  readonly levels: ReadonlyMap<number, number>;
}

/** The inverse of the information of a fit of three effects, held by blocks. */
export class BlockInverse {
  readonly #system: BlockSystem;
  readonly #columns: readonly Float64Array[];
  readonly #size: number;
  readonly #blocks: readonly Block[];
  #outer: Float64Array = new Float64Array();

  private constructor(system: BlockSystem) {
    const {fit, others} = system;
    this.#system = system;
    this.#columns = fit.names.map((_, j) => fit.partialled.at(j) ?? new Float64Array());
    this.#size = fit.names.length + others.count;
    this.#blocks = blocksOf(system);
  }

  static of(system: BlockSystem): BlockInverse {
    const made = new BlockInverse(system);
    made.#solveOuter();
    return made;
  }

  /** Calls with what leaving out each cluster needs. */
  forEachCluster(visit: (columns: ClusterColumns) => void): void {
    for (const block of this.#blocks) {
      const {inner, coupling} = this.#eliminate(block);
      const L = block.levels.size;
      const across = times(coupling, this.#outer, L, this.#size);
      const full = sumOf(inner, timesTransposed(across, coupling, L, this.#size));
      for (const rows of block.clusters) visit(this.#columnsOf(this.#local(rows, block), {across, full, L}));
    }
  }

  /** Adds up what blocks leave for the outer columns, and inverts it. */
  #solveOuter(): void {
    const Q = this.#size;
    const [total, diagonal] = [new Float64Array(Q * Q), new Float64Array(Q)];
    for (const block of this.#blocks) {
      const {outer, cross, coupling} = this.#eliminate(block);
      const explained = transposedTimes(cross, coupling, block.levels.size, Q);
      for (let i = 0; i < Q; i++) add(diagonal, i, at(outer, i * Q + i));
      for (let cell = 0; cell < Q * Q; cell++) add(total, cell, at(outer, cell) - at(explained, cell));
    }
    this.#outer = Cholesky.of(
      total,
      Q,
      diagonal.map((value) => REDUNDANT * value),
    ).inverse();
  }

  #eliminate(block: Block) {
    const [L, Q] = [block.levels.size, this.#size];
    const [own, cross, outer] = [new Float64Array(L * L), new Float64Array(L * Q), new Float64Array(Q * Q)];
    for (const rows of block.clusters) this.#accumulate(this.#local(rows, block), {own, cross, outer, L});
    const floors = Float64Array.from({length: L}, (_, i) => REDUNDANT * at(own, i * L + i));
    const inner = Cholesky.of(own, L, floors).inverse();
    return {inner, cross, outer, coupling: times(inner, cross, L, Q, L)};
  }

  #accumulate(
    {rows, inner, outer, z}: Local,
    {
      own,
      cross,
      outer: all,
      L,
    }: {
      readonly own: Float64Array;
      readonly cross: Float64Array;
      readonly outer: Float64Array;
      readonly L: number;
    },
  ): void {
    const {workingWeight} = this.#system.fit;
    const [n, m, Q] = [inner.length, inner.length + outer.length, this.#size];
    const products = weightedProducts(
      z,
      Float64Array.from(rows, (row) => at(workingWeight, row)),
      m,
    );
    for (let a = 0; a < m; a++) {
      for (let b = 0; b < m; b++) {
        const sum = products[a * m + b] ?? Number.NaN;
        if (a < n && b < n) add(own, at(inner, a) * L + at(inner, b), sum);
        else if (a < n) add(cross, at(inner, a) * Q + at(outer, b - n), sum);
        else if (b >= n) add(all, at(outer, a - n) * Q + at(outer, b - n), sum);
      }
    }
  }

  #local(rows: readonly number[], {levels}: Block): Local {
    const {fit, others, inner: codes} = this.#system;
    const k = fit.names.length;
    const own = [...new Set(rows.map((row) => at(codes.codes, row)))];
    const shared = [...new Set(rows.map((row) => at(others.codes, row)))];
    const m = own.length + k + shared.length;
    const z = new Float64Array(rows.length * m);
    for (const [i, row] of rows.entries()) {
      z[i * m + own.indexOf(at(codes.codes, row))] = 1;
      for (let j = 0; j < k; j++) z[i * m + own.length + j] = at(this.#columns[j] ?? z, row);
      z[i * m + own.length + k + shared.indexOf(at(others.codes, row))] = 1;
    }
    this.#centre(z, rows, m);
    const coefficients = Array.from({length: k}, (_, j) => j);
    return {
      rows,
      inner: own.map((level) => levels.get(level) ?? Number.NaN),
      outer: [...coefficients, ...shared.map((level) => k + level)],
      z,
    };
  }

  #centre(z: Float64Array, rows: readonly number[], m: number): void {
    const {workingWeight} = this.#system.fit;
    const weight = rows.reduce((sum, row) => sum + at(workingWeight, row), 0);
    for (let column = 0; column < m; column++) {
      let mean = 0;
      for (const [i, row] of rows.entries())
        mean += (at(workingWeight, row) * at(z, i * m + column)) / weight;
      for (let i = 0; i < rows.length; i++) add(z, i * m + column, -mean);
    }
  }

  #columnsOf(
    {rows, inner, outer, z}: Local,
    {across, full, L}: {readonly across: Float64Array; readonly full: Float64Array; readonly L: number},
  ): ClusterColumns {
    const {workingWeight, residual, names} = this.#system.fit;
    const [n, m, Q, k] = [inner.length, inner.length + outer.length, this.#size, names.length];
    const between = new Float64Array(m * m);
    for (let a = 0; a < m; a++) {
      for (let b = 0; b <= a; b++) {
        const value =
          a < n
            ? at(full, at(inner, a) * L + at(inner, b))
            : b >= n
              ? at(this.#outer, at(outer, a - n) * Q + at(outer, b - n))
              : -at(across, at(inner, b) * Q + at(outer, a - n));
        between[a * m + b] = value;
        between[b * m + a] = value;
      }
    }
    const turned = times(z, between, rows.length, m);
    return {
      rows: rows.length,
      weights: Float64Array.from(rows, (row) => at(workingWeight, row)),
      residuals: Float64Array.from(rows, (row) => at(residual, row)),
      hat: timesTransposed(turned, z, rows.length, m),
      loadings: Float64Array.from({length: rows.length * k}, (_, cell) =>
        at(turned, Math.floor(cell / k) * m + n + (cell % k)),
      ),
    };
  }
}

/** Clusters that share a level of the inner effect, directly or through others, stand in one block. */
function blocksOf({fit, clusters, inner}: BlockSystem): Block[] {
  const parent = Int32Array.from({length: clusters.count}, (_, cluster) => cluster);
  const root = (cluster: number): number => {
    let top = cluster;
    while (at(parent, top) !== top) top = at(parent, top);
    parent[cluster] = top;
    return top;
  };
  const first = new Map<number, number>();
  const rows = Array.from({length: clusters.count}, (): number[] => []);
  for (let row = 0; row < fit.rows.length; row++) {
    const [cluster, level] = [at(clusters.codes, row), at(inner.codes, row)];
    rows[cluster]?.push(row);
    const before = first.get(level);
    if (before === undefined) first.set(level, cluster);
    else parent[root(cluster)] = root(before);
  }
  const groups = Map.groupBy(rows.entries(), ([cluster]) => root(cluster));
  return [...groups.values()].map((members) => {
    const own = members.map(([, list]) => list);
    const levels = new Set(own.flat().map((row) => at(inner.codes, row)));
    return {clusters: own, levels: new Map([...levels].map((level, place) => [level, place]))};
  });
}

/** zᵀ·W·z for z of rows × m. Read without helpers: it is run for every cluster twice. */
function weightedProducts(z: Float64Array, weights: Float64Array, m: number): Float64Array {
  const products = new Float64Array(m * m);
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] ?? Number.NaN;
    for (let a = 0; a < m; a++) {
      const left = weight * (z[i * m + a] ?? Number.NaN);
      if (left === 0) continue;
      for (let b = 0; b < m; b++)
        products[a * m + b] = (products[a * m + b] ?? Number.NaN) + left * (z[i * m + b] ?? Number.NaN);
    }
  }
  return products;
}

/** a (rows × inner) · b (inner × columns); `inner` is `columns` unless given. */
function times(
  a: Float64Array,
  b: Float64Array,
  rows: number,
  columns: number,
  inner = columns,
): Float64Array {
  const result = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    for (let l = 0; l < inner; l++) {
      const value = a[i * inner + l] ?? Number.NaN;
      if (value === 0) continue;
      for (let j = 0; j < columns; j++)
        result[i * columns + j] =
          (result[i * columns + j] ?? Number.NaN) + value * (b[l * columns + j] ?? Number.NaN);
    }
  }
  return result;
}

/** a (rows × inner) · bᵀ for b of the same shape: rows × rows. */
function timesTransposed(a: Float64Array, b: Float64Array, rows: number, inner: number): Float64Array {
  return Float64Array.from({length: rows * rows}, (_, cell) => {
    const [i, j] = [Math.floor(cell / rows), cell % rows];
    let sum = 0;
    for (let l = 0; l < inner; l++) sum += at(a, i * inner + l) * at(b, j * inner + l);
    return sum;
  });
}

/** aᵀ · b for both of inner × columns. */
function transposedTimes(a: Float64Array, b: Float64Array, inner: number, columns: number): Float64Array {
  const result = new Float64Array(columns * columns);
  for (let l = 0; l < inner; l++) {
    for (let i = 0; i < columns; i++) {
      const value = at(a, l * columns + i);
      if (value === 0) continue;
      for (let j = 0; j < columns; j++) add(result, i * columns + j, value * at(b, l * columns + j));
    }
  }
  return result;
}

function sumOf(a: Float64Array, b: Float64Array): Float64Array {
  return a.map((value, cell) => value + at(b, cell));
}
