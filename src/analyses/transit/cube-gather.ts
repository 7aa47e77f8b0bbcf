import type {PickedSide} from "../../store/index.ts";
import {type CellColumns, emptyColumns} from "./cells.ts";

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
  /** How many products the years have. */
  readonly products: number;
  readonly filter: PairFilter;
  /** What a dollar and a kilogram count in the years. */
  readonly scale: {readonly usd: number; readonly kg: number};
}

/** Rows of a year that lie together: one product of a label. */
interface Stretch {
  readonly label: number;
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

/** Cells of all labels and years, pair by pair: counted, then put in place in order of label and year. */
export function gatherCells(years: readonly PickedSide[], options: GatherOptions): GatheredCells {
  const stretches = stretchesOf(years, options);
  const isAsked = askedPairs(options.filter);
  const rows = countRows(years, stretches, isAsked);
  const pairs = [...rows.keys()].filter((pair) => rows[pair] !== 0);
  return options.labels.length === 1
    ? addedUp(years, stretches, {pairs, rows, isAsked, options})
    : putInPlace(years, stretches, {pairs, rows, isAsked, options});
}

interface Counted {
  readonly pairs: readonly number[];
  /** Rows of each pair. */
  readonly rows: Int32Array;
  readonly isAsked: Uint8Array;
  readonly options: GatherOptions;
}

function putInPlace(
  years: readonly PickedSide[],
  stretches: readonly Stretch[],
  {pairs, rows, isAsked, options}: Counted,
): GatheredCells {
  const room = pairs.reduce((sum, pair) => sum + Number(rows[pair]), 0);
  const columns = emptyColumns(pairs.length, room);
  let top = 0;
  for (const [place, pair] of pairs.entries()) {
    columns.start[place] = top;
    columns.end[place] = top;
    top += Number(rows[pair]);
    rows[pair] = place;
  }
  const single =
    years.every(({records}) => records === null) && options.labels.every(({length}) => length === 1);
  const counts = single ? null : new Uint32Array(room);
  for (const stretch of stretches) {
    const year = years[stretch.year];
    if (year !== undefined) fill(year, stretch, {columns, counts, placeOfPair: rows, isAsked});
  }
  return settled({pairs, columns, counts}, options);
}

/** Cells of one label: a sum for each pair and year, which are few beside the rows. */
function addedUp(
  years: readonly PickedSide[],
  stretches: readonly Stretch[],
  {pairs, rows, isAsked, options}: Counted,
): GatheredCells {
  const columns = emptyColumns(pairs.length, pairs.length * years.length);
  const counts = new Uint32Array(columns.usd.length);
  for (const [place, pair] of pairs.entries()) rows[pair] = place;
  const sums = {columns, counts, placeOfPair: rows, isAsked};
  for (const stretch of stretches) {
    const year = years[stretch.year];
    if (year !== undefined) addRows(year, stretch, {...sums, years: years.length});
  }
  const {start, end, period, usd, kg} = columns;
  for (let pair = 0; pair < pairs.length; pair++) {
    const first = pair * years.length;
    let kept = first;
    for (let year = 0; year < years.length; year++) {
      const at = first + year;
      if (counts[at] === 0) continue;
      period[kept] = year;
      usd[kept] = Number(usd[at]);
      kg[kept] = Number(kg[at]);
      counts[kept++] = Number(counts[at]);
    }
    start[pair] = first;
    end[pair] = kept;
  }
  return settled({pairs, columns, counts}, options);
}

interface Sums extends Omit<Filling, "counts"> {
  readonly counts: Uint32Array;
  readonly years: number;
}

function addRows(
  {keys, values, weights, records}: PickedSide,
  {year, from, to}: Stretch,
  {columns: {usd, kg}, counts, placeOfPair, isAsked, years}: Sums,
): void {
  const mask = isAsked.length - 1;
  for (let at = from; at < to; at++) {
    const key = Number(keys[at]) & mask;
    if (isAsked[key] !== 1) continue;
    const place = Number(placeOfPair[key]) * years + year;
    usd[place] = Number(usd[place]) + Number(values[at]);
    kg[place] = Number(kg[place]) + Number(weights[at]);
    counts[place] = Number(counts[place]) + (records === null ? 1 : Number(records[at]));
  }
}

/** One for each pair that is asked. */
function askedPairs({unitBits, exporters, importers}: PairFilter): Uint8Array {
  const width = 2 ** unitBits;
  const asked = new Uint8Array(width * width);
  for (const [exporter, own] of exporters.entries())
    for (const [importer, other] of importers.entries())
      asked[exporter * width + importer] = own === 1 && other === 1 ? 1 : 0;
  return asked;
}

/** Where the products of each label lie in each year, in order of label, year and product. */
function stretchesOf(
  years: readonly PickedSide[],
  {labels, products, filter: {unitBits}}: GatherOptions,
): Stretch[] {
  const starts = years.map(({keys}) => startsOf(keys, products, 2 * unitBits));
  return labels.flatMap((own, label) =>
    starts.flatMap((start, year) =>
      own.flatMap((product) => {
        const [from, to] = [Number(start[product]), Number(start[product + 1])];
        return from < to ? [{label, year, from, to}] : [];
      }),
    ),
  );
}

/** First row of each product, and the number of rows behind the last. */
function startsOf(keys: Uint32Array, products: number, bits: number): Uint32Array {
  const starts = new Uint32Array(products + 1);
  for (let at = 0; at < keys.length; at++) {
    const product = Number(keys[at]) >>> bits;
    starts[product + 1] = at + 1;
  }
  for (let product = 1; product <= products; product++)
    if (starts[product] === 0) starts[product] = Number(starts[product - 1]);
  return starts;
}

function countRows(
  years: readonly PickedSide[],
  stretches: readonly Stretch[],
  isAsked: Uint8Array,
): Int32Array {
  const rows = new Int32Array(isAsked.length);
  const mask = isAsked.length - 1;
  for (const {year, from, to} of stretches) {
    const keys = years[year]?.keys ?? NO_KEYS;
    for (let at = from; at < to; at++) {
      const pair = Number(keys[at]) & mask;
      rows[pair] = Number(rows[pair]) + Number(isAsked[pair]);
    }
  }
  return rows;
}

const NO_KEYS = new Uint32Array();

interface Filling {
  readonly columns: CellColumns;
  /** Records behind each cell; null where each cell is one row, and each row one record. */
  readonly counts: Uint32Array | null;
  readonly placeOfPair: Int32Array;
  readonly isAsked: Uint8Array;
}

/** Puts rows in place; products of one label and year, which follow one another, are added up. */
function fill(
  {keys, values, weights, records}: PickedSide,
  {label: own, year, from, to}: Stretch,
  {columns: {start, end, label, period, usd, kg}, counts, placeOfPair, isAsked}: Filling,
): void {
  const mask = isAsked.length - 1;
  for (let at = from; at < to; at++) {
    const key = Number(keys[at]) & mask;
    if (isAsked[key] !== 1) continue;
    const pair = Number(placeOfPair[key]);
    let place = Number(end[pair]) - 1;
    if (place < Number(start[pair]) || label[place] !== own || period[place] !== year) {
      place++;
      end[pair] = place + 1;
      label[place] = own;
      period[place] = year;
    }
    usd[place] = Number(usd[place]) + Number(values[at]);
    kg[place] = Number(kg[place]) + Number(weights[at]);
    if (counts !== null) counts[place] = Number(counts[place]) + (records === null ? 1 : Number(records[at]));
  }
}

/** Leaves out sums below zero, and pairs that have nothing else; amounts come out in dollars and kilograms. */
function settled(
  {
    pairs,
    columns,
    counts,
  }: {readonly pairs: readonly number[]; readonly columns: CellColumns; readonly counts: Uint32Array | null},
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
      records += counts === null ? 1 : Number(counts[at]);
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
