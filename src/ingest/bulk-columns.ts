import type {ColumnBatch, ColumnValues} from "../store/index.ts";
import type {BulkLayout} from "./bulk-layout.ts";

/** Positions of labels in as few bytes as the engine takes for so many labels. */
export type Positions = Uint8Array<ArrayBuffer> | Uint16Array<ArrayBuffer>;

/** The two halves of 64-bit whole numbers, low one first: written so because it takes no bigint a row. */
export type Halves = Int32Array<ArrayBuffer>;

const HALF = 2 ** 32;

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

  constructor({reporter, partner, product}: BulkLayout, capacity: number) {
    this.year = new Int16Array(capacity);
    this.reporter = positions(reporter.labels, capacity);
    this.partner = positions(partner.labels, capacity);
    this.product = positions(product.labels, capacity);
    this.value = new Int32Array(2 * capacity);
    this.weight = new Int32Array(2 * capacity);
    this.dropped = new Uint8Array(capacity);
    this.#reasons = new Uint8Array(bytesFor(capacity));
  }

  /** Makes a cell NULL. */
  leaveOut(column: LeftOut, row: number): void {
    const bits = this.#missing.get(column) ?? new Uint8Array(this.#reasons.length).fill(255);
    this.#missing.set(column, bits);
    bits[row >> 3] = (bits[row >> 3] ?? ALL) & ~(1 << (row & 7));
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

function positions(labels: number, capacity: number): Positions {
  return labels <= 255 ? new Uint8Array(capacity) : new Uint16Array(capacity);
}

function bytesFor(rows: number): number {
  return Math.ceil(rows / 64) * 8;
}
