import type {ColumnBatch, ColumnValues} from "../store/index.ts";
import type {BulkLayout} from "./bulk-layout.ts";

/** Positions of labels in as few bytes as the engine takes for so many labels. */
export type Positions = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** The two halves of 64-bit whole numbers, low one first: written so because it takes no bigint a row. */
export type Halves = Int32Array<ArrayBuffer>;

const HALF = 2 ** 32;

/** Memory of batches that were used up, for the next ones: fresh memory costs the system more than filling it does. */
export class Spares {
  readonly #bySize = new Map<number, ArrayBuffer[]>();

  /** Memory of so many bytes, with whatever was in it before. */
  take(bytes: number): ArrayBuffer {
    return this.#bySize.get(bytes)?.pop() ?? new ArrayBuffer(bytes);
  }

  give(buffers: readonly ArrayBuffer[]): void {
    for (const buffer of buffers) {
      const same = this.#bySize.get(buffer.byteLength) ?? [];
      this.#bySize.set(buffer.byteLength, same);
      same.push(buffer);
    }
  }
}

/** Memory that the columns of a batch lie in. */
export function memoryOf({columns}: ColumnBatch): ArrayBuffer[] {
  return columns
    .flatMap(({values, present}) => (present === null ? [values.buffer] : [values.buffer, present.buffer]))
    .filter((buffer) => buffer instanceof ArrayBuffer);
}

/**
 * Columns of a flow table while they are filled, in the target's order: year, reporter, partner, product, value, weight,
 * dropped. Amounts are thousandths. A column's cell is there unless {@link FlowBatch.leaveOut} says otherwise; `dropped` is
 * not there until {@link FlowBatch.drop}.
 */
export class FlowBatch {
  readonly year: Int16Array<ArrayBuffer>;
  readonly reporter: Positions;
  readonly partner: Positions;
  readonly product: Positions;
  readonly value: Halves;
  readonly weight: Halves;
  readonly dropped: Uint8Array<ArrayBuffer>;
  /** Rows that do not enter. */
  droppedRows = 0;
  readonly #missing = new Map<LeftOut, Uint8Array<ArrayBuffer>>();
  readonly #reasons: Uint8Array<ArrayBuffer>;
  readonly #spares: Spares;

  constructor({reporter, partner, product}: BulkLayout, capacity: number, spares: Spares) {
    this.#spares = spares;
    this.year = new Int16Array(spares.take(2 * capacity));
    this.reporter = positions(reporter.labels, capacity, spares);
    this.partner = positions(partner.labels, capacity, spares);
    this.product = positions(product.labels, capacity, spares);
    this.value = new Int32Array(spares.take(8 * capacity));
    this.weight = new Int32Array(spares.take(8 * capacity));
    this.dropped = new Uint8Array(spares.take(capacity)).fill(NONE);
    this.#reasons = new Uint8Array(spares.take(bytesFor(capacity))).fill(NONE);
  }

  /** Makes a cell NULL. */
  leaveOut(column: LeftOut, row: number): void {
    const bits = this.#missing.get(column) ?? this.#allPresent();
    this.#missing.set(column, bits);
    bits[row >> 3] = (bits[row >> 3] ?? ALL) & ~(1 << (row & 7));
  }

  #allPresent(): Uint8Array<ArrayBuffer> {
    return new Uint8Array(this.#spares.take(this.#reasons.length)).fill(ALL);
  }

  /** Gives the row a reason not to enter, by the position of its label. */
  drop(row: number, reason: number): void {
    this.dropped[row] = reason;
    this.#reasons[row >> 3] = (this.#reasons[row >> 3] ?? NONE) | (1 << (row & 7));
    this.droppedRows++;
  }

  /** The first `rows` rows, sharing memory with this. */
  columns(rows: number): ColumnBatch {
    const column = (name: LeftOut, values: ColumnValues["values"]): ColumnValues => ({
      values,
      present: this.#missing.get(name) ?? null,
    });
    return {
      rows,
      columns: [
        {values: this.year, present: null},
        column("reporter", this.reporter),
        column("partner", this.partner),
        column("product", this.product),
        column("value", new BigInt64Array(this.value.buffer)),
        column("weight", new BigInt64Array(this.weight.buffer)),
        {values: this.dropped, present: this.#reasons},
      ],
    };
  }
}

/** Columns that may miss a cell. */
export type LeftOut = "reporter" | "partner" | "product" | "value" | "weight";

const ALL = 255;
const NONE = 0;

/** Writes thousandths, exact below 2^53, as the two halves of a 64-bit number. */
export function writeThousandths(halves: Halves, row: number, thousandths: number): void {
  halves[2 * row] = thousandths;
  halves[2 * row + 1] = thousandths >= 0 && thousandths < HALF ? 0 : Math.floor(thousandths / HALF);
}

function positions(labels: number, capacity: number, spares: Spares): Positions {
  return labels <= 255 ? new Uint8Array(spares.take(capacity)) : new Uint16Array(spares.take(2 * capacity));
}

function bytesFor(rows: number): number {
  return Math.ceil(rows / 64) * 8;
}
