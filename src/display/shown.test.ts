import {expect, test} from "vitest";
import {sampleDraft, sampleFinding} from "../../test/golden/report/sample.ts";
import {finding} from "../base/index.ts";
import {displayOf} from "./shown.ts";

const labels = displayOf(sampleFinding).columns.map(({label}) => label);

test("an interval of two columns is one column, and a reason column is none", () => {
  expect(labels).toContain("refill [documented, upper bound]");
  expect(labels.filter((label) => /missing|upper$/.test(label))).toEqual([]);
});

test("a confidence interval is called one, beside the bounds of the same quantity; one that is called conf alone keeps its name", () => {
  const names = ["refill_conf_low_usd", "refill_conf_high_usd", "conf_low", "conf_high"];
  const columns = names.map(
    (name) => ({name, unit: name.endsWith("usd") ? "usd" : "ratio", meaning: name}) as const,
  );
  const rows = [Object.fromEntries(names.map((name, at) => [name, at]))];
  expect(displayOf(finding({...sampleDraft, columns, rows})).columns.map(({label}) => label)).toEqual([
    "#",
    "refill [confidence interval]",
    "conf [low, high]",
  ]);
});

test("rows are numbered from 1, unless the finding ranks them itself", () => {
  expect(labels[0]).toBe("#");
  const columns = [{name: "rank", unit: "count", meaning: "place"}] as const;
  const ranked = finding({...sampleDraft, columns, rows: [{rank: 1}, {rank: 2}]});
  expect(displayOf(ranked).columns.map(({label}) => label)).toEqual(["rank"]);
});

test("missing cells name their reason and their rows", () => {
  expect(displayOf(sampleFinding).missing).toContain("excess out: nobody reports it after 2022-02 (row 1)");
});

test("a cell without a reason is told of only where its row gives none", () => {
  const columns = [
    {name: "gap_usd", unit: "usd", meaning: "gap; missing where one side is silent"},
    {name: "source", unit: "text", meaning: "data set"},
  ] as const;
  const rows = [
    {gap_usd: null, source: null},
    {gap_usd: 1, source: null},
  ];
  expect(displayOf(finding({...sampleDraft, columns, rows})).missing).toEqual([
    "gap: missing where one side is silent (row 1)",
    "source: the finding gives no reason (row 2)",
  ]);
});

test("a column's meaning tells why its cells are missing when the row does not", () => {
  const columns = [
    {name: "gap_usd", unit: "usd", meaning: "exporter less importer; null where one side is silent"},
  ] as const;
  const silent = finding({...sampleDraft, columns, rows: [{gap_usd: null}, {gap_usd: null}]});
  expect(displayOf(silent).missing).toEqual(["gap: null where one side is silent (all rows)"]);
});

test("a row's own account of what is unknown becomes notes, and no column", () => {
  const columns = [
    {name: "orphans_usd", unit: "usd", meaning: "orphans"},
    {name: "unknown", unit: "text", meaning: "why cells of this row are missing"},
  ] as const;
  const rows = [
    {orphans_usd: null, unknown: "orphans: no imports on record; growth: no controls"},
    {orphans_usd: null, unknown: "orphans: no imports on record"},
  ];
  const {columns: shown, missing} = displayOf(finding({...sampleDraft, columns, rows}));
  expect(shown.map(({label}) => label)).toEqual(["#", "orphans"]);
  expect(missing).toEqual(["orphans: no imports on record (all rows)", "growth: no controls (row 1)"]);
});

test("an end of an interval that is missing alone still shows the other", () => {
  const columns = [
    {name: "gap_low", unit: "share", meaning: "lower end"},
    {name: "gap_high", unit: "share", meaning: "upper end"},
  ] as const;
  const half = finding({...sampleDraft, columns, rows: [{gap_low: 0.1, gap_high: null}]});
  expect(displayOf(half).rows[0]?.at(-1)?.text).toBe("[10.0, –]");
});
