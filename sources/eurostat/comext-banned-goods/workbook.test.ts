import {expect, test} from "vitest";
import {writeXlsx} from "../../../test/workbooks/write-xlsx.ts";
import {dataBrowserCells, workbookVintage} from "./workbook.ts";

const HEAD = [
  ["Data extracted on 21/01/2023 20:19:52 from [ESTAT]"],
  ["Dataset:", "EU trade since 1988 by HS2-4-6 and CN8 [DS-045409__custom_1]"],
  ["Last updated:", "13/01/2023 11:00"],
  [null],
];
const NOTES = [[null], ["Special value"], [":", "not available"]];

test("dimensions may stand in the heading or across, in any order", () => {
  const {rows} = dataBrowserCells({
    sheet: "Sheet 1",
    where: "x.xlsx",
    rows: [
      ...HEAD,
      ["REPORTER [REPORTER]", null, null, "Austria [AT]"],
      ["INDICATORS", null, null, "VALUE_IN_EUROS"],
      [null],
      ["TIME", "TIME", "TIME", "2022-01", "2022-02"],
      ["PARTNER (Labels)", "PRODUCT [PRODUCT]", "FLOW (Labels)", null, null],
      ["Georgia", "Computers [8471]", "IMPORT", 3, ":"],
      ...NOTES,
    ],
  });
  expect(rows).toEqual([
    ["Sheet 1", "2023-01-21", "8471", "IMPORT", "VALUE_IN_EUROS", "Austria", "Georgia", "2022-01", 3],
  ]);
});

const TABLE = [
  ["PRODUCT [PRODUCT]", null, "Computers [8471]"],
  ["FLOW", null, "EXPORT"],
  ["INDICATORS", null, "VALUE_IN_EUROS"],
  [null],
  ["TIME", "TIME", "2022-01", null],
  ["REPORTER (Labels)", "PARTNER (Labels)", null, null],
  ["Austria", "Georgia", 3, null],
  ...NOTES,
];

test.each([
  [
    "a flag beside a value is refused with its place",
    [...HEAD, ...TABLE.with(6, ["Austria", "Georgia", 3, "c"])],
    'row 11, column 4 holds "c" under no month',
  ],
  [
    "another data set is refused by name",
    [...HEAD.with(1, ["Dataset:", "Trade [DS-018995]"]), ...TABLE],
    '"Trade [DS-018995]"; only DS-045409 is known',
  ],
  [
    "a sheet without a day of extraction is refused",
    [["Trade"], ...HEAD.slice(1), ...TABLE],
    'cell A1 is "Trade"',
  ],
  ["a missing dimension is named", [...HEAD, ...TABLE.slice(1)], 'dimension "PRODUCT" is not in it'],
  [
    "a product without its code is refused",
    [...HEAD, ...TABLE.with(0, ["PRODUCT", null, "Computers"])],
    'product "Computers" has no code',
  ],
  [
    "a table without months is refused",
    [...HEAD, ...TABLE.with(4, ["TIME", "TIME", "January", null])],
    "no column is a month or a year",
  ],
])("%s", (_, rows, message) => {
  expect(() => dataBrowserCells({rows, where: "x.xlsx", sheet: "Sheet 1"})).toThrow(message);
});

function workbookOf(...sheets: readonly (readonly [name: string, firstCell: string])[]) {
  const rows = (firstCell: string) => [[firstCell], ...HEAD.slice(1)];
  const bytes = async () => writeXlsx(sheets.map(([name, firstCell]) => ({name, rows: rows(firstCell)})));
  return {name: "x.xlsx", bytes, text: async () => ""};
}

test("the vintage is the day of extraction; the first one where an extraction ran past midnight", async () => {
  const file = workbookOf(
    ["Summary", "Contents"],
    ["Sheet 1", "Data extracted on 01/02/2023 00:00:03 from [ESTAT]"],
    ["Sheet 2", "Data extracted on 31/01/2023 23:59:58 from [ESTAT]"],
  );
  expect(await workbookVintage(file)).toBe("2023-01-31");
});

test("a sheet that states no day of extraction is named", async () => {
  await expect(workbookVintage(workbookOf(["Sheet 1", "Trade"]))).rejects.toThrow(
    'x.xlsx, sheet "Sheet 1": cell A1 is "Trade"',
  );
});
