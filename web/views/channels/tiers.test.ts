import {expect, test} from "vitest";
import {finding} from "../../../src/base/finding.ts";
import {tiersOf} from "./state.ts";

const lists = finding({
  kind: "goods-lists",
  question: "",
  parameters: {},
  columns: [
    {name: "list", unit: "text", meaning: "id"},
    {name: "tiers", unit: "text", meaning: "its tiers"},
  ],
  rows: [
    {list: "chpl", tiers: "1"},
    {list: "chpl", tiers: "1,3.A"},
    {list: "bans", tiers: null},
  ],
  estimates: [],
  sample: {rows_in: 0, rows_used: 0, dropped: [], coverage: []},
  warnings: [],
  caveats: [],
  evidence: [],
  lineage: [],
});

test("tiers are those of the latest version of the list asked about; the whole list stands first", () => {
  const of = (query: string) => tiersOf(lists, new URLSearchParams(query));
  expect(of("").tiers.map(({goods, chosen}) => [goods, chosen])).toEqual([
    ["chpl", true],
    ["chpl:1", false],
    ["chpl:3.A", false],
  ]);
  expect(of("goods=chpl:3.A").tiers.map(({chosen}) => chosen)).toEqual([false, false, true]);
  expect(
    [of("goods=bans"), of("goods=8542"), tiersOf(null, new URLSearchParams())].map(({tiers}) => tiers),
  ).toEqual([[], [], []]);
});
