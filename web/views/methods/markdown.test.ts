import {globSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {type Block, readMarkdown, readSpans} from "./markdown.ts";

const ROOT = join(import.meta.dirname, "../../..");
const pages = globSync("docs/methods/*.md", {cwd: ROOT});

const textOf = (block: Block): string => {
  if (block.kind === "list") return block.items.join(" ");
  return block.kind === "table" ? [block.head, ...block.rows].flat().join(" ") : block.text;
};
const words = (text: string) => text.match(/[\p{L}\p{N}]+/gu) ?? [];

test.each(pages)("no word of %s is lost, and each stays in its place", (page) => {
  const source = readFileSync(join(ROOT, page), "utf8");
  const shown = words(readMarkdown(source).map(textOf).join(" "));
  // What a page need not show: the language of a block of code, and the numbers of a list.
  const meant = words(source.replaceAll(/^```\w+$/gm, "").replaceAll(/^\s*\d+\. /gm, ""));
  expect(shown).toEqual(meant);
});

test("runs of a text: code, strong, emphasis and links", () => {
  expect(readSpans("a `b*c` **d** _e_ [f](g.md)")).toEqual([
    {kind: "text", text: "a "},
    {kind: "code", text: "b*c"},
    {kind: "text", text: " "},
    {kind: "strong", text: "d"},
    {kind: "text", text: " "},
    {kind: "emphasis", text: "e"},
    {kind: "text", text: " "},
    {kind: "link", text: "f", to: "g.md"},
  ]);
});

test("a name with underscores is no emphasis", () => {
  expect(readSpans("refill_upper_usd and x_y")).toEqual([{kind: "text", text: "refill_upper_usd and x_y"}]);
});
