import {expect, test} from "vitest";
import {sampleFinding} from "../../test/golden/report/sample.ts";
import {findingMarkup, markup, renderHtml} from "./html.ts";
import {pageStyle} from "./html-style.ts";
import {renderMarkdown} from "./markdown.ts";

const page = renderHtml(sampleFinding);

test("text of the finding is escaped everywhere", () => {
  expect(page).not.toContain("<b>");
  expect(markup`<p title="${`"'<&>`}">${"<i>"}</p>`.html).toBe(
    '<p title="&#34;&#39;&#60;&#38;&#62;">&#60;i&#62;</p>',
  );
});

test("the table has a caption, column and row headers and a unit row", () => {
  expect(page).toMatch(/<caption>.+<\/caption>/);
  expect(page.match(/<th scope="col"/g)).toHaveLength(11);
  expect(page.match(/<th scope="row"/g)).toHaveLength(3);
  expect(page).toContain('<tr class="units">');
});

test("a rounded number carries its exact value", () => {
  expect(page).toContain('<data value="0.0855">8.6</data>');
});

test("the page loads nothing: no script, no address that a browser would fetch", () => {
  expect(page).not.toMatch(/<script|<link|<img|@import|url\(|\bsrc=/);
});

test("light, dark and print are styled", () => {
  expect(pageStyle).toContain("light-dark(");
  expect(pageStyle).toContain("@media print");
});

test("the number of a row with evidence leads to it, and of no other", () => {
  const {html} = findingMarkup(sampleFinding, (row) => `/evidence/${row}?a&b`);
  expect(html.match(/<a href="[^"]*"/g)).toEqual(['<a href="/evidence/1?a&#38;b"']);
});

test("Markdown keeps one cell one cell", () => {
  const lines = renderMarkdown(sampleFinding)
    .split("\n")
    .filter((line) => line.startsWith("|"));
  expect(lines.map((line) => line.match(/(?<!\\)\|/g)?.length)).toEqual([12, 12, 12, 12, 12]);
});
