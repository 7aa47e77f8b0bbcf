/** A part of a page. */
export type Block =
  | {readonly kind: "heading"; readonly level: number; readonly text: string}
  | {readonly kind: "paragraph"; readonly text: string}
  | {readonly kind: "list"; readonly ordered: boolean; readonly items: readonly string[]}
  | {readonly kind: "code"; readonly text: string}
  | {readonly kind: "table"; readonly head: readonly string[]; readonly rows: readonly (readonly string[])[]};

/** A run of text within a part. */
export type Span =
  | {readonly kind: "text" | "code" | "strong" | "emphasis"; readonly text: string}
  | {readonly kind: "link"; readonly text: string; readonly to: string};

/** Reads the Markdown that the pages of this project use: headings, paragraphs, lists, code and tables. */
export function readMarkdown(source: string): Block[] {
  const blocks: Block[] = [];
  const lines = source.replaceAll("\r", "").split("\n");
  let at = 0;
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at += 1;
      continue;
    }
    const [block, next] = blockAt(lines, at);
    blocks.push(block);
    at = next;
  }
  return blocks;
}

function blockAt(lines: readonly string[], at: number): readonly [Block, number] {
  const line = lines[at] ?? "";
  const heading = /^(#{1,6}) +(.*)$/.exec(line);
  if (heading !== null)
    return [{kind: "heading", level: heading[1]?.length ?? 1, text: heading[2] ?? ""}, at + 1];
  if (line.startsWith("```")) return codeAt(lines, at);
  if (line.startsWith("|")) return tableAt(lines, at);
  if (ITEM.test(line)) return listAt(lines, at);
  const end = endOf(lines, at, (next) => next.trim() !== "" && !/^(#|```|\|)/.test(next) && !ITEM.test(next));
  return [{kind: "paragraph", text: lines.slice(at, end).join(" ")}, end];
}

const ITEM = /^\s*(?:[-*]|\d+\.) +/;

/** The first line from `at + 1` on that no longer belongs. */
function endOf(lines: readonly string[], at: number, belongs: (line: string) => boolean): number {
  let end = at + 1;
  while (end < lines.length && belongs(lines[end] ?? "")) end += 1;
  return end;
}

function codeAt(lines: readonly string[], at: number): readonly [Block, number] {
  const end = endOf(lines, at, (line) => !line.startsWith("```"));
  return [{kind: "code", text: lines.slice(at + 1, end).join("\n")}, end + 1];
}

function tableAt(lines: readonly string[], at: number): readonly [Block, number] {
  const end = endOf(lines, at, (line) => line.startsWith("|"));
  const [head = [], , ...rows] = lines.slice(at, end).map(cellsOf);
  return [{kind: "table", head, rows}, end];
}

function cellsOf(line: string): string[] {
  return line
    .replace(/^\||\|\s*$/g, "")
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim().replaceAll("\\|", "|"));
}

function listAt(lines: readonly string[], at: number): readonly [Block, number] {
  const end = endOf(lines, at, (line) => ITEM.test(line) || /^\s{2,}\S/.test(line));
  const items: string[] = [];
  for (const line of lines.slice(at, end)) {
    if (ITEM.test(line)) items.push(line.replace(ITEM, ""));
    else items.push(`${items.pop() ?? ""} ${line.trim()}`);
  }
  return [{kind: "list", ordered: /^\s*\d/.test(lines[at] ?? ""), items}, end];
}

const SPAN = /`([^`]+)`|\*\*([^*]+)\*\*|(?<![\w*])[*_]([^*_]+)[*_](?![\w*])|\[([^\]]+)\]\(([^)]+)\)/g;

/** The runs of a text. */
export function readSpans(text: string): Span[] {
  const spans: Span[] = [];
  let last = 0;
  for (const found of text.matchAll(SPAN)) {
    if (found.index > last) spans.push({kind: "text", text: text.slice(last, found.index)});
    spans.push(spanOf(found));
    last = found.index + found[0].length;
  }
  if (last < text.length) spans.push({kind: "text", text: text.slice(last)});
  return spans;
}

function spanOf([, code, strong, emphasis, label = "", to = ""]: RegExpExecArray): Span {
  if (code !== undefined) return {kind: "code", text: code};
  if (strong !== undefined) return {kind: "strong", text: strong};
  if (emphasis !== undefined) return {kind: "emphasis", text: emphasis};
  return {kind: "link", text: label, to};
}
