import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import fc from "fast-check";
import {afterAll, expect, test} from "vitest";
import {writeZip} from "../../test/zip-writer.ts";
import {type ColumnValues, emptyStore, type StoreRow, sql} from "../store/index.ts";
import {BATCH_ROWS, bulkBatches} from "./bulk-batches.ts";
import {loadBulkCsv} from "./bulk-csv.ts";
import type {BulkFile} from "./bulk-source.ts";
import {cleanFlows, createFlowTable, flowLayout} from "./flow-table.ts";
import type {CodeResolver} from "./mapping.ts";

const folder = mkdtempSync(join(tmpdir(), "roundabout-bulk-"));
afterAll(() => rmSync(folder, {recursive: true}));

const UNITS: Readonly<Record<string, string>> = {
  "4": "AFG",
  "31": "AZE",
  "643": "RUS",
  "840": "USA",
  "842": "USA",
};
const resolve: CodeResolver = (_, code) => {
  const unit = UNITS[code];
  if (unit !== undefined) return {kind: "unit", unit};
  return code === "697" ? {kind: "non-state", label: "Europe EFTA, nes"} : {kind: "unknown"};
};
const STATES = ["AFG", "AZE", "RUS", "USA", "W00"];
const PRODUCTS = ["010121", "271000", "854231"];
const {layout, labels} = flowLayout(
  {
    year: "t",
    reporter: "i",
    partner: "j",
    product: "k",
    value: {name: "v", scale: 3},
    weight: {name: "q", scale: 3},
    missing: ["NA"],
    delimiter: ",",
    scheme: "baci",
    hsEdition: "HS2017",
  },
  {resolve, units: STATES, products: PRODUCTS, year: 2022},
);
const HEADER = "t,i,j,k,v,q\n";

let made = 0;
function csvFile(text: string): BulkFile {
  const path = join(folder, `${made++}.csv`);
  writeFileSync(path, text);
  return {path, shown: "flows.csv", packing: "none"};
}

/** Rows of the flow table after the files went in, in order of entry. */
async function loaded(...files: readonly BulkFile[]): Promise<StoreRow[]> {
  const writer = await emptyStore({units: STATES});
  try {
    await writer.run(createFlowTable("main", "flows", labels));
    for (const [at, file] of files.entries()) {
      const own = await writer.beside();
      await loadBulkCsv(own, {file, layout, target: {schema: "main", table: "flows"}, fileId: at + 1});
      own.close();
    }
    return await writer.rows(sql`SELECT * FROM flows`);
  } finally {
    writer.close();
  }
}

test("values become dollars and kilograms, codes keep their leading zeros, NA is missing", async () => {
  const rows = await loaded(
    csvFile(
      `${HEADER}2022,4,643,010121,        0.357,        0.002\n2022,643,4,854231,       12.500,           NA\n`,
    ),
  );
  const common = {period: 2022, dropped: null, file_id: 1};
  expect(rows).toEqual([
    {...common, reporter: "AFG", partner: "RUS", product: "010121", value_native: 357, net_kg: 2},
    {...common, reporter: "RUS", partner: "AFG", product: "854231", value_native: 12_500, net_kg: null},
  ]);
});

test("a product code without its leading zero is the same product", async () => {
  const [row] = await loaded(csvFile(`${HEADER}2022,4,643,10121,1,1\n`));
  expect(row?.product).toBe("010121");
});

test("rows that may not enter keep their reason", async () => {
  const rows = await loaded(
    csvFile(
      `${HEADER}2022,4,697,010121,1,1\n2022,840,842,010121,1,1\n2022,4,31,010121,NA,1\n2022,4,31,010121,-1,1\n`,
    ),
  );
  expect(rows.map(({dropped}) => dropped)).toEqual([
    'partner "697": no state: Europe EFTA, nes',
    "reporter and partner are one",
    "no value published",
    "negative value",
  ]);
});

test.each([
  ["an unknown country", "2022,4,999,010121,1,1", 'row 3, column "j": "999" is not a known code'],
  ["an unknown product", "2022,4,31,999999,1,1", 'row 3, column "k": "999999" is not a known code'],
  ["a word for a value", "2022,4,31,010121,abc,1", 'row 3, column "v": "abc" is not a number'],
  [
    "a decimal comma",
    "2022,4,31,010121,1,5,1",
    'row 3, column "q": "1" is not the end of a line of 6 cells: this one has 7',
  ],
  ["a short line", "2022,4,31", "this one has 3"],
  ["a year of two digits", "22,4,31,010121,1,1", 'row 3, column "t": "22" is not a year'],
  [
    "infinity",
    "2022,4,31,010121,1e999,1",
    'row 3, column "v": "1e999" is not a number of at most 9e12 whole units',
  ],
  [
    "a value beyond all trade",
    "2022,4,31,010121,10000000000,1",
    '"10000000000" is not a number of at most 9e12 whole units',
  ],
])("%s is refused with file, row, column and value, and nothing enters", async (_, line, message) => {
  const writer = await emptyStore({units: STATES});
  await writer.run(createFlowTable("main", "flows", labels));
  const own = await writer.beside();
  const good = "2022,4,31,010121,1,1\n";
  const file = csvFile(`${HEADER}${good}${line}\n${good}`);
  const target = {schema: "main", table: "flows"};
  await expect(loadBulkCsv(own, {file, layout, target, fileId: 1})).rejects.toMatchObject({
    code: "bad-cell",
    where: "flows.csv:3",
    message: expect.stringContaining(message),
  });
  expect(await writer.one(sql`SELECT count(*) AS rows FROM flows`)).toEqual({rows: 0});
  own.close();
  writer.close();
});

test.each([
  ["column-missing", "t,i,j,k,v\n"],
  ["column-unknown", "t,i,j,k,v,q,z\n"],
  ["column-missing", "t,i,j,k,value,q\n"],
  ["file-empty", ""],
])("a header that differs is refused: %s", async (code, header) => {
  await expect(loaded(csvFile(`${header}`))).rejects.toMatchObject({code, where: "flows.csv"});
});

test("plain, gzip and zip give the same rows; the last line needs no end, and CRLF is one", async () => {
  const text = `${HEADER}2022,4,643,010121,1.5,2\r\n"2022","4","31","271000","0.25","NA"`;
  const plain = csvFile(text);
  const gzip: BulkFile = {path: join(folder, "flows.csv.gz"), shown: "flows.csv.gz", packing: "gzip"};
  writeFileSync(gzip.path, gzipSync(text));
  const zip: BulkFile = {path: join(folder, "flows.zip"), shown: "flows.zip", packing: {entry: "a.csv"}};
  await writeZip(zip.path, [{name: "a.csv", content: [Buffer.from(text)]}]);
  const rows = await loaded(plain, gzip, zip);
  const without = rows.map(({file_id: _, ...row}) => row);
  expect(without.slice(2, 4)).toEqual(without.slice(0, 2));
  expect(without.slice(4, 6)).toEqual(without.slice(0, 2));
  expect(without[1]).toMatchObject({product: "271000", value_native: 250, net_kg: null});
});

test("a gzip file that is cut short is refused", async () => {
  const path = join(folder, "cut.csv.gz");
  writeFileSync(path, gzipSync(HEADER + "2022,4,643,010121,1,1\n".repeat(1_000)).subarray(0, -20));
  await expect(loaded({path, shown: "cut.csv.gz", packing: "gzip"})).rejects.toMatchObject({
    code: "file-truncated",
  });
});

test("more rows than a batch holds all arrive, missing ones at their own places", async () => {
  const count = BATCH_ROWS * 2 + 1_234;
  const lines = Array.from(
    {length: count},
    (_, at) => `2022,4,643,854231,${at}.001,${at % 7 === 0 ? "NA" : at}\n`,
  );
  const rows = await loaded(csvFile(HEADER + lines.join("")));
  expect(rows.length).toBe(count);
  const wrong = rows.filter(
    (row, at) => row.value_native !== at * 1000 + 1 || row.net_kg !== (at % 7 === 0 ? null : at * 1000),
  );
  expect(wrong).toEqual([]);
});

test("clean rows carry what their file has in common", async () => {
  const writer = await emptyStore({units: STATES});
  await writer.run(createFlowTable("main", "flows", labels));
  const own = await writer.beside();
  for (const fileId of [1, 2]) {
    const file = csvFile(`${HEADER}2022,4,643,010121,1,NA\n`);
    await loadBulkCsv(own, {file, layout, target: {schema: "main", table: "flows"}, fileId});
  }
  const files = [
    {fileId: 1, hsEdition: "HS2017", vintage: "V202401"},
    {fileId: 2, hsEdition: "HS2022", vintage: "V202401"},
  ];
  const rows = await writer.rows(cleanFlows("main", "flows", files));
  expect(
    rows.map(({hs_edition, vintage, flow, value_usd}) => [hs_edition, vintage, flow, value_usd]),
  ).toEqual([
    ["HS2017", "V202401", "X", 1_000],
    ["HS2022", "V202401", "X", 1_000],
  ]);
  own.close();
  writer.close();
});

const AMOUNTS = fc.oneof(
  fc.integer({min: 0, max: 9_999_999}).map((n) => (n / 1000).toFixed(3)),
  fc.double({min: 0, max: 1e9, noNaN: true}).map(String),
  fc.constantFrom("NA", "", "0", "5.", ".5", "1e3", "00.100", "0.1234567890123456789"),
);

test("property: bytes cut anywhere give the numbers that a plain reading of the text gives", async () => {
  const line = fc.record({
    year: fc.integer({min: 1995, max: 2030}),
    codes: fc.tuple(fc.constantFrom("4", "31", "643"), fc.constantFrom("697", "842", "004")),
    product: fc.constantFrom(...PRODUCTS, "10121"),
    amounts: fc.tuple(AMOUNTS, AMOUNTS),
    pad: fc.constantFrom("", "   "),
    quote: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, {minLength: 1, maxLength: 40}),
      fc.integer({min: 1, max: 50}),
      async (lines, size) => {
        const text = lines.map(({year, codes, product, amounts, pad, quote}) => {
          const cells = [String(year), ...codes, product, pad + amounts[0], pad + amounts[1]];
          return cells.map((cell) => (quote ? `"${cell}"` : cell)).join(",");
        });
        const bytes = Buffer.from(`${HEADER}${text.join("\n")}`);
        async function* pieces(): AsyncGenerator<Uint8Array> {
          for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
        }
        const first = await bulkBatches(pieces(), layout, "flows.csv").next();
        const [years, , , products, value, weight] = first.value.batch.columns;
        for (const [row, {year, product, amounts}] of lines.entries()) {
          expect(years?.values[row]).toBe(year);
          expect(PRODUCTS[products?.values[row] ?? -1]).toBe(product.padStart(6, "0"));
          for (const [at, column] of [value, weight].entries()) {
            const published = amounts[at] ?? "";
            // Moved by text and rounded once: thousandths of a unit, where the publisher gives thousands of units.
            const missing = published === "" || published === "NA";
            expect(present(column, row)).toBe(!missing);
            if (!missing) expect(column?.values[row]).toBe(BigInt(Math.round(Number(moved(published, 6)))));
          }
        }
      },
    ),
  );
});

function present(column: ColumnValues | undefined, row: number): boolean {
  const bits = column?.present ?? null;
  return bits === null || ((bits[row >> 3] ?? 255) & (1 << (row & 7))) !== 0;
}

function moved(text: string, power: number): string {
  const [mantissa = "", exponent = "0"] = text.split("e");
  return `${mantissa}e${Number(exponent) + power}`;
}
