import {below, normal, type Random, seeded} from "../src/base/index.ts";
import type {Design, EffectCodes, Regressor} from "../src/methods/regression/index.ts";
import {real, whole} from "../src/methods/regression/kernels/cells.ts";

/**
 * Which panel of workers, firms and years. `window` and `cyclic` are the public "difficult" designs of fixest's benchmarks.
 *
 * - `window` (fixest's benchmarks of 2020, after FixedEffectModels.jl): every row draws its firm from 21 neighbouring ones that
 *   follow the worker's number, so that far firms are linked through long chains only.
 * - `cyclic` (its benchmarks of 2025, and pyfixest's): rows by worker and ten years, firms dealt out in turn.
 * - `movers`: ours and harder than both. Workers stay with their firm for ten years, but for one in twenty who moves once to
 *   one of the two firms next to it: a chain of firms, each link held by few workers.
 */
export type WorkerFirmKind = (typeof WORKER_FIRM_KINDS)[number];

export const WORKER_FIRM_KINDS = ["window", "cyclic", "movers"] as const;

/** A panel for both estimators; rows in the order of the design. */
export interface WorkerFirmPanel {
  /** For least squares: a normal outcome around regressors and effects. */
  readonly log: Design;
  /** For Poisson: the same design with counts, negative binomial with dispersion 2, most of them zero or small. */
  readonly count: Design;
}

interface Assigned {
  readonly worker: Int32Array;
  readonly firm: Int32Array;
  readonly year: Int32Array;
  readonly workers: number;
  readonly firms: number;
  readonly years: number;
}

/**
 * A panel of about `rows` rows (a multiple of ten in `cyclic` and `movers`), the same for the same seed.
 *
 * @param effects 2 for worker and firm, 3 with the year
 */
export function workerFirmPanel(
  kind: WorkerFirmKind,
  {rows, effects, seed}: {readonly rows: number; readonly effects: 2 | 3; readonly seed: number},
): WorkerFirmPanel {
  const random = seeded(seed);
  const assigned = ASSIGN[kind](random, rows);
  const {regressors, mean, log} = kind === "window" ? waves(random, assigned) : draws(random, assigned);
  const count = mean.map((m) => negativeBinomial(random, m));
  const {worker, firm, year, workers, firms, years} = assigned;
  const all: EffectCodes[] = [
    {name: "worker", codes: worker, levels: workers},
    {name: "firm", codes: firm, levels: firms},
    {name: "year", codes: year, levels: years},
  ];
  const shared = {regressors, effects: all.slice(0, effects), weights: null, offset: null};
  return {log: {...shared, y: log}, count: {...shared, y: count}};
}

const ASSIGN = {window: windowed, cyclic, movers} as const satisfies Record<
  WorkerFirmKind,
  (random: Random, rows: number) => Assigned
>;

/** Rows a worker has in the panels that go by years. */
const YEARS = 10;
const WORKERS_PER_FIRM = 23;

function windowed(random: Random, rows: number): Assigned {
  const [workers, firms] = [Math.floor(rows / 20), Math.round(rows / 160)];
  const years = Math.round(rows ** 0.3);
  const worker = Int32Array.from({length: rows}, () => below(random, workers));
  // Numbers of the publication count from 1; firms beyond the last are the last.
  const firm = worker.map((at) => {
    const first = Math.max(1, Math.floor((at + 1) / 8) - 10);
    return Math.min(first + below(random, 21), firms) - 1;
  });
  const year = Int32Array.from({length: rows}, () => below(random, years));
  return {worker, firm, year, workers, firms, years};
}

function cyclic(_: Random, rows: number): Assigned {
  const workers = Math.round(rows / YEARS);
  const firms = Math.max(2, Math.round(workers / WORKERS_PER_FIRM));
  return {...byYear(workers, (row) => row % firms), firms};
}

function movers(random: Random, rows: number): Assigned {
  const workers = Math.round(rows / YEARS);
  const firms = Math.max(2, Math.round(workers / WORKERS_PER_FIRM));
  const home = Int32Array.from({length: workers}, () => below(random, firms));
  const moves = Int32Array.from({length: workers}, () =>
    random() < 0.05 ? 1 + below(random, YEARS - 1) : YEARS,
  );
  const side = Int32Array.from({length: workers}, () => (random() < 0.5 ? 1 : -1));
  const firmOf = (row: number): number => {
    const [at, year] = [Math.floor(row / YEARS), row % YEARS];
    const start = at < workers ? whole(home, at) : 0;
    return year < whole(moves, at) ? start : Math.min(firms - 1, Math.max(0, start + whole(side, at)));
  };
  return {...byYear(workers, firmOf), firms};
}

function byYear(workers: number, firmOf: (row: number) => number): Omit<Assigned, "firms"> {
  const length = workers * YEARS;
  return {
    worker: Int32Array.from({length}, (_, row) => Math.floor(row / YEARS)),
    firm: Int32Array.from({length}, (_, row) => firmOf(row)),
    year: Int32Array.from({length}, (_, row) => row % YEARS),
    workers,
    years: YEARS,
  };
}

interface Drawn {
  readonly regressors: readonly Regressor[];
  /** Of the count, by row. */
  readonly mean: Float64Array;
  readonly log: Float64Array;
}

/** The outcome of `window`: two regressors that go with the effects. The counts are ours: the published design has none. */
function waves(random: Random, {worker, firm, year}: Assigned): Drawn {
  const row = {length: worker.length};
  const x1 = Float64Array.from(row, (_, at) => 5 * tide(worker, firm, year, at) + random());
  const x2 = Float64Array.from(row, (_, at) => tide(worker, firm, year, at) + normal(random));
  const mean = new Float64Array(worker.length);
  const log = new Float64Array(worker.length);
  for (let at = 0; at < log.length; at++) {
    const [i, j, t] = [whole(worker, at) + 1, whole(firm, at) + 1, whole(year, at) + 1];
    const effects = Math.cos(i) + Math.cos(j) ** 2 + Math.sin(t);
    log[at] = 3 * real(x1, at) + 5 * real(x2, at) + effects + normal(random);
    mean[at] = Math.exp(0.05 * real(x1, at) + 0.1 * real(x2, at) + effects);
  }
  const regressors = [
    {name: "x1", values: x1},
    {name: "x2", values: x2},
  ];
  return {regressors, mean, log};
}

function tide(worker: Int32Array, firm: Int32Array, year: Int32Array, at: number): number {
  return Math.cos(whole(worker, at) + 1) + Math.sin(whole(firm, at) + 1) + Math.sin(whole(year, at) + 1);
}

/** The outcome of the designs of 2025: one normal regressor, its square left out, normal effects. */
function draws(random: Random, {worker, firm, year, workers, firms, years}: Assigned): Drawn {
  const x1 = Float64Array.from({length: worker.length}, () => normal(random));
  const [ofWorker, ofFirm, ofYear] = [workers, firms, years].map((length) =>
    Float64Array.from({length}, () => normal(random)),
  );
  const log = x1.map((x, at) => {
    const effects = [ofWorker, ofFirm, ofYear].map((values, which) =>
      real(values ?? x1, whole([worker, firm, year][which] ?? worker, at)),
    );
    return x + 0.05 * x * x + effects.reduce((sum, value) => sum + value, 0) + normal(random);
  });
  return {regressors: [{name: "x1", values: x1}], mean: log.map(Math.exp), log};
}

/** Poisson with a gamma mean of shape 1/2, which is half the square of a normal number over its mean 1/2. */
function negativeBinomial(random: Random, mean: number): number {
  return poisson(random, mean * normal(random) ** 2);
}

/** By waiting times, thirty units of the mean at a time so that the product does not underflow. */
function poisson(random: Random, mean: number): number {
  let count = 0;
  for (let left = mean; left > 0; left -= 30) {
    const enough = Math.exp(-Math.min(left, 30));
    for (let product = random(); product > enough; product *= random()) count++;
  }
  return count;
}
