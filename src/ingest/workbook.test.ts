import fc from "fast-check";
import {expect, test} from "vitest";
import {writeXls} from "../../test/workbooks/write-xls.ts";
import {writeXlsx} from "../../test/workbooks/write-xlsx.ts";
import {SourceError} from "../base/index.ts";
import type {Probe} from "./probe.ts";
import {cellText, openWorkbook, workbookHead, workbookSays} from "./workbook.ts";
import {readSheets} from "./xlsx.ts";

const ROWS = [["Экспорт", null, 2022], [], ["Россия", 1.5, "1376,4"]];
const probe: Probe = {
  name: "table.xls",
  bytes: 1,
  kind: "xls",
  header: [],
  head: "",
  notUtf8: null,
  sheets: [],
};

test("an .xls and an .xlsx of one content read alike but for padding", async () => {
  const old = await openWorkbook(writeXls([{name: "Лист1", rows: ROWS}]), "a.xls");
  const recent = await openWorkbook(writeXlsx([{name: "Лист1", rows: ROWS}]), "a.xlsx");
  for (const [y, row] of ROWS.entries()) {
    for (const [x] of row.entries()) {
      expect(cellText(old[0]?.rows ?? [], y, x)).toBe(cellText(recent[0]?.rows ?? [], y, x));
    }
  }
  expect(recent[0]?.rows[2]).toEqual(["Россия", 1.5, "1376,4"]);
});

test("an empty row keeps its place, so row numbers are the sheet's", async () => {
  const [sheet] = await readSheets(writeXlsx([{name: "a", rows: [["x"], [], [], ["y"]]}]));
  expect(sheet?.rows[3]?.[0]).toBe("y");
});

test("an .xlsx cut at any byte is refused by name", async () => {
  const whole = writeXlsx([{name: "a", rows: Array.from({length: 50}, (_, at) => [`row ${at}`, at])}]);
  await fc.assert(
    fc.asyncProperty(fc.integer({min: 0, max: whole.length - 1}), async (length) => {
      await expect(readSheets(whole.subarray(0, length), "a.xlsx")).rejects.toThrow(SourceError);
    }),
    {numRuns: 60},
  );
});

test("the head is the sheets' first rows, cells parted by tabs, empty rows left out", () => {
  const head = workbookHead([
    {name: "a", rows: [[null, "Экспорт"], [], ["млн", 2022]]},
    {name: "b", rows: [["x"]]},
  ]);
  expect(head).toBe("\tЭкспорт\nмлн\t2022\nx");
});

test("a workbook is known by its title, and by its name only where the probe has no text", () => {
  const ask = {title: /Экспорт/, name: /table/};
  expect(workbookSays({...probe, head: "Экспорт\t2022"}, ask)).toBe(true);
  expect(workbookSays({...probe, head: "Импорт\t2022"}, ask)).toBe(false);
  expect(workbookSays(probe, ask)).toBe(true);
  expect(workbookSays({...probe, name: "other.xls"}, ask)).toBe(false);
  expect(workbookSays({...probe, kind: "csv", head: "Экспорт"}, ask)).toBe(false);
});
