import type {Finding} from "../base/index.ts";
import {displayOf} from "../display/index.ts";
import {notesOf} from "./notes.ts";

/** A Markdown table with units in its header, rounded for reading, then the notes as a list. */
export function renderMarkdown(finding: Finding): string {
  const {columns, rows, missing} = displayOf(finding);
  const head = columns.map(({label, unit}) => escaped(unit === "" ? label : `${label} (${unit})`));
  const rule = columns.map(({numeric}) => (numeric ? "---:" : "---"));
  const body = rows.map((row) => row.map(({text}) => escaped(text)));
  const [question, ...notes] = notesOf(finding, missing);
  return [
    `**${escaped(question?.text ?? "")}**`,
    "",
    ...[head, rule, ...body].map((cells) => `| ${cells.join(" | ")} |`),
    "",
    ...notes.map(({label, text}) => `- ${label}: ${escaped(text)}`),
    "",
  ].join("\n");
}

function escaped(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/[\\`*_[\]<>|&]/gu, "\\$&");
}
