import type {Finding} from "../base/index.ts";

/** The whole finding, unrounded, as indented JSON and a closing newline. */
export function renderJson(finding: Finding): string {
  return `${JSON.stringify(finding, null, 2)}\n`;
}

/** One row object a line, unrounded; units are in the keys. No line for a finding without rows. */
export function renderNdjson({rows}: Finding): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join("");
}
