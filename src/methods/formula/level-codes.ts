import type {Column} from "./table.ts";

/** Rows by level. Levels are those that occur, ascending: numbers by size, texts by code unit. */
export interface LevelCodes {
  /** Length n; −1 marks a missing value. */
  readonly codes: Int32Array;
  readonly levels: Float64Array | readonly string[];
}

// A table of so many times the rows is still smaller than a hash of them.
const TABLE_PER_ROW = 4;
const SMALL_TABLE = 65_536;

/** Codes a column by the levels that occur in it. */
export function levelCodes(column: Column): LevelCodes {
  return column.kind === "number" ? numberCodes(column.values) : textCodes(column.codes, column.levels);
}

/** Codes each combination of levels that occurs; a row with one missing is missing. Ordered by the first, then the next. */
export function combinedCodes(
  parts: readonly LevelCodes[],
): Omit<LevelCodes, "levels"> & {readonly count: number} {
  const [first, ...rest] = parts;
  if (first === undefined) throw new Error("an effect has at least one piece");
  let combined = {codes: first.codes, count: first.levels.length};
  for (const {codes, levels} of rest) combined = pairCodes(combined, {codes, count: levels.length});
  return combined;
}

interface Counted {
  readonly codes: Int32Array;
  readonly count: number;
}

function pairCodes(a: Counted, b: Counted): Counted {
  const keys = new Float64Array(a.codes.length);
  for (let row = 0; row < keys.length; row++) {
    const [left = -1, right = -1] = [a.codes[row], b.codes[row]];
    keys[row] = left < 0 || right < 0 ? Number.NaN : left * b.count + right;
  }
  const {codes, levels} = numberCodes(keys);
  return {codes, count: levels.length};
}

function numberCodes(values: Float64Array): LevelCodes & {readonly levels: Float64Array} {
  const range = wholeRange(values);
  const table = range === null ? null : range.most - range.least + 1;
  const fits = table !== null && table <= Math.max(SMALL_TABLE, TABLE_PER_ROW * values.length);
  return range !== null && fits ? tableCodes(values, range) : hashCodes(values);
}

interface Range {
  readonly least: number;
  readonly most: number;
}

/** Null where a value is not whole, or there is none. */
function wholeRange(values: Float64Array): Range | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return null;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  return least <= most ? {least, most} : null;
}

function tableCodes(
  values: Float64Array,
  {least, most}: Range,
): LevelCodes & {readonly levels: Float64Array} {
  const rank = new Int32Array(most - least + 1);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (!Number.isNaN(value)) rank[value - least] = 1;
  }
  let count = 0;
  for (let at = 0; at < rank.length; at++) rank[at] = rank[at] === 1 ? count++ : -1;
  const levels = new Float64Array(count);
  for (let at = 0; at < rank.length; at++) {
    const code = rank[at] ?? -1;
    if (code >= 0) levels[code] = at + least;
  }
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    codes[row] = Number.isNaN(value) ? -1 : (rank[value - least] ?? -1);
  }
  return {codes, levels};
}

function hashCodes(values: Float64Array): LevelCodes & {readonly levels: Float64Array} {
  const index = new NumberIndex();
  const codes = new Int32Array(values.length);
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    codes[row] = Number.isNaN(value) ? -1 : index.codeOf(value);
  }
  const found = index.keys();
  const levels = found.toSorted();
  const sorted = new NumberIndex();
  for (const level of levels) sorted.codeOf(level);
  const rank = Int32Array.from(found, (key) => sorted.codeOf(key));
  for (let row = 0; row < codes.length; row++) codes[row] = rank[codes[row] ?? -1] ?? -1;
  return {codes, levels};
}

function textCodes(codes: Int32Array, levels: readonly string[]): LevelCodes {
  const used = new Uint8Array(levels.length);
  for (const code of codes) if (code >= 0) used[code] = 1;
  const order = [...used.keys()].filter((code) => used[code] === 1);
  order.sort((a, b) => compareText(levels[a] ?? "", levels[b] ?? ""));
  const rank = new Int32Array(levels.length).fill(-1);
  for (const [at, code] of order.entries()) rank[code] = at;
  return {codes: codes.map((code) => rank[code] ?? -1), levels: order.map((code) => levels[code] ?? "")};
}

function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Numbers to codes by order of first appearance: open addressing, because a Map ends at 2^24 entries. */
class NumberIndex {
  #keys = new Float64Array(1024);
  #slots = new Int32Array(2048).fill(-1);
  #count = 0;
  readonly #bits = new Float64Array(1);
  readonly #words = new Int32Array(this.#bits.buffer);

  codeOf(key: number): number {
    const slot = this.#slotOf(key, this.#slots);
    const found = this.#slots[slot] ?? -1;
    if (found >= 0) return found;
    this.#keys[this.#count] = key;
    this.#slots[slot] = this.#count;
    this.#count++;
    if (this.#count === this.#keys.length) this.#grow();
    return this.#count - 1;
  }

  keys(): Float64Array {
    return this.#keys.slice(0, this.#count);
  }

  #slotOf(key: number, slots: Int32Array): number {
    const mask = slots.length - 1;
    let slot = this.#hash(key) & mask;
    for (;;) {
      const code = slots[slot] ?? -1;
      if (code < 0 || this.#keys[code] === key) return slot;
      slot = (slot + 1) & mask;
    }
  }

  #hash(key: number): number {
    // Adding zero makes one key of 0 and −0.
    this.#bits[0] = key + 0;
    const [low = 1, high = 1] = this.#words;
    const mixed = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b);
    return mixed ^ (mixed >>> 15);
  }

  #grow(): void {
    const keys = new Float64Array(2 * this.#keys.length);
    keys.set(this.#keys);
    this.#keys = keys;
    const slots = new Int32Array(2 * this.#slots.length).fill(-1);
    for (let code = 0; code < this.#count; code++)
      slots[this.#slotOf(keys[code] ?? Number.NaN, slots)] = code;
    this.#slots = slots;
  }
}
