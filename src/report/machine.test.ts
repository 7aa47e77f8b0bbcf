import fc from "fast-check";
import {expect, test} from "vitest";
import {parseCsv} from "../../test/csv.ts";
import {sampleDraft, sampleFinding} from "../../test/golden/report/sample.ts";
import {type Cell, type Finding, type FindingRow, finding} from "../base/index.ts";
import {renderCsv} from "./csv.ts";
import {renderJson, renderNdjson} from "./json.ts";

const columns = [
  {name: "name, of hub", unit: "text", meaning: "any text"},
  {name: "value_usd", unit: "usd", meaning: "any number"},
  {name: "is_hub", unit: "count", meaning: "yes or no"},
] as const;

// Minus zero has no text of its own in any of the formats.
const number = fc.double({noNaN: true, noDefaultInfinity: true}).map((value) => (value === 0 ? 0 : value));
const text = fc.oneof(fc.string({unit: "binary"}), fc.string({unit: fc.constantFrom(...'",\r\n =+-@a0Қ大')}));
const rows = fc.array(
  fc
    .tuple(fc.option(text), fc.option(number), fc.option(fc.boolean()))
    .map(([name, value, flag]): FindingRow => ({"name, of hub": name, value_usd: value, is_hub: flag})),
);
const findings = rows.map((drawn) => finding({...sampleDraft, columns, rows: drawn}));

function typedRows({columns: declared}: Finding, csv: string): FindingRow[] {
  const [head, ...records] = parseCsv(csv);
  expect(head).toEqual(declared.map(({name}) => name));
  return records.map((record) =>
    Object.fromEntries(declared.map(({name}, at) => [name, typed(at, record[at] ?? null)])),
  );
}

function typed(column: number, field: string | null): Cell {
  if (field === null || column === 0) return field;
  return column === 1 ? Number(field) : field === "true";
}

test("CSV parses back to the rows", () => {
  fc.assert(
    fc.property(findings, (drawn) => {
      expect(typedRows(drawn, renderCsv(drawn))).toEqual(drawn.rows);
    }),
  );
});

test("NDJSON parses back to the rows", () => {
  fc.assert(
    fc.property(findings, (drawn) => {
      const lines = renderNdjson(drawn).split("\n").slice(0, -1);
      expect(lines.map((line) => JSON.parse(line))).toEqual(drawn.rows);
    }),
  );
});

test("JSON is the whole finding to the last digit", () => {
  fc.assert(
    fc.property(findings, (drawn) => {
      expect(JSON.parse(renderJson(drawn))).toEqual(drawn);
    }),
  );
});

test("CSV tells missing from empty text, and keeps formula-like text as it was", () => {
  const csv = renderCsv(sampleFinding);
  expect(csv).toContain('"大陸 ""B|C"", =2+3"');
  expect(parseCsv(csv)[2]?.at(-2)).toBe("");
  expect(parseCsv(csv)[3]?.at(1)).toBe(null);
  expect(csv.endsWith("\r\n")).toBe(true);
});

test.each(["=1+1", "+7", "-x", "@cmd", " x"])("CSV quotes the text %s and does not change it", (name) => {
  const drawn = finding({
    ...sampleDraft,
    columns,
    rows: [{"name, of hub": name, value_usd: -1, is_hub: null}],
  });
  expect(renderCsv(drawn)).toContain(`\r\n"${name}",-1,\r\n`);
});
