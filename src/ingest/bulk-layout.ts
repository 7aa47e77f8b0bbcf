/** A column of whole-number codes, looked up while it is read. */
export interface BulkCode {
  readonly name: string;
  /**
   * Published number → position of a label in the target's ENUM; −1−r drops the row for reason r of the layout. A number
   * that is not there is refused.
   */
  readonly positions: ReadonlyMap<number, number>;
  /** Labels of the target's ENUM: decides how many bytes a position takes. */
  readonly labels: number;
}

/** A column of decimal numbers, multiplied by 10^scale; an empty cell and the words of `missing` are NULL. */
export interface BulkAmount {
  readonly name: string;
  readonly scale: number;
  readonly missing: readonly string[];
}

/** A table of one row a flow: year, reporter, partner, product, value, quantity, in this order, and nothing else. */
export interface BulkLayout {
  readonly delimiter: "," | ";" | "\t";
  readonly year: string;
  readonly reporter: BulkCode;
  readonly partner: BulkCode;
  readonly product: BulkCode;
  readonly value: BulkAmount;
  readonly quantity: BulkAmount;
  /** Labels of the target's ENUM `dropped`, at most 255; {@link OWN_REASONS} come first. */
  readonly reasons: readonly string[];
}

/** Reasons every load may give. The first two take precedence over those of codes, the last one comes after them. */
export const OWN_REASONS = ["no value published", "negative value", "reporter and partner are one"] as const;

/** A cell that does not fit its column. `row` counts as the publisher does, header included. */
export interface BadCell {
  readonly row: number;
  readonly column: string;
  readonly value: string;
  readonly wanted: string;
}

/** Thrown while parsing; the loader adds the file. */
export class BadCellFound extends Error {
  readonly cell: BadCell;

  constructor(cell: BadCell) {
    super(`row ${cell.row}, column "${cell.column}": ${JSON.stringify(cell.value)} is not ${cell.wanted}`);
    this.cell = cell;
  }
}

/** Column names in file order. */
export function layoutColumns({year, reporter, partner, product, value, quantity}: BulkLayout): string[] {
  return [year, reporter.name, partner.name, product.name, value.name, quantity.name];
}
