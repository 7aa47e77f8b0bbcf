/** What a file shows before it is read: enough for a dialect to know its own. */
export interface Probe {
  /** File name without folder; inside a zip, the entry's name. */
  readonly name: string;
  readonly bytes: number;
  /** Of the content after decompression. `archive` is a zip whose entries are probed one by one. */
  readonly kind: "csv" | "json" | "parquet" | "xlsx" | "xls" | "html" | "text" | "archive" | "unknown";
  /** Column names of the first CSV line or of the Parquet schema; empty elsewhere. */
  readonly header: readonly string[];
  /** First 64 KiB of a text format, decoded; empty elsewhere. */
  readonly head: string;
  /**
   * Null when a text format is UTF-8 as far as seen; otherwise where and what the first other bytes are, and the encoding
   * where a byte-order mark names it.
   */
  readonly notUtf8: {readonly line: number; readonly text: string; readonly encoding: "UTF-16" | null} | null;
  /** Sheet names of an xlsx workbook; empty elsewhere. */
  readonly sheets: readonly string[];
}

/** True when both name the same columns, in any order. */
export function sameColumns(header: readonly string[], wanted: readonly string[]): boolean {
  return header.length === wanted.length && new Set(header).isSubsetOf(new Set(wanted));
}

/** True when the header names at least all of `wanted`: the loose test of a dialect whose files may carry more. */
export function hasColumns(header: readonly string[], wanted: readonly string[]): boolean {
  return new Set(wanted).isSubsetOf(new Set(header));
}
