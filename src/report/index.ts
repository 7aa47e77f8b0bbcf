import type {Finding} from "../base/index.ts";
import {renderCsv} from "./csv.ts";
import type {TextFormat} from "./format.ts";
import {renderHtml} from "./html.ts";
import {renderJson, renderNdjson} from "./json.ts";
import {renderMarkdown} from "./markdown.ts";
import {renderTable, type TableOptions} from "./table.ts";

export {FORMATS, type Format, formatOfFile, mediaType, type TextFormat, toFormat} from "./format.ts";
export * from "./graph/index.ts";
export {findingMarkup, htmlPage, type Markup, markup, type RowLink, styleText} from "./html.ts";
export type {TableOptions} from "./table.ts";

/** The finding as text. Only `table`, `md` and `html` round; the others give every digit. */
export function render(finding: Finding, format: TextFormat, options: TableOptions): string {
  switch (format) {
    case "table":
      return renderTable(finding, options);
    case "json":
      return renderJson(finding);
    case "ndjson":
      return renderNdjson(finding);
    case "csv":
      return renderCsv(finding);
    case "md":
      return renderMarkdown(finding);
    case "html":
      return renderHtml(finding);
  }
}
