import {expect, test} from "vitest";
import {type FindingDraft, type FindingRow, finding, type Lineage} from "./finding.ts";

const LINEAGE: Lineage = {
  source: "eurostat/comext",
  title: "EU trade",
  publisher: "Eurostat",
  licence: "CC BY 4.0",
  url: "https://ec.europa.eu/eurostat",
  vintage: "2024-11-17",
  checksum: "00ff",
};

const DRAFT: FindingDraft = {
  kind: "trade",
  question: "What did GEO export in 2022?",
  parameters: {reporter: "GEO", period: "2022", flows: ["X"]},
  columns: [
    {name: "partner", unit: "text", meaning: "with whom"},
    {name: "value_usd", unit: "usd", meaning: "value"},
  ],
  rows: [{partner: "ARM", value_usd: 0}],
  estimates: [],
  sample: {rows_in: 1, rows_used: 1, dropped: [], coverage: []},
  warnings: [],
  caveats: [],
  evidence: [],
  lineage: [LINEAGE],
};

const idOf = (change: Partial<FindingDraft>) => finding({...DRAFT, ...change}).id;
const withRow = (row: FindingRow) => () => finding({...DRAFT, rows: [...DRAFT.rows, row]});

test("the id names the kind and sixteen hex digits", () => {
  expect(idOf({})).toMatch(/^trade-[0-9a-f]{16}$/);
});

test("the id does not depend on the order in which parameters or sources are named", () => {
  const other: Lineage = {...LINEAGE, source: "rus-fts/trade", vintage: "2023-01-01"};
  expect(idOf({parameters: {flows: ["X"], period: "2022", reporter: "GEO"}})).toBe(idOf({}));
  expect(idOf({lineage: [LINEAGE, other]})).toBe(idOf({lineage: [other, LINEAGE]}));
});

test("the id does not depend on what was found or how it is worded", () => {
  expect(idOf({rows: [], warnings: ["none"], question: "Otherwise?"})).toBe(idOf({}));
});

test("another kind, parameter, vintage or checksum gives another id", () => {
  const ids = [
    idOf({}),
    idOf({kind: "channels"}),
    idOf({parameters: {...DRAFT.parameters, period: "2021"}}),
    idOf({parameters: {...DRAFT.parameters, flows: "X"}}),
    idOf({parameters: {...DRAFT.parameters, limit: null}}),
    idOf({lineage: [{...LINEAGE, vintage: "2024-11-18"}]}),
    idOf({lineage: [{...LINEAGE, checksum: "00fe"}]}),
    idOf({lineage: []}),
  ];
  expect(new Set(ids).size).toBe(ids.length);
});

test("a measured zero and a missing value are both cells", () => {
  const rows = [
    {partner: "ARM", value_usd: 0},
    {partner: "AZE", value_usd: null},
  ];
  expect(finding({...DRAFT, rows}).rows).toEqual(rows);
});

test("NaN and infinity are refused by row and column; missing is null", () => {
  for (const value_usd of [Number.NaN, Infinity, -Infinity]) {
    expect(withRow({partner: "AZE", value_usd})).toThrow(
      `trade: row 1, column value_usd is ${value_usd}; missing is null`,
    );
  }
});

test("a row that lacks a declared column, has another or has one too many is refused by row", () => {
  expect(withRow({partner: "AZE"})).toThrow(
    "trade: row 1 has columns partner; declared are partner, value_usd",
  );
  expect(withRow({partner: "AZE", value_eur: 1})).toThrow("row 1 has columns partner, value_eur");
  expect(withRow({partner: "AZE", value_usd: 1, note: "x"})).toThrow(
    "row 1 has columns partner, value_usd, note",
  );
});

test("the citation names question, finding and each publisher's data set with its vintage once", () => {
  const twice = [LINEAGE, {...LINEAGE, checksum: "00fe"}];
  const {id, citation} = finding({...DRAFT, lineage: twice});
  expect(citation).toBe(
    `Roundabout, "What did GEO export in 2022?", finding ${id}. Data: Eurostat, EU trade (2024-11-17).`,
  );
  expect(finding({...DRAFT, lineage: []}).citation).toMatch(/Data: none\.$/);
});
