import {type PackedSide, placeOf} from "../../methods/index.ts";
import {type CellColumns, emptyColumns} from "./cells.ts";

/** One year as read: keys and amounts, and the records behind each key where they are not one. */
export interface CubeYear extends PackedSide {
  readonly weights: Float64Array;
  readonly records: Uint32Array | null;
}

/** Which pairs are asked: one for each state that counts. */
export interface PairFilter {
  readonly unitBits: number;
  readonly exporters: Uint8Array;
  readonly importers: Uint8Array;
}

/** Cells of the pairs that have any; a pair is exporter × 2^unitBits + importer. */
export interface GatheredCells {
  readonly pairs: readonly number[];
  readonly columns: CellColumns;
  readonly records: number;
  /** Cells below zero, which are left out. */
  readonly negative: number;
}

interface GatherOptions {
  /** Products of each label. */
  readonly labels: readonly (readonly number[])[];
  readonly filter: PairFilter;
  /** What a dollar and a kilogram count in the years. */
  readonly scale: {readonly usd: number; readonly kg: number};
}

/** Cells of all labels and years, pair by pair: counted, then put in place in order of label and year. */
export function gatherCells(years: readonly CubeYear[], options: GatherOptions): GatheredCells {
  const rows = new Int32Array(2 ** (2 * options.filter.unitBits));
  eachRow(years, options, ({pair}) => {
    rows[pair] = Number(rows[pair]) + 1;
  });
  const pairs = [...rows.keys()].filter((pair) => rows[pair] !== 0);
  const columns = emptyColumns(
    pairs.length,
    pairs.reduce((sum, pair) => sum + Number(rows[pair]), 0),
  );
  let top = 0;
  for (const [place, pair] of pairs.entries()) {
    columns.start[place] = top;
    columns.end[place] = top;
    top += Number(rows[pair]);
    rows[pair] = place;
  }
  const counts = new Uint32Array(top);
  fill(years, options, {columns, counts, placeOfPair: rows});
  return settled({pairs, columns, counts}, options);
}

interface Filling {
  readonly columns: CellColumns;
  /** Records behind each cell. */
  readonly counts: Uint32Array;
  readonly placeOfPair: Int32Array;
}

/** Puts rows in place; products of one label and year, which follow one another, are added up. */
function fill(
  years: readonly CubeYear[],
  options: GatherOptions,
  {columns, counts, placeOfPair}: Filling,
): void {
  const {start, end, label, period, usd, kg} = columns;
  eachRow(years, options, (row) => {
    const pair = Number(placeOfPair[row.pair]);
    const year = years[row.year];
    if (year === undefined) return;
    let place = Number(end[pair]) - 1;
    const isNew = place < Number(start[pair]) || label[place] !== row.label || period[place] !== row.year;
    if (isNew) {
      place++;
      end[pair] = place + 1;
      label[place] = row.label;
      period[place] = row.year;
    }
    usd[place] = Number(usd[place]) + Number(year.values[row.at]);
    kg[place] = Number(kg[place]) + Number(year.weights[row.at]);
    counts[place] = Number(counts[place]) + (year.records === null ? 1 : Number(year.records[row.at]));
  });
}

/** Leaves out sums below zero, and pairs that have nothing else; amounts come out in dollars and kilograms. */
function settled(
  {
    pairs,
    columns,
    counts,
  }: {readonly pairs: readonly number[]; readonly columns: CellColumns; readonly counts: Uint32Array},
  {scale}: GatherOptions,
): GatheredCells {
  const {start, end, label, period, usd, kg} = columns;
  let [records, negative] = [0, 0];
  for (let pair = 0; pair < pairs.length; pair++) {
    let kept = Number(start[pair]);
    for (let at = kept; at < Number(end[pair]); at++) {
      const value = Number(usd[at]);
      if (value < 0) {
        negative++;
        continue;
      }
      const weight = Number(kg[at]);
      label[kept] = Number(label[at]);
      period[kept] = Number(period[at]);
      usd[kept] = value / scale.usd;
      // A weight of zero or less says that none was taken down.
      kg[kept++] = weight > 0 ? weight / scale.kg : Number.NaN;
      records += Number(counts[at]);
    }
    end[pair] = kept;
  }
  const full = pairs.flatMap((_, pair) => (Number(end[pair]) > Number(start[pair]) ? [pair] : []));
  return {
    pairs: full.map((pair) => Number(pairs[pair])),
    columns: {
      ...columns,
      start: Int32Array.from(full, (pair) => Number(start[pair])),
      end: Int32Array.from(full, (pair) => Number(end[pair])),
    },
    records,
    negative,
  };
}

/** Calls `take` for every row of the asked pairs, in order of label, year and product. */
function eachRow(
  years: readonly CubeYear[],
  {labels, filter: {unitBits, exporters, importers}}: GatherOptions,
  take: (row: {pair: number; label: number; year: number; at: number}) => void,
): void {
  const [mask, width] = [2 ** unitBits - 1, 2 ** (2 * unitBits)];
  const row = {pair: 0, label: 0, year: 0, at: 0};
  for (const [label, products] of labels.entries()) {
    row.label = label;
    for (const [year, {keys}] of years.entries()) {
      row.year = year;
      for (const product of products) {
        const end = placeOf(keys, (product + 1) * width);
        for (let at = placeOf(keys, product * width); at < end; at++) {
          const key = Number(keys[at]);
          if (exporters[(key >>> unitBits) & mask] !== 1 || importers[key & mask] !== 1) continue;
          row.pair = key & (width - 1);
          row.at = at;
          take(row);
        }
      }
    }
  }
}
