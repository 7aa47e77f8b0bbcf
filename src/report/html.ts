import type {Finding} from "../base/index.ts";
import {type DisplayCell, type DisplayColumn, type DisplaySection, sectionsOf} from "../display/index.ts";
import {pageStyle} from "./html-style.ts";
import {type Note, notesOf} from "./notes.ts";

/** A piece of HTML whose text is already escaped. */
export interface Markup {
  readonly html: string;
}

/**
 * HTML from a template: every inserted string is escaped, inserted markup is not, lists are joined.
 * @example markup`<td>${name}</td>`
 */
export function markup(
  strings: TemplateStringsArray,
  ...parts: readonly (string | number | Markup | readonly Markup[])[]
): Markup {
  const inserted = parts.map((part) => {
    if (typeof part === "string" || typeof part === "number") return escapeHtml(String(part));
    return "html" in part ? part.html : part.map(({html}) => html).join("");
  });
  return {html: String.raw({raw: strings}, ...inserted)};
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/gu, (letter) => `&#${letter.charCodeAt(0)};`);
}

/** The address of the evidence behind a row, by row number from 1. */
export type RowLink = (row: number) => string;

/**
 * The finding as an HTML fragment: a captioned table with a unit row, the meaning of each column, and the notes. With
 * `rowLink`, the number of a row with evidence leads to it.
 */
export function findingMarkup(finding: Finding, rowLink: RowLink | null = null): Markup {
  const {sections, missing} = sectionsOf(finding);
  const [, ...notes] = notesOf(finding, missing);
  const columns = sections.flatMap(({display}) => display.columns);
  const once = columns.filter(({label}, at) => columns.findIndex((other) => other.label === label) === at);
  return markup`<section class="finding" id="${finding.id}">
${sections.map((section) => sectionMarkup(section, finding, rowLink))}${meanings(once)}
<dl class="notes">
${notes.map(noteMarkup)}</dl>
</section>
`;
}

function sectionMarkup(
  {title, display: {columns, rows}}: DisplaySection,
  {question, evidence}: Finding,
  rowLink: RowLink | null,
): Markup {
  const caption = title ?? question;
  const explained = new Set(evidence.map(({row}) => row + 1));
  const numbered = columns.findIndex(({label}) => label === "#" || label === "rank");
  const linkOf = (row: readonly DisplayCell[]) => {
    const number = row[numbered]?.exact ?? null;
    return rowLink !== null && number !== null && explained.has(number) ? rowLink(number) : null;
  };
  const first = columns.findIndex(({label}) => label !== "#");
  return markup`<div class="scroll" role="region" aria-label="${caption}" tabindex="0">
<table>
<caption>${caption}</caption>
<thead>
<tr>${columns.map(({label, numeric}) => markup`<th scope="col"${side(numeric)}>${label}</th>`)}</tr>
<tr class="units">${columns.map(({unit, numeric}) => markup`<td${side(numeric)}>${unit}</td>`)}</tr>
</thead>
<tbody>
${rows.map((row) => rowMarkup({row, columns, first, link: linkOf(row)}))}</tbody>
</table>
</div>
`;
}

/** Characters from which a text cell gets room of its own, so that it does not wrap into a tower. */
const LONG = 40;

function rowMarkup({
  row,
  columns,
  first,
  link,
}: {
  readonly row: readonly DisplayCell[];
  readonly columns: readonly DisplayColumn[];
  /** The column that heads the row. */
  readonly first: number;
  readonly link: string | null;
}): Markup {
  const cells = row.map(({text, exact}, at) => {
    const align = side(columns[at]?.numeric ?? false);
    const value = exact === null ? markup`${text}` : markup`<data value="${exact}">${text}</data>`;
    const shown =
      at === 0 && link !== null ? markup`<a href="${link}" title="the source rows">${value}</a>` : value;
    if (at === first) return markup`<th scope="row"${align}>${shown}</th>`;
    return text.length > LONG ? markup`<td class="long">${shown}</td>` : markup`<td${align}>${shown}</td>`;
  });
  return markup`<tr>${cells}</tr>
`;
}

function side(numeric: boolean): Markup {
  return {html: numeric ? ' class="number"' : ""};
}

function meanings(columns: readonly DisplayColumn[]): Markup {
  const told = columns.filter(({sources}) => sources.length > 0);
  return markup`<details><summary>What the columns mean</summary>
<dl>
${told.map(
  ({label, meaning}) => markup`<dt>${label}</dt><dd>${meaning}</dd>
`,
)}</dl>
</details>`;
}

function noteMarkup({label, text, tone}: Note): Markup {
  return markup`<div class="${tone}"><dt>${label}</dt><dd>${text}</dd></div>
`;
}

/** What stands in a page's style element, to the letter: a content policy names it by its hash. */
export const styleText = `\n${pageStyle}`;

/** A whole page: no script, no asset, nothing to fetch; the style is inside. */
export function htmlPage({title, body}: {readonly title: string; readonly body: Markup}): string {
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${{html: styleText}}</style>
</head>
<body>
${body}</body>
</html>
`.html;
}

/** The finding as a page that stands alone: open it, mail it, print it. */
export function renderHtml(finding: Finding): string {
  const body = markup`<main>
${findingMarkup(finding)}<p class="cite">${finding.citation}</p>
</main>
`;
  return htmlPage({title: finding.question, body});
}
