import {styleText} from "node:util";
import CliTable from "cli-table3";
import type {Finding} from "../base/index.ts";
import {type DisplayCell, type DisplayColumn, type DisplaySection, sectionsOf} from "../display/index.ts";
import {type Block, type ColumnNeed, fitColumns} from "./fit.ts";
import {type Note, notesOf} from "./notes.ts";
import {displayWidth, printable, widestWord, wrapText} from "./text.ts";

export interface TableOptions {
  /** Terminal cells in a line. */
  readonly width: number;
  readonly colour: boolean;
  /** Rows printed; what is left out is said below the table. All when absent. */
  readonly rows?: number;
}

const GAP = 2;
/** A text column may be squeezed to this, or to its widest word when that is shorter. */
const LEAST_TEXT = 12;
/** But no narrower than lets its longest cell end on about so many lines. */
const MOST_LINES = 6;

/**
 * A finding for a terminal: the table, in as many blocks as its columns need at this width, then the notes. Numbers
 * never wrap; names and headers do.
 */
export function renderTable(finding: Finding, {width, colour, rows}: TableOptions): string {
  const {sections, missing} = sectionsOf(finding);
  const drawn = shownFirst(sections, rows ?? Number.POSITIVE_INFINITY).map(({title, display}) =>
    [...(title === null ? [] : [bold([title], colour)]), ...drawBlocks(display, {width, colour})].join(
      "\n\n",
    ),
  );
  const all = finding.rows.length;
  const notes = [...cutNotes(all, Math.min(all, rows ?? all)), ...notesOf(finding, missing)];
  return `${[...(all === 0 ? ["no rows"] : drawn), drawNotes(notes, width, colour)].join("\n\n")}\n`;
}

/** The first so many rows, over all sections. */
function shownFirst(sections: readonly DisplaySection[], most: number): DisplaySection[] {
  let left = most;
  return sections.flatMap(({title, display}) => {
    const rows = display.rows.slice(0, left);
    left -= rows.length;
    return rows.length === 0 ? [] : [{title, display: {...display, rows}}];
  });
}

function drawBlocks(
  display: DisplaySection["display"],
  {width, colour}: Pick<TableOptions, "width" | "colour">,
): string[] {
  const blocks = fitColumns({needs: needsOf(display, width), width, gap: GAP});
  return blocks.map((block, at) => {
    const place = blocks.length > 1 ? [dim(`columns, part ${at + 1} of ${blocks.length}`, colour)] : [];
    return [...place, drawBlock(display, block, colour)].join("\n");
  });
}

function cutNotes(all: number, shown: number): Note[] {
  if (shown === all) return [];
  const text = `the first ${shown} of ${all} rows; all of them in a pipe, or with --output FILE`;
  return [{label: "shown", text, tone: "warning"}];
}

function needsOf({columns, rows}: DisplaySection["display"], width: number): ColumnNeed[] {
  // The other half may be taken by the columns that name the row.
  const half = Math.floor(width / 2) - 2 * GAP;
  return columns.map((column, at) => {
    const cells = rows.map((row) => printable(row[at]?.text ?? ""));
    const label = printable(column.label);
    const widest = cells.reduce(
      (most, cell) => Math.max(most, displayWidth(cell)),
      displayWidth(column.unit),
    );
    const words = cells.reduce((most, cell) => Math.max(most, widestWord(cell)), widestWord(label));
    const natural = Math.max(widest, twoLineWidth(label));
    const least = column.numeric
      ? Math.max(widest, widestWord(label))
      : Math.max(Math.min(words, LEAST_TEXT), Math.min(half, Math.ceil(widest / MOST_LINES)));
    return {natural, least: Math.max(least, 1), key: column.key};
  });
}

/** The narrowest width at which a header takes two lines: a long name must not widen a column of short numbers. */
function twoLineWidth(label: string): number {
  let width = Math.max(widestWord(label), 1);
  while (wrapText(label, width).length > 2) width++;
  return width;
}

function drawBlock(
  {columns, rows}: DisplaySection["display"],
  {columns: chosen, widths}: Block,
  colour: boolean,
): string {
  const table = new CliTable({
    chars: NO_LINES,
    colWidths: [...widths],
    colAligns: chosen.map((at) => (columns[at]?.numeric ? "right" : "left")),
    rowAligns: [],
    style: {"padding-left": 0, "padding-right": 0, head: [], border: [], compact: true},
  });
  const head = chosen.map((at, place) => headCell(columns[at], widths[place] ?? 1));
  const tallest = Math.max(...head.map(({lines}) => lines.length));
  // Units stand on the header's last line in every column, so that they read as one row.
  const units = head.some(({unit}) => unit !== "");
  table.push(
    head.map(({lines, unit}) => {
      const padded = Array.from({length: tallest}, (_, line) => lines[line] ?? "");
      return bold(units ? [...padded, unit] : padded, colour);
    }),
  );
  table.push(widths.map((width) => dim("─".repeat(width), colour)));
  for (const row of rows) table.push(chosen.map((at, place) => bodyCell(row[at], widths[place] ?? 1)));
  return table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n");
}

function headCell(column: DisplayColumn | undefined, width: number): {lines: string[]; unit: string} {
  return {lines: wrapText(printable(column?.label ?? ""), width), unit: column?.unit ?? ""};
}

function bold(lines: readonly string[], colour: boolean): string {
  return lines.map((line) => (colour && line !== "" ? styleText("bold", line, FORCED) : line)).join("\n");
}

function bodyCell(shown: DisplayCell | undefined, width: number): string {
  return wrapText(printable(shown?.text ?? ""), width).join("\n");
}

function drawNotes(notes: readonly Note[], width: number, colour: boolean): string {
  const margin = notes.reduce((most, {label}) => Math.max(most, displayWidth(label)), 0) + 2;
  return notes
    .map(({label, text, tone}) => {
      const lines = wrapText(printable(text), Math.max(width - margin, 20));
      const name = label.padEnd(margin);
      const head = tone === "warning" && colour ? styleText("yellow", name, FORCED) : dim(name, colour);
      return head + lines.join(`\n${" ".repeat(margin)}`);
    })
    .join("\n");
}

const FORCED = {validateStream: false} as const;

function dim(text: string, colour: boolean): string {
  return colour ? styleText("dim", text, FORCED) : text;
}

const NO_LINES = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: " ".repeat(GAP),
} as const;
