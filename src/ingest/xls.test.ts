import {existsSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import fc from "fast-check";
import {expect, test} from "vitest";
import {writeXls, type XlsCell} from "../../test/workbooks/write-xls.ts";
import {SourceError} from "../base/index.ts";
import {readXls} from "./xls.ts";

const NATIONAL = fileURLToPath(new URL("../../../shared/data/trade/raw_samples/national/", import.meta.url));

const text = fc
  .string({unit: "grapheme", minLength: 1, maxLength: 60})
  .filter((value) => value.trim() === value && value !== "");
const whole = fc.integer({min: -(2 ** 29), max: 2 ** 29 - 1});
const cell: fc.Arbitrary<XlsCell> = fc.oneof(
  fc.constant(null),
  fc.boolean(),
  fc.double({noNaN: true, noDefaultInfinity: true}),
  fc.record({value: text, as: fc.constantFrom("shared" as const, "label" as const, "formula" as const)}),
  fc.record({value: whole, as: fc.constantFrom("number" as const, "rk" as const, "formula" as const)}),
);
const sheet = fc.record({
  name: fc.string({unit: fc.constantFrom(..."абвxyz 12"), minLength: 1, maxLength: 31}),
  rows: fc.array(fc.array(cell, {maxLength: 8}), {maxLength: 20}),
});
const sheets = fc.array(sheet, {minLength: 1, maxLength: 3});

function storedValue(cell: XlsCell): string | number | boolean | null {
  return typeof cell === "object" && cell !== null ? cell.value : cell;
}

/** Rows as the reader gives them: no nulls at a row's end, no empty rows at the sheet's. */
function trimmed(rows: readonly (readonly XlsCell[])[]): (string | number | boolean | null)[][] {
  const cut = rows.map((row) =>
    row.map(storedValue).slice(0, row.findLastIndex((cell) => cell !== null) + 1),
  );
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
}

test("what was written is read back, however a cell is stored and wherever a string is split", () => {
  fc.assert(
    fc.property(sheets, fc.constantFrom(12, 40, 8224), (written, pieceBytes) => {
      const read = readXls(writeXls(written, {pieceBytes}));
      expect(read).toEqual(written.map(({name, rows}) => ({name, rows: trimmed(rows)})));
    }),
    {numRuns: 150},
  );
});

test("a workbook cut at any byte is refused by name or read whole, never half and never forever", () => {
  const whole = writeXls([
    {name: "2023", rows: Array.from({length: 200}, (_, at) => [`страна ${at}`, at / 3])},
  ]);
  const all = readXls(whole);
  fc.assert(
    fc.property(fc.integer({min: 0, max: whole.length - 1}), (length) => {
      const outcome = attempt(whole.subarray(0, length));
      if (outcome instanceof SourceError) expect(outcome.code).toBe("workbook-unreadable");
      else expect(outcome).toEqual(all);
    }),
    {numRuns: 300},
  );
});

test("a workbook with bytes changed is refused by name or read as something, never with another error", () => {
  const whole = writeXls(
    [
      {
        name: "a",
        rows: Array.from({length: 150}, (_, at) => [`текст ${at}`, at, {value: `f${at}`, as: "formula"}]),
      },
      {name: "b", rows: [[1, true, "x"]]},
    ],
    {pieceBytes: 100},
  );
  const change = fc.record({at: fc.nat({max: whole.length - 1}), to: fc.integer({min: 0, max: 255})});
  fc.assert(
    fc.property(fc.array(change, {minLength: 1, maxLength: 12}), (changes) => {
      const bytes = Uint8Array.from(whole);
      for (const {at, to} of changes) bytes[at] = to;
      const outcome = attempt(bytes);
      expect(outcome instanceof SourceError ? outcome.code : "read").toMatch(/^(workbook-unreadable|read)$/);
    }),
    {numRuns: 1_500},
  );
});

test("bytes of the container's tables turned to any value end in an answer", () => {
  const whole = writeXls([{name: "a", rows: [["x", 1]]}]);
  for (let at = 0; at < 1024; at++) {
    for (const to of [0x00, 0x01, 0x02, 0x7f, 0xfe, 0xff]) {
      const bytes = Uint8Array.from(whole);
      bytes[at] = to;
      const outcome = attempt(bytes);
      expect(outcome instanceof SourceError || Array.isArray(outcome)).toBe(true);
    }
  }
});

test("text that is no workbook, and an .xlsx, are refused with what to do", () => {
  expect(() => readXls(Buffer.from("year,value\n2022,1\n".repeat(60)), "a.xls")).toThrow(
    expect.objectContaining({
      code: "workbook-unreadable",
      where: "a.xls",
      hint: expect.stringContaining("save it as .xlsx"),
    }),
  );
});

// The expected cells were read from the same files by xlrd 1.2.0 (python3-xlrd of Debian 12), an independent reader.
test.skipIf(!existsSync(NATIONAL))("Kazakhstan's yearbook reads as xlrd reads it (needs ../shared)", () => {
  const book = readXls(readFileSync(`${NATIONAL}kz_bns_trade_by_country_2023.xls`));
  expect(book.map(({name, rows}) => [name, rows.length])).toEqual([
    ["Обложка", 16],
    ["Усл.обозначения", 13],
    ["Содержание", 5],
    ["Метод.пояснения", 3],
    ["2022", 222],
    ["2023", 221],
  ]);
  expect(book[5]?.rows[11]).toEqual([
    "Россия",
    27054449.63674,
    19.38678,
    10207415.70534,
    12.89813,
    16847033.9314,
    27.88677,
  ]);
});

test.skipIf(!existsSync(NATIONAL))(
  "Kyrgyzstan's table of main imports reads as xlrd reads it (needs ../shared)",
  () => {
    const book = readXls(readFileSync(`${NATIONAL}kg_nsc_4.03.00.12_imports_main_goods.xls`));
    expect(book.map(({name, rows}) => [name, rows.length])).toEqual([["4030012", 43]]);
    expect(book[0]?.rows[13]?.slice(1, 6)).toEqual([
      "Мука пшеничная",
      "Wheat flour",
      "88,0",
      10540.9,
      5242.418,
    ]);
  },
);

function attempt(bytes: Uint8Array): unknown {
  try {
    return readXls(bytes);
  } catch (thrown) {
    if (thrown instanceof SourceError) return thrown;
    throw thrown;
  }
}
