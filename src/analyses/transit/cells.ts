import type {Period} from "../../base/index.ts";

/** What one side says of one pair, product and period. */
export interface SideCell {
  readonly usd: number;
  /** Null where a line has no weight. */
  readonly kg: number | null;
}

/** What a side says in each of some periods. Dollars are NaN where it does not speak, weights where they are unknown. */
export interface SpokenCells {
  readonly usd: Float64Array;
  readonly kg: Float64Array;
}

/** The cells of a side, and what they were made from. */
export interface SideCells {
  readonly cells: PairCells;
  readonly records: number;
  /** Cells below zero, which are left out. */
  readonly negative: number;
}

/** A cell with its place: pair, label and period by number, weight NaN where unknown. */
export interface PlacedCell {
  readonly pair: number;
  readonly label: number;
  readonly period: number;
  readonly usd: number;
  readonly kg: number;
}

/** Columns of cells in order of pair, label and period; each pair's cells lie from its `start` to its `end`. */
export interface CellColumns {
  readonly start: Int32Array;
  readonly end: Int32Array;
  readonly label: Int32Array;
  readonly period: Int32Array;
  readonly usd: Float64Array;
  readonly kg: Float64Array;
}

/** What columns are numbered by. A pair is its reporter and partner with a space between. */
export interface CellNames {
  readonly pairs: readonly string[];
  /** Ascending. */
  readonly labels: readonly string[];
  /** Ascending. */
  readonly periods: readonly Period[];
}

/** Cells of one side, pair by pair. Absent cells are those that no record stands for. */
export class PairCells {
  readonly names: CellNames;
  readonly #columns: CellColumns;
  readonly #pairs: ReadonlyMap<string, number>;
  readonly #periods: ReadonlyMap<string, number>;
  readonly #labels: ReadonlyMap<string, number>;
  #heard: Uint8Array | null = null;

  constructor(names: CellNames, columns: CellColumns) {
    this.names = names;
    this.#columns = columns;
    this.#pairs = new Map(names.pairs.map((pair, at) => [pair, at]));
    this.#periods = new Map(names.periods.map((at, place) => [at, place]));
    this.#labels = new Map(names.labels.map((label, at) => [label, at]));
  }

  /** How many cells there is room for. */
  get size(): number {
    return this.#columns.usd.length;
  }

  /** What the cells are made of, in memory that threads share: `new PairCells(names, columns)` makes them again. */
  get parts(): {readonly names: CellNames; readonly columns: CellColumns} {
    return {names: this.names, columns: this.#columns};
  }

  /** Number of a pair; null where it has no cell. */
  pair(reporter: string, partner: string): number | null {
    return this.#pairs.get(`${reporter} ${partner}`) ?? null;
  }

  /** Number of a period; null outside of those asked. */
  period(at: Period): number | null {
    return this.#periods.get(at) ?? null;
  }

  /** True where the pair has any cell in the period. */
  hasPeriod(pair: number, period: number): boolean {
    this.#heard ??= heardOf(this.names, this.#columns);
    return this.#heard[pair * this.names.periods.length + period] === 1;
  }

  /** A pair's cells by label, labels ascending. */
  runs(pair: number): Run[] {
    const {start, end, label} = this.#columns;
    const {labels} = this.names;
    const runs: Run[] = [];
    const last = Number(end[pair]);
    for (let from = Number(start[pair]); from < last; ) {
      const own = Number(label[from]);
      let to = from + 1;
      while (to < last && label[to] === own) to++;
      runs.push({label: String(labels[own]), from, to});
      from = to;
    }
    return runs;
  }

  /** Sets what the cells of a run say into slots, by the places of their periods; slots of no cell hold what is said in silence. */
  spread(
    run: Run | null,
    {
      silent,
      places,
      into,
    }: {
      readonly silent: SpokenCells;
      readonly places: readonly (readonly number[])[];
      readonly into: SpokenCells;
    },
  ): void {
    const {usd: intoUsd, kg: intoKg} = into;
    // A few slots, millions of times: setting whole arrays takes longer than this.
    for (let slot = 0; slot < intoUsd.length; slot++) {
      intoUsd[slot] = Number(silent.usd[slot]);
      intoKg[slot] = Number(silent.kg[slot]);
    }
    if (run === null) return;
    const {period, usd, kg} = this.#columns;
    for (let place = run.from; place < run.to; place++) {
      const slots = places[Number(period[place])] ?? [];
      for (let at = 0; at < slots.length; at++) {
        const slot = Number(slots[at]);
        intoUsd[slot] = Number(usd[place]);
        intoKg[slot] = Number(kg[place]);
      }
    }
  }

  /** Period and amounts of the cell at a place. */
  at(place: number): SideCell & {readonly period: number} {
    const {period, usd, kg} = this.#columns;
    const weight = Number(kg[place]);
    return {
      period: Number(period[place]),
      usd: Number(usd[place]),
      kg: Number.isNaN(weight) ? null : weight,
    };
  }

  /** One cell; null where no record stands for it. */
  find(reporter: string, partner: string, label: string, at: Period): SideCell | null {
    const [pair, period, own] = [this.pair(reporter, partner), this.period(at), this.#labels.get(label)];
    if (pair === null || period === null || own === undefined) return null;
    const place = this.#placeOf(pair, own, period);
    return place === null ? null : this.at(place);
  }

  #placeOf(pair: number, ownLabel: number, ownPeriod: number): number | null {
    const {start, end, label, period} = this.#columns;
    let [low, high] = [Number(start[pair]), Number(end[pair])];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const ahead = Number(label[middle]) - ownLabel || Number(period[middle]) - ownPeriod;
      if (ahead === 0) return middle;
      if (ahead < 0) low = middle + 1;
      else high = middle;
    }
    return null;
  }
}

/** Places of a pair's cells of one label, periods ascending. */
export interface Run {
  readonly label: string;
  readonly from: number;
  readonly to: number;
}

function heardOf({periods}: CellNames, {start, end, period}: CellColumns): Uint8Array {
  const heard = new Uint8Array(start.length * periods.length);
  for (let pair = 0; pair < start.length; pair++)
    for (let at = Number(start[pair]); at < Number(end[pair]); at++)
      heard[pair * periods.length + Number(period[at])] = 1;
  return heard;
}

/** Columns of cells in any order. Cells of one place are added up; a weight is known where all are. */
export function columnsOfCells(cells: readonly PlacedCell[], pairs: number): CellColumns {
  const sorted = cells.toSorted((a, b) => a.pair - b.pair || a.label - b.label || a.period - b.period);
  const columns = emptyColumns(pairs, sorted.length);
  let [filled, before] = [0, -1];
  for (const {pair, label, period, usd, kg} of sorted) {
    for (; before < pair; before++) columns.start[before + 1] = filled;
    const isSame =
      filled > Number(columns.start[pair]) &&
      columns.label[filled - 1] === label &&
      columns.period[filled - 1] === period;
    const place = isSame ? filled - 1 : filled++;
    columns.label[place] = label;
    columns.period[place] = period;
    columns.usd[place] = isSame ? Number(columns.usd[place]) + usd : usd;
    columns.kg[place] = isSame ? Number(columns.kg[place]) + kg : kg;
    columns.end[pair] = filled;
  }
  return columns;
}

/** Columns with room for so many cells, in memory that threads share. */
export function emptyColumns(pairs: number, cells: number): CellColumns {
  const wholes = (count: number) => new Int32Array(new SharedArrayBuffer(4 * count));
  const reals = (count: number) => new Float64Array(new SharedArrayBuffer(8 * count));
  return {
    start: wholes(pairs),
    end: wholes(pairs),
    label: wholes(cells),
    period: wholes(cells),
    usd: reals(cells),
    kg: reals(cells),
  };
}
