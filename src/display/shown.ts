import type {Cell, Finding, FindingColumn, FindingRow, Unit} from "../base/index.ts";
import {type Interval, intervalFrom} from "./interval.ts";
import {isReasonColumn, MISSING_MARK, missingNotes} from "./missing.ts";
import {formatNumber, type Scale, scaleFor, unitLabel} from "./number.ts";
import {isOwnUnit, ownText, ownUnit} from "./own.ts";

/** A column as people see it: one column of the finding, the two of an interval, or the row number. */
export interface DisplayColumn {
  readonly label: string;
  /** "" for names, periods and dates. */
  readonly unit: string;
  readonly meaning: string;
  readonly numeric: boolean;
  /** Names the row. */
  readonly key: boolean;
  /** The finding's columns behind it; none for the row number. */
  readonly sources: readonly FindingColumn[];
}

/** A cell as people see it; `exact` is the unrounded value where one number stands behind it. */
export interface DisplayCell {
  readonly text: string;
  readonly exact: number | null;
}

/** A finding's rows as people see them: rounded, scaled, intervals joined, reasons for what is missing as notes. */
export interface Display {
  readonly columns: readonly DisplayColumn[];
  readonly rows: readonly (readonly DisplayCell[])[];
  readonly missing: readonly string[];
}

type Scales = ReadonlyMap<Unit, Scale>;

interface Shown {
  readonly column: DisplayColumn;
  readonly cell: (row: FindingRow, at: number) => DisplayCell;
}

/**
 * The view of a finding that the table, Markdown and HTML share. Row numbers count from 1, as `explain` does.
 *
 * @param first row number of the first row where the rows are part of a table
 */
export function displayOf(finding: Pick<Finding, "columns" | "rows">, first: number | null = null): Display {
  const scales = scalesOf(finding);
  const shown = [
    ...rowNumber(finding, first ?? 1),
    ...finding.columns.flatMap((column) => shownAs(column, finding, scales)),
  ];
  const columns = keysMarked(shown.map(({column}) => column));
  return {
    columns,
    rows: finding.rows.map((row, at) => shown.map(({cell}) => cell(row, at))),
    missing: missingNotes(columns, finding.rows),
  };
}

type Table = Pick<Finding, "columns" | "rows">;

function scalesOf({columns, rows}: Table): Scales {
  const units = new Set(columns.map(({unit}) => unit));
  return new Map(
    [...units].map((unit) => {
      const names = columns.filter((column) => column.unit === unit).map(({name}) => name);
      const values = rows.flatMap((row) => names.map((name) => row[name] ?? null));
      return [unit, scaleFor(unit, values)];
    }),
  );
}

// A finding that ranks its rows from 1 already shows the number that `explain` takes.
function rowNumber({columns, rows}: Table, first: number): Shown[] {
  const ranked = columns[0]?.name === "rank" && rows.every((row, at) => row.rank === at + 1);
  if (ranked || rows.length === 0) return [];
  const column = {label: "#", unit: "", meaning: "row number", numeric: true, key: true, sources: []};
  return [{column, cell: (_, at) => ({text: String(first + at), exact: first + at})}];
}

function shownAs(column: FindingColumn, {columns}: Table, scales: Scales): Shown[] {
  if (isReasonColumn(column, columns) || isOwnUnit(column, columns)) return [];
  const scale = scales.get(column.unit) ?? scaleFor(column.unit, []);
  const interval = intervalFrom(column, columns);
  if (interval !== null) return [intervalShown(interval, scale)];
  const closes = columns.some((other) => intervalFrom(other, columns)?.high === column);
  return closes ? [] : [singleShown(column, scale)];
}

function singleShown(column: FindingColumn, scale: Scale): Shown {
  return {
    column: {
      label: labelFrom(column.name),
      unit: unitBeside(labelFrom(column.name), column.unit, scale),
      meaning: column.meaning,
      numeric: isNumeric(column.unit),
      key: false,
      sources: [column],
    },
    cell: (row) => {
      const value = row[column.name] ?? null;
      const text = column.unit === "own" ? ownText(value, ownUnit(row)) : cellText(value, column.unit, scale);
      return {text, exact: typeof value === "number" ? value : null};
    },
  };
}

// A column called "months", or "substitution ratio", need not say so twice.
function unitBeside(label: string, unit: Unit, scale: Scale): string {
  const name = unitLabel(unit, scale);
  return label.split(" ").includes(name) ? "" : name;
}

function intervalShown({low, high, stem, ends}: Interval, scale: Scale): Shown {
  const end = (row: FindingRow, {name, unit}: FindingColumn) =>
    unit === "own" ? ownText(row[name] ?? null, ownUnit(row)) : cellText(row[name] ?? null, unit, scale);
  return {
    column: {
      label: `${labelFrom(stem)} [${ends}]`,
      unit: unitLabel(low.unit, scale),
      meaning: `from ${low.meaning} to ${high.meaning}`,
      numeric: true,
      key: false,
      sources: [low, high],
    },
    cell: (row) => {
      const both = [end(row, low), end(row, high)];
      const missing = both.every((text) => text === MISSING_MARK);
      return {text: missing ? MISSING_MARK : `[${both.join(", ")}]`, exact: null};
    },
  };
}

function cellText(value: Cell, unit: Unit, scale: Scale): string {
  if (value === null) return MISSING_MARK;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return isNumeric(unit) ? formatNumber(value, scale) : String(value);
}

function isNumeric(unit: Unit): boolean {
  return unit !== "text" && unit !== "period" && unit !== "date" && unit !== "grade";
}

function keysMarked(columns: readonly DisplayColumn[]): DisplayColumn[] {
  const firstNumber = columns.findIndex(({numeric, label}) => numeric && label !== "#");
  return columns.map((column, at) => ({...column, key: at < firstNumber || firstNumber < 0 || column.key}));
}

const UNIT_SUFFIX = /_(usd_per_year|usd_per_eur|usd|eur|kg|tonnes?|percent|pct)$/;

/** A column's name for people: underscores become spaces, and the unit goes to the header's unit line. */
function labelFrom(name: string): string {
  return name.replace(UNIT_SUFFIX, "").replaceAll("_", " ");
}
