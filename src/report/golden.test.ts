import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {expect, test} from "vitest";
import {sampleFinding} from "../../test/golden/report/sample.ts";
import {findingMarkup, render, type TextFormat} from "./index.ts";

/**
 * Compares with a file reviewed by eye. `UPDATE_GOLDEN=1` writes it anew: read the difference before committing it.
 * Line ends are compared as LF, because a checkout may change them; CSV's CRLF has a test of its own.
 */
function expectGolden(name: string, rendered: string): void {
  const text = rendered.replaceAll("\r\n", "\n");
  const file = new URL(`../../test/golden/report/${name}`, import.meta.url);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(file, text);
  expect(existsSync(file), `${name} is missing; UPDATE_GOLDEN=1 writes it`).toBe(true);
  expect(text).toBe(readFileSync(file, "utf8"));
}

test.each([60, 80, 120, 200])("the table at %i cells reads as reviewed", (width) => {
  expectGolden(`table-${width}.txt`, render(sampleFinding, "table", {width, colour: false}));
});

test.each(["json", "ndjson", "csv", "md", "html"] as const)("%s reads as reviewed", (format: TextFormat) => {
  expectGolden(`finding.${format}`, render(sampleFinding, format, {width: 80, colour: false}));
});

test("the HTML fragment reads as reviewed", () => {
  expectGolden("fragment.html", findingMarkup(sampleFinding).html);
});
