import {stripVTControlCharacters} from "node:util";
import {expect, test} from "vitest";
import {sampleDraft, sampleFinding} from "../../test/golden/report/sample.ts";
import {type FindingRow, finding} from "../base/index.ts";
import {renderTable} from "./table.ts";
import {displayWidth} from "./text.ts";

const plain = {colour: false} as const;

test.each([40, 60, 80, 120, 200])(
  "no line is wider than a terminal of %i cells, wide letters counted twice",
  (width) => {
    const lines = renderTable(sampleFinding, {width, ...plain}).split("\n");
    expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
  },
);

test.each([40, 60, 80, 120])("a long text stays within a terminal of %i cells", (width) => {
  const rows = sampleDraft.rows.map(
    (row): FindingRow => ({...row, tests_passed: "a passed test, ".repeat(40)}),
  );
  const lines = renderTable(finding({...sampleDraft, rows}), {width, ...plain}).split("\n");
  expect(lines.filter((line) => displayWidth(line) > width)).toEqual([]);
});

test.each([40, 80, 200])("every column's heading is there at %i cells", (width) => {
  const words = renderTable(sampleFinding, {width, ...plain}).split(/\s+/);
  const wanted = [
    "hub",
    "name",
    "loss",
    "excess",
    "[documented,",
    "share",
    "growth",
    "months",
    "tests",
    "grade",
  ];
  expect(wanted.filter((word) => !words.includes(word))).toEqual([]);
});

test("a terminal of one cell still prints every cell's letters", () => {
  const letters = renderTable(sampleFinding, {width: 1, ...plain}).replaceAll(/\s/g, "");
  expect(letters).toContain("4,823.4");
  expect(letters).toContain("Кыргызстан");
});

test("colour changes nothing but escapes", () => {
  const coloured = renderTable(sampleFinding, {width: 100, colour: true});
  expect(coloured).not.toBe(renderTable(sampleFinding, {width: 100, ...plain}));
  const bare = stripVTControlCharacters(coloured)
    .split("\n")
    .map((line) => line.trimEnd());
  expect(bare.join("\n")).toBe(renderTable(sampleFinding, {width: 100, ...plain}));
});

test("data cannot steer the terminal", () => {
  const rows = sampleDraft.rows.map((row): FindingRow => ({...row, hub_name: "\u001b[2Jgone\u0007"}));
  expect(renderTable(finding({...sampleDraft, rows}), {width: 80, ...plain})).not.toMatch(/(?!\n)\p{Cc}/u);
});

test("rows beyond the bound are counted, and where they are is told", () => {
  const text = renderTable(sampleFinding, {width: 120, ...plain, rows: 2});
  expect(text).toContain("the first 2 of 3 rows; all of them in a pipe");
  expect(text).not.toMatch(/^3 +CCC/m);
});

test("a finding without rows says so and keeps its notes", () => {
  const text = renderTable(finding({...sampleDraft, rows: [], evidence: []}), {width: 120, ...plain});
  expect(text).toMatch(/^no rows\n\nquestion/);
  expect(text).toContain("dropped: no partner code 1,000");
});
