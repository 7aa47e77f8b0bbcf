import type {CubeCells} from "../../store/index.ts";
import {type CellColumns, emptyColumns} from "./cells.ts";

/** Which pairs are asked: one for each state that counts. */
export interface PairFilter {
  readonly unitBits: number;
  readonly exporters: Uint8Array;
  readonly importers: Uint8Array;
}

/** What one side says of a year: the rows of some pairs, exporter by exporter, of each by product and importer. */
export interface SideYear extends CubeCells {
  readonly keys: Uint32Array;
  /** First row of each exporter, and the number of rows behind the last. */
  readonly starts: Uint32Array;
}

/** Cells of the pairs that have any record, pair by pair; a pair is exporter × 2^unitBits + importer. */
export interface GatheredCells {
  /** Ascending. */
  readonly pairs: readonly number[];
  readonly columns: CellColumns;
  /** Records of each pair, and its cells below zero, which are left out. */
  readonly records: Float64Array;
  readonly negative: Float64Array;
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

/**
 * Cells of all labels and years, pair by pair: counted, then put in place in order of label and year, exporter by exporter, so
 * that what is read and written at a time is near.
 */
export function gatherCells(years: readonly SideYear[], options: GatherOptions): GatheredCells {
  const isAsked = askedPairs(options.filter);
  const rows = countRows(years, options, isAsked);
  const pairs = [...rows.keys()].filter((pair) => rows[pair] !== 0);
  const counted = {pairs, rows, isAsked, options};
  return options.labels.length === 1 ? addedUp(years, counted) : putInPlace(years, counted);
}

interface Counted {
  readonly pairs: readonly number[];
  /** Rows of each pair. */
  readonly rows: Int32Array;
  readonly isAsked: Uint8Array;
  readonly options: GatherOptions;
}

function putInPlace(years: readonly SideYear[], {pairs, rows, isAsked, options}: Counted): GatheredCells {
  const {labels, filter} = options;
  const room = pairs.reduce((sum, pair) => sum + Number(rows[pair]), 0);
  const columns = emptyColumns(pairs.length, room);
  let top = 0;
  for (const [place, pair] of pairs.entries()) {
    columns.start[place] = top;
    columns.end[place] = top;
    top += Number(rows[pair]);
    rows[pair] = place;
  }
  const single = years.every(({records}) => records === null) && labels.every(({length}) => length === 1);
  const counts = single ? null : new Uint32Array(room);
  const filling = {columns, counts, placeOfPair: rows, isAsked};
  for (const exporter of new Set(pairs.map((pair) => pair >>> filter.unitBits)))
    fillExporter(
      years.map((year) => exporterRows(year, exporter)),
      options,
      filling,
    );
  return settled({pairs, columns, counts}, options);
}

/** The rows of one exporter. */
function exporterRows({keys, values, weights, records, starts}: SideYear, exporter: number): ExporterRows {
  const [from, to] = [Number(starts[exporter]), Number(starts[exporter + 1])];
  return {
    keys: keys.subarray(from, to),
    values: values.subarray(from, to),
    weights: weights.subarray(from, to),
    records: records === null ? null : records.subarray(from, to),
  };
}

type ExporterRows = Omit<SideYear, "starts">;

/** Puts an exporter's rows in place, in order of label, year and product. */
function fillExporter(
  years: readonly ExporterRows[],
  {labels, products, filter: {unitBits}}: GatherOptions,
  filling: Filling,
): void {
  const put = filling.counts === null ? putRows : mergeRows;
  const starts = years.map(({keys}) => productStarts(keys, products, 2 * unitBits));
  for (const [label, own] of labels.entries())
    for (const [year, rows] of years.entries()) {
      const first = starts[year] ?? NO_STARTS;
      for (const product of own) {
        const [from, to] = [Number(first[product]), Number(first[product + 1])];
        if (from < to) put(rows, {label, year, from, to}, filling);
      }
    }
}

const NO_STARTS = new Uint32Array();

/** Rows of a year that lie together: one product of a label. */
interface Stretch {
  readonly label: number;
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

/** Cells of one label: a sum for each pair and year, which are few beside the rows. */
function addedUp(years: readonly SideYear[], {pairs, rows, isAsked, options}: Counted): GatheredCells {
  const columns = emptyColumns(pairs.length, pairs.length * years.length);
  const counts = new Uint32Array(columns.usd.length);
  for (const [place, pair] of pairs.entries()) rows[pair] = place;
  const sums = {columns, counts, placeOfPair: rows, isAsked, times: labelsOf(options)};
  for (const [at, year] of years.entries()) addRows(year, {...sums, year: at, years: years.length});
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
  /** How many labels each product has. */
  readonly times: Uint32Array;
  readonly year: number;
  readonly years: number;
}

function addRows(
  {keys, values, weights, records}: SideYear,
  {columns: {usd, kg}, counts, placeOfPair, isAsked, times, year, years}: Sums,
): void {
  const mask = isAsked.length - 1;
  const bits = Math.log2(isAsked.length);
  for (let at = 0; at < keys.length; at++) {
    const key = Number(keys[at]);
    const pair = key & mask;
    if (isAsked[pair] !== 1 || times[key >>> bits] === 0 || Number.isNaN(values[at])) continue;
    const place = Number(placeOfPair[pair]) * years + year;
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

/** First row of each product, and the number of rows behind the last. */
function productStarts(keys: Uint32Array, products: number, bits: number): Uint32Array {
  const starts = new Uint32Array(products + 1);
  for (let at = 0; at < keys.length; at++) {
    const product = Number(keys[at]) >>> bits;
    starts[product + 1] = at + 1;
  }
  for (let product = 1; product <= products; product++)
    if (starts[product] === 0) starts[product] = Number(starts[product - 1]);
  return starts;
}

/** How many labels each product has: none where it is not asked. */
function labelsOf({labels, products}: GatherOptions): Uint32Array {
  const times = new Uint32Array(products);
  for (const own of labels) for (const product of own) times[product] = Number(times[product]) + 1;
  return times;
}

/** Rows of each pair that is asked, once for each label. */
function countRows(years: readonly SideYear[], options: GatherOptions, isAsked: Uint8Array): Int32Array {
  const rows = new Int32Array(isAsked.length);
  const times = labelsOf(options);
  const mask = isAsked.length - 1;
  const bits = Math.log2(isAsked.length);
  for (const {keys, values} of years)
    for (let at = 0; at < keys.length; at++) {
      const key = Number(keys[at]);
      const pair = key & mask;
      if (isAsked[pair] !== 1 || Number.isNaN(values[at])) continue;
      rows[pair] = Number(rows[pair]) + Number(times[key >>> bits]);
    }
  return rows;
}

interface Filling {
  readonly columns: CellColumns;
  /** Records behind each cell; null where each cell is one row, and each row one record. */
  readonly counts: Uint32Array | null;
  readonly placeOfPair: Int32Array;
  readonly isAsked: Uint8Array;
}

/** Puts rows in place, each a cell of its own. */
function putRows(
  {keys, values, weights}: ExporterRows,
  {label: own, year, from, to}: Stretch,
  {columns: {end, label, period, usd, kg}, placeOfPair, isAsked}: Filling,
): void {
  const mask = isAsked.length - 1;
  for (let at = from; at < to; at++) {
    const key = Number(keys[at]) & mask;
    const value = Number(values[at]);
    if (isAsked[key] !== 1 || Number.isNaN(value)) continue;
    const pair = Number(placeOfPair[key]);
    const place = Number(end[pair]);
    end[pair] = place + 1;
    label[place] = own;
    period[place] = year;
    usd[place] = value;
    kg[place] = Number(weights[at]);
  }
}

/** The same where products of one label and year, which follow one another, are added up. */
function mergeRows(
  {keys, values, weights, records}: ExporterRows,
  {label: own, year, from, to}: Stretch,
  {columns: {start, end, label, period, usd, kg}, counts, placeOfPair, isAsked}: Filling,
): void {
  const mask = isAsked.length - 1;
  for (let at = from; at < to; at++) {
    const key = Number(keys[at]) & mask;
    const value = Number(values[at]);
    if (isAsked[key] !== 1 || Number.isNaN(value)) continue;
    const pair = Number(placeOfPair[key]);
    let place = Number(end[pair]) - 1;
    if (place < Number(start[pair]) || label[place] !== own || period[place] !== year) {
      place++;
      end[pair] = place + 1;
      label[place] = own;
      period[place] = year;
    }
    usd[place] = Number(usd[place]) + value;
    kg[place] = Number(kg[place]) + Number(weights[at]);
    if (counts !== null) counts[place] = Number(counts[place]) + (records === null ? 1 : Number(records[at]));
  }
}

/** Leaves out sums below zero; amounts come out in dollars and kilograms. */
function settled(
  {
    pairs,
    columns,
    counts,
  }: {readonly pairs: readonly number[]; readonly columns: CellColumns; readonly counts: Uint32Array | null},
  {scale}: GatherOptions,
): GatheredCells {
  const {start, end, label, period, usd, kg} = columns;
  const [records, negative] = [new Float64Array(pairs.length), new Float64Array(pairs.length)];
  for (let pair = 0; pair < pairs.length; pair++) {
    let kept = Number(start[pair]);
    for (let at = kept; at < Number(end[pair]); at++) {
      const value = Number(usd[at]);
      if (value < 0) {
        negative[pair] = Number(negative[pair]) + 1;
        continue;
      }
      const weight = Number(kg[at]);
      label[kept] = Number(label[at]);
      period[kept] = Number(period[at]);
      usd[kept] = value / scale.usd;
      // A weight of zero or less says that none was taken down.
      kg[kept++] = weight > 0 ? weight / scale.kg : Number.NaN;
      records[pair] = Number(records[pair]) + (counts === null ? 1 : Number(counts[at]));
    }
    end[pair] = kept;
  }
  return {pairs, columns, records, negative};
}

/** The cells of some pairs alone, in the same memory. */
export function cellsOfPairs(cells: GatheredCells, filter: PairFilter): GatheredCells {
  const isAsked = askedPairs(filter);
  return placesOnly(
    cells,
    cells.pairs.flatMap((pair, at) => (isAsked[pair] === 1 ? [at] : [])),
  );
}

/** Without pairs that have only cells below zero. */
export function fullPairs(cells: GatheredCells): GatheredCells {
  const {start, end} = cells.columns;
  return placesOnly(
    cells,
    cells.pairs.flatMap((_, at) => (Number(end[at]) > Number(start[at]) ? [at] : [])),
  );
}

function placesOnly(
  {pairs, columns, records, negative}: GatheredCells,
  places: readonly number[],
): GatheredCells {
  const taken = (from: ArrayLike<number>) => places.map((at) => Number(from[at]));
  return {
    pairs: taken(pairs),
    columns: {
      ...columns,
      start: Int32Array.from(taken(columns.start)),
      end: Int32Array.from(taken(columns.end)),
    },
    records: Float64Array.from(taken(records)),
    negative: Float64Array.from(taken(negative)),
  };
}
