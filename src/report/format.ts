import {didYouMean, UsageError} from "../base/index.ts";

/** Formats a finding is printed in. `parquet` is binary: the store's engine writes it, from the same rows and columns. */
export type Format = "table" | "json" | "ndjson" | "csv" | "parquet" | "md" | "html";
/** Formats that are text, and that this folder makes. */
export type TextFormat = Exclude<Format, "parquet">;

export const FORMATS: readonly Format[] = ["table", "json", "ndjson", "csv", "parquet", "md", "html"];

const MEDIA_TYPES: Readonly<Record<Format, string>> = {
  table: "text/plain; charset=utf-8",
  json: "application/json; charset=utf-8",
  ndjson: "application/x-ndjson; charset=utf-8",
  csv: "text/csv; charset=utf-8; header=present",
  parquet: "application/vnd.apache.parquet",
  md: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
};

/** The Content-Type of a format. */
export function mediaType(format: Format): string {
  return MEDIA_TYPES[format];
}

/** @throws UsageError "unknown-format" unless `text` is one of FORMATS */
export function toFormat(text: string): Format {
  const format = FORMATS.find((known) => known === text);
  if (format !== undefined) return format;
  throw new UsageError("unknown-format", {
    message: `unknown format "${text}"`,
    where: "--format",
    hint: didYouMean(text, FORMATS),
  });
}

/** The format a file name asks for by its ending (`.txt` is a table), or null when the ending says nothing. */
export function formatOfFile(path: string): Format | null {
  const ending = /\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  if (ending === "txt") return "table";
  if (ending === "jsonl") return "ndjson";
  return FORMATS.find((known) => known === ending) ?? null;
}
