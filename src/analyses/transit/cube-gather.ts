import type {CubeCells} from "../../store/index.ts";
import {type CellColumns, emptyColumns} from "./cells.ts";

/** Which pairs are asked: one for each state that counts. */
export interface PairFilter {
  readonly unitBits: number;
  readonly exporters: Uint8Array;
  readonly importers: Uint8Array;
}

/** What one side says of a year: the rows of some pairs, in the order of the cube. */
export interface SideYear extends CubeCells {
  readonly year: number;
  readonly keys: Uint32Array;
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

/** Rows of a year that lie together: one product of a label. */
interface Stretch {
  readonly label: number;
  readonly year: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Cells of all labels and years, pair by pair: counted, then put in place in order of label and year, exporter by exporter, so
 * that the places that are written to are few.
 */
export function gatherCells(years: readonly SideYear[], options: GatherOptions): GatheredCells {
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
  years: readonly SideYear[],
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
  const next = Uint32Array.from(stretches, ({from}) => from);
  for (const exporter of exportersOf(pairs, options.filter.unitBits))
    fillExporter(years, stretches, {
      next,
      last: (exporter + 1) * 2 ** options.filter.unitBits - 1,
      filling: {columns, counts, placeOfPair: rows, isAsked},
    });
  return settled({pairs, columns, counts}, options);
}

function exportersOf(pairs: readonly number[], unitBits: number): Set<number> {
  return new Set(pairs.map((pair) => pair >>> unitBits));
}

/** Puts the next exporter's rows of all stretches in place; those before have had their turn. */
function fillExporter(
  years: readonly SideYear[],
  stretches: readonly Stretch[],
  {
    next,
    last,
    filling,
  }: {
    /** First row of each stretch that is not in place yet. */
    readonly next: Uint32Array;
    /** The exporter's last pair. */
    readonly last: number;
    readonly filling: Filling;
  },
): void {
  const put = filling.counts === null ? putRows : mergeRows;
  for (let at = 0; at < stretches.length; at++) {
    const stretch = stretches[at];
    const year = stretch === undefined ? undefined : years[stretch.year];
    if (stretch === undefined || year === undefined || Number(next[at]) >= stretch.to) continue;
    const to = endOf(year.keys, {
      from: Number(next[at]),
      to: stretch.to,
      last,
      mask: filling.isAsked.length - 1,
    });
    put(year, stretch, Number(next[at]), to, filling);
    next[at] = to;
  }
}

/** First row of a stretch whose pair is beyond `last`. */
function endOf(
  keys: Uint32Array,
  {
    from,
    to,
    last,
    mask,
  }: {readonly from: number; readonly to: number; readonly last: number; readonly mask: number},
): number {
  let at = from;
  while (at < to && (Number(keys[at]) & mask) <= last) at++;
  return at;
}

/** Cells of one label: a sum for each pair and year, which are few beside the rows. */
function addedUp(
  years: readonly SideYear[],
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
  {keys, values, weights, records}: SideYear,
  {year, from, to}: Stretch,
  {columns: {usd, kg}, counts, placeOfPair, isAsked, years}: Sums,
): void {
  const mask = isAsked.length - 1;
  for (let at = from; at < to; at++) {
    const key = Number(keys[at]) & mask;
    if (isAsked[key] !== 1 || Number.isNaN(values[at])) continue;
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
  years: readonly SideYear[],
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
  years: readonly SideYear[],
  stretches: readonly Stretch[],
  isAsked: Uint8Array,
): Int32Array {
  const rows = new Int32Array(isAsked.length);
  const mask = isAsked.length - 1;
  for (const {year, from, to} of stretches) {
    const own = years[year];
    if (own === undefined) continue;
    const {keys, values} = own;
    for (let at = from; at < to; at++) {
      const pair = Number(keys[at]) & mask;
      if (!Number.isNaN(values[at])) rows[pair] = Number(rows[pair]) + Number(isAsked[pair]);
    }
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
  {keys, values, weights}: SideYear,
  {label: own, year}: Stretch,
  from: number,
  to: number,
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
  {keys, values, weights, records}: SideYear,
  {label: own, year}: Stretch,
  from: number,
  to: number,
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
