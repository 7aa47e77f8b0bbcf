import type {Finding} from "../base/index.ts";
import {SENT_FORMATS} from "./formats.ts";

/** What is known about a finding, without its rows: columns, audit, sources, citation, and where its formats are. */
export interface FindingMetadata extends Omit<Finding, "rows" | "evidence" | "estimates"> {
  readonly rows: number;
  readonly estimates: number;
  /** Permanent address of each format, by its ending. */
  readonly links: Readonly<Record<string, string>>;
  /** Version of the program that computed it. */
  readonly version: string;
}

/** The metadata of a finding, with permanent addresses. */
export function metadataOf(finding: Finding, version: string): FindingMetadata {
  const {rows, evidence: _, estimates, ...kept} = finding;
  return {...kept, rows: rows.length, estimates: estimates.length, links: linksOf(finding.id), version};
}

function linksOf(id: string): Record<string, string> {
  return Object.fromEntries(SENT_FORMATS.map((format) => [format, `/api/v1/findings/${id}.${format}`]));
}
