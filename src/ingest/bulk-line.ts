import {
  BadCellFound,
  type BulkAmount,
  type BulkCode,
  type BulkLayout,
  layoutColumns,
  OWN_REASONS,
} from "./bulk-layout.ts";

/** One line of a flow table: positions of labels, thousandths, NaN for what is missing. */
export interface FlowLine {
  readonly year: number;
  /** Position of a label, or −1−r for the reason r not to enter. */
  readonly reporter: number;
  readonly partner: number;
  readonly product: number;
  readonly value: number;
  readonly weight: number;
  /** Position of the first reason not to enter, or −1. */
  readonly reason: number;
}

/** A thousandth of a unit is kept, exactly up to here: nine million million dollars or kilograms in one flow. */
export const MOST_THOUSANDTHS = 9e15;

const KEPT = -1;
const NO_VALUE = OWN_REASONS.indexOf("no value published");
const NEGATIVE = OWN_REASONS.indexOf("negative value");
const ONE_STATE = OWN_REASONS.indexOf("reporter and partner are one");
const DECIMAL = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;
/** Power of ten from a unit to what is kept of it. */
export const THOUSANDTHS = 3;

/**
 * Reads a line cell by cell: what decides whether a line is right, and what its odd cells mean.
 *
 * @param row as the publisher counts, header included
 * @throws BadCellFound for the first cell that does not fit its column, and for a line with too few or too many
 */
export function readLine(text: string, row: number, layout: BulkLayout): FlowLine {
  const cells = text.split(layout.delimiter).map(unquoted);
  const names = layoutColumns(layout);
  if (cells.length !== names.length) throw wrongWidth(row, cells, names);
  const cell = (column: number): FoundCell => ({row, column: names[column] ?? "", text: cells[column] ?? ""});
  const reporter = position(cell(1), layout.reporter);
  const partner = position(cell(2), layout.partner);
  const product = position(cell(3), layout.product);
  const value = amount(cell(4), layout.value);
  const weight = amount(cell(5), layout.quantity);
  const reason = firstReason(value, reporter, partner, product);
  return {year: year(cell(0)), reporter, partner, product, value, weight, reason};
}

interface FoundCell {
  readonly row: number;
  readonly column: string;
  readonly text: string;
}

function year(cell: FoundCell): number {
  return /^[1-9]\d{3}$/.test(cell.text) ? Number(cell.text) : refuse(cell, "a year");
}

function position(cell: FoundCell, {positions}: BulkCode): number {
  if (!/^\d{1,9}$/.test(cell.text)) return refuse(cell, "a code of digits");
  return positions.get(Number(cell.text)) ?? refuse(cell, "a known code");
}

function amount(cell: FoundCell, {scale, missing}: BulkAmount): number {
  if (cell.text === "" || missing.includes(cell.text)) return Number.NaN;
  const number = DECIMAL.test(cell.text) ? Number(shifted(cell.text, scale + THOUSANDTHS)) : Number.NaN;
  if (Number.isNaN(number)) return refuse(cell, "a number");
  if (Math.abs(number) > MOST_THOUSANDTHS) return refuse(cell, "a number of at most 9e12 whole units");
  return Math.round(number);
}

function firstReason(value: number, reporter: number, partner: number, product: number): number {
  if (Number.isNaN(value)) return NO_VALUE;
  if (value < 0) return NEGATIVE;
  const dropping = [reporter, partner, product].find((position) => position < 0);
  if (dropping !== undefined) return -1 - dropping;
  return reporter === partner ? ONE_STATE : KEPT;
}

function refuse({row, column, text}: FoundCell, wanted: string): never {
  throw new BadCellFound({row, column, value: text, wanted});
}

function wrongWidth(row: number, cells: readonly string[], names: readonly string[]): BadCellFound {
  const column = names[Math.min(cells.length, names.length) - 1] ?? "";
  const wanted = `the end of a line of ${names.length} cells: this one has ${cells.length}`;
  return new BadCellFound({row, column, value: cells.at(-1) ?? "", wanted});
}

function unquoted(cell: string): string {
  const text = cell.trim();
  return /^"[^"]*"$/.test(text) ? text.slice(1, -1).trim() : text;
}

/** A decimal text with its exponent moved: "1.5" by 3 is "1.5e3", so that one rounding gives the value. */
function shifted(text: string, power: number): string {
  const [mantissa = "", exponent = "0"] = text.toLowerCase().split("e");
  return `${mantissa}e${Number(exponent) + power}`;
}
