import {UsageError} from "../../base/index.ts";
import {
  CELL_KEY,
  type Strand,
  type StrandExtent,
  type StrandPart,
  strandCells,
  strandExtent,
  strandPeriods,
} from "../../layers/trade/index.ts";
import type {Reader} from "../../store/index.ts";
import {CellColumns} from "./cell-columns.ts";

/** Cells that are held at once; one takes some 13 bytes, and up to thrice that while they are gathered. */
const MOST_CELLS = 40_000_000;

/** Cells of a strand in the order of their keys, in runs of one period, reporter and partner. */
export interface Gathered {
  readonly columns: CellColumns;
  /** Key of each run: that of its cells without the chapter, see {@link CELL_KEY}. */
  readonly runs: readonly number[];
  /** First cell of each run. */
  readonly starts: readonly number[];
  /** Amounts that cannot be added exactly, by the number of their run; their cells hold none. */
  readonly large: ReadonlyMap<number, number>;
}

/** How far cells are gathered, in records. */
export interface Progress {
  readonly done: number;
  readonly of: number;
}

/**
 * The cells of a strand, gathered by the engine some periods after the others.
 *
 * @param tell called before each part, and at the end
 * @param least records of a part at least
 * @throws UsageError "too-many-cells"
 */
export async function gatherCells(
  store: Reader,
  strand: Strand,
  {tell, least}: {readonly tell: (progress: Progress) => void; readonly least?: number},
): Promise<Gathered> {
  const [extent, periods] = [await extentOf(store, strand), await store.rows(strandPeriods(strand))];
  const parts = partsOf(
    periods.map(({period, records}) => ({period: Number(period), records: Number(records)})),
    strand,
    least,
  );
  const of = parts.reduce((sum, {records}) => sum + records, 0);
  const runs = new Runs();
  let done = 0;
  for (const part of parts) {
    tell({done, of});
    for await (const columns of store.numbers(strandCells(strand, part, extent))) runs.add(columns);
    if (runs.cells.length > MOST_CELLS) throw tooMany(strand);
    done += part.records;
  }
  tell({done, of});
  return runs.gathered();
}

async function extentOf(store: Reader, strand: Strand): Promise<StrandExtent> {
  const {flows, digits} = await store.one(strandExtent(strand));
  return {otherFlows: Number(flows) !== 1, coarser: Number(digits) !== 1};
}

/** Records of a part at least: below, one statement more takes longer than the wait for news. */
const PART_RECORDS = 4_000_000;

interface RecordedPart extends StrandPart {
  readonly records: number;
}

/** Ranges of periods that hold all of the strand's frequency, with about as many records each. */
export function partsOf(
  periods: readonly {readonly period: number; readonly records: number}[],
  {frequency}: Pick<Strand, "frequency">,
  least: number = PART_RECORDS,
): RecordedPart[] {
  const [first, last] = frequency === "A" ? [0, 9999] : [10_000, 999_999];
  const parts: RecordedPart[] = [];
  let [from, records] = [first, 0];
  for (const one of periods) {
    records += one.records;
    if (records < least) continue;
    parts.push({from, to: one.period, records});
    [from, records] = [one.period + 1, 0];
  }
  const before = parts.pop();
  // What is left is too little for a part of its own.
  if (before === undefined) return [{from, to: last, records}];
  return [...parts, {from: before.from, to: last, records: before.records + records}];
}

/** Cells as they come, by their keys. */
class Runs {
  readonly cells = new CellColumns();
  readonly #runs: number[] = [];
  readonly #starts: number[] = [];
  readonly #large = new Map<number, number>();
  #last = Number.NaN;

  /** @param columns key, amount, records, silent */
  add([keys, amounts, records, silent]: readonly Float64Array[]): void {
    if (keys === undefined || amounts === undefined || records === undefined || silent === undefined)
      throw new Error("cells have four columns");
    this.cells.reserve(keys.length);
    for (let cell = 0; cell < keys.length; cell++) {
      const chapter = this.#enter(wholeAt(keys, cell));
      const amount = this.#exact(wholeAt(amounts, cell));
      this.cells.add(chapter, amount, wholeAt(records, cell), wholeAt(silent, cell));
    }
  }

  gathered(): Gathered {
    return {columns: this.cells, runs: this.#runs, starts: this.#starts, large: this.#large};
  }

  /** Begins a run where the key is of another one; answers the chapter. */
  #enter(key: number): number {
    const run = Math.floor(key / CELL_KEY.chapters);
    if (run !== this.#last) {
      this.#last = run;
      this.#runs.push(run);
      this.#starts.push(this.cells.length);
    }
    return key - run * CELL_KEY.chapters;
  }

  // Beyond this a number is no longer exact to the unit, and sums would depend on their order.
  #exact(amount: number): number {
    if (Number.isSafeInteger(amount)) return amount;
    this.#large.set(this.#runs.length - 1, amount);
    return 0;
  }
}

function tooMany({source}: Strand): UsageError {
  return new UsageError("too-many-cells", {
    message: `"${source}" has more than ${MOST_CELLS} cells of period, pair and chapter`,
    where: "--source",
    hint: "ask for a list of goods with --goods, or use trade, which reads only what it needs",
  });
}

function wholeAt(values: Float64Array, place: number): number {
  return values[place] ?? Number.NaN;
}
