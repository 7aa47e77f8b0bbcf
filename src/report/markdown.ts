import type {Finding} from "../base/index.ts";
import {type DisplaySection, sectionsOf} from "../display/index.ts";
import {notesOf} from "./notes.ts";

/** A Markdown table with units in its header, rounded for reading, then the notes as a list; a table a section where there are some. */
export function renderMarkdown(finding: Finding): string {
  const {sections, missing} = sectionsOf(finding);
  const [question, ...notes] = notesOf(finding, missing);
  return [
    `**${escaped(question?.text ?? "")}**`,
    "",
    ...sections.flatMap(sectionLines),
    ...notes.map(({label, text}) => `- ${label}: ${escaped(text)}`),
    "",
  ].join("\n");
}

function sectionLines({title, display}: DisplaySection): string[] {
  return [...(title === null ? [] : [`## ${escaped(title)}`, ""]), ...tableLines(display), ""];
}

function tableLines({columns, rows}: DisplaySection["display"]): string[] {
  const head = columns.map(({label, unit}) => escaped(unit === "" ? label : `${label} (${unit})`));
  const rule = columns.map(({numeric}) => (numeric ? "---:" : "---"));
  const body = rows.map((row) => row.map(({text}) => escaped(text)));
  return [head, rule, ...body].map((cells) => `| ${cells.join(" | ")} |`);
}

function escaped(text: string): string {
  return text.replace(/\s+/gu, " ").replace(/[\\`*_[\]<>|&]/gu, "\\$&");
}
