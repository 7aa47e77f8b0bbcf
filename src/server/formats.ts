import {FORMATS, type Format, mediaType, toFormat} from "../report/index.ts";

/** What a resource is sent as: a format of every surface, Arrow, or what is known about it without its rows. */
export type SentFormat = Format | "arrow" | "metadata.json";

export const SENT_FORMATS: readonly SentFormat[] = [...FORMATS, "arrow", "metadata.json"];

const METADATA = ".metadata.json";

/** The Content-Type of a format. */
export function sentType(format: SentFormat): string {
  if (format === "arrow") return "application/vnd.apache.arrow.file";
  return mediaType(format === "metadata.json" ? "json" : format);
}

/** Formats that a browser saves as a file. */
export function isSaved(format: SentFormat): boolean {
  return ["csv", "parquet", "ndjson", "arrow"].includes(format);
}

/** A resource and the format it was asked in. */
export interface Asked {
  readonly name: string;
  readonly format: SentFormat;
}

/**
 * `channels.csv` → channels in CSV; `?format=` where there is no ending; JSON where neither says.
 *
 * @throws UsageError "unknown-format"
 */
export function formatOf(name: string, asked: string | undefined): Asked {
  const dot = name.endsWith(METADATA) ? name.length - METADATA.length : name.lastIndexOf(".");
  if (dot > 0) return {name: name.slice(0, dot), format: toSent(name.slice(dot + 1))};
  return {name, format: asked === undefined || asked === "" ? "json" : toSent(asked)};
}

function toSent(text: string): SentFormat {
  return SENT_FORMATS.find((known) => known === text) ?? toFormat(text);
}
