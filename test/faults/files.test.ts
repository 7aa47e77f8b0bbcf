import {chmodSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {gzipSync} from "node:zlib";
import {expect, test} from "vitest";
import {sql} from "../../src/store/index.ts";
import {writeZip} from "../zip-writer.ts";
import {buildFrom, totalsSource} from "./build-from.ts";
import {type Files, loaded, refusal, refusalOf, standing, write} from "./standing-store.ts";
import {generatedTotals, TOTALS_HEADER, totalsFile, totalsLine} from "./totals-file.ts";

const ONE = {sources: [totalsSource]};
const ROWS = sql`SELECT count(*) AS rows FROM layer.trade`;
const MANY = generatedTotals(60_000);
const SOME = generatedTotals(1_000);

function fixture(path: string): Buffer {
  return readFileSync(fileURLToPath(new URL(`../../sources/${path}`, import.meta.url)));
}

async function zipped(entries: Readonly<Record<string, string>>): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), "faults-zip-"));
  const files = Object.entries(entries).map(([name, text]) => ({name, content: [Buffer.from(text)]}));
  await writeZip(join(folder, "a.zip"), files);
  const bytes = readFileSync(join(folder, "a.zip"));
  rmSync(folder, {recursive: true});
  return bytes;
}

function cut(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

function altered(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy.writeUInt8(copy.readUInt8(at) ^ 0x10, at);
  return copy;
}

const GZIP = gzipSync(MANY);
const ZIP = await zipped({"totals.csv": MANY});
const PARQUET = fixture("eurostat/comext-banned-goods/fixture/merged_cn8.parquet");
const XLSX = fixture("eurostat/comext-banned-goods/fixture/databrowser_DS-045409.xlsx");
const FLOWS = fixture("cepii/baci/fixture/BACI_HS17_Y2020_V202301.csv");

// A gzip file ends with a checksum of four bytes and a length of four.
test.each<[string, string, Files[string]]>([
  ["a gzip file cut in half", "totals.csv.gz", cut(GZIP, 0.5)],
  ["a gzip file that lacks its last eight bytes", "totals.csv.gz", GZIP.subarray(0, -8)],
  ["a gzip file with one bit turned", "totals.csv.gz", altered(GZIP, GZIP.length >> 1)],
  ["a gzip file whose checksum does not hold", "totals.csv.gz", altered(GZIP, GZIP.length - 6)],
  ["a gzip flow table cut in half", "BACI_HS17_Y2020_V202301.csv.gz", cut(gzipSync(FLOWS), 0.5)],
  ["a zip archive cut in half", "totals.zip", cut(ZIP, 0.5)],
  ["a zip archive that lacks its last byte", "totals.zip", ZIP.subarray(0, -1)],
  ["a zip archive with one bit of its content turned", "totals.zip", altered(ZIP, ZIP.length >> 1)],
  ["a Parquet file cut in half", "goods.parquet", cut(PARQUET, 0.5)],
  ["a Parquet file that lacks its last byte", "goods.parquet", PARQUET.subarray(0, -1)],
  ["an xlsx workbook cut in half", "databrowser_DS-045409.xlsx", cut(XLSX, 0.5)],
])("%s is file-truncated by name, and the old store stays", async (_, name, content) => {
  const {error, oldStoreWhole} = await refusal({[name]: content});
  expect(error).toMatchObject({
    code: "file-truncated",
    message: expect.stringContaining(`"${name}`),
    where: expect.stringMatching(new RegExp(`^${name}`)),
    hint: "download it again",
  });
  expect(oldStoreWhole).toBe(true);
});

test("a truncated file beside whole ones stops the build: nothing of the others is kept", async () => {
  const {error, oldStoreWhole} = await refusal({"a.csv": SOME, "b.csv.gz": cut(GZIP, 0.9)});
  expect(error).toMatchObject({code: "file-truncated", where: "b.csv.gz"});
  expect(oldStoreWhole).toBe(true);
});

test("whole gzip and zip files give the rows of the plain one", async () => {
  for (const files of [
    {"t.csv": SOME},
    {"t.csv.gz": gzipSync(SOME)},
    {"t.zip": await zipped({"t.csv": SOME})},
  ]) {
    expect((await loaded(files, ROWS)).rows).toEqual([{rows: 1_000}]);
  }
});

test("an empty file is file-empty", async () => {
  const {error, oldStoreWhole} = await refusal({"a.csv": SOME, "empty.csv": ""});
  expect(error).toMatchObject({code: "file-empty", message: '"empty.csv" is empty', where: "empty.csv"});
  expect(oldStoreWhole).toBe(true);
});

test("a folder without files is no-data", async () => {
  const {error, oldStoreWhole} = await refusal({});
  expect(error).toMatchObject({code: "no-data", message: expect.stringMatching(/^no file in "/)});
  expect(oldStoreWhole).toBe(true);
});

test("a folder without a table known here is no-data, with what was found", async () => {
  const {error, oldStoreWhole} = await refusal({"notes.txt": "nothing\n", "a.csv": "x,y,z\n1,2,3\n"});
  expect(error).toMatchObject({
    code: "no-data",
    message: expect.stringContaining(
      "a.csv (no table known here (csv of 3 columns)); notes.txt (no table known here (text))",
    ),
  });
  expect(oldStoreWhole).toBe(true);
});

test("a folder that is not there is no-data", async () => {
  using store = await standing();
  const missing = join(store.data, "none");
  const {error, oldStoreWhole} = await refusalOf(store, () => buildFrom(store.path, missing, ONE));
  expect(error).toMatchObject({code: "no-data", message: `there is no "${missing}"`, where: missing});
  expect(oldStoreWhole).toBe(true);
});

// The superuser may read every file, so that there is nothing to see.
test.skipIf(process.getuid?.() === 0)(
  "a file that may not be read is file-unreadable (needs a user who is not root)",
  async () => {
    using store = await standing();
    write(store.data, {"a.csv": SOME});
    chmodSync(join(store.data, "a.csv"), 0o000);
    const {error, oldStoreWhole} = await refusalOf(store, () => buildFrom(store.path, store.data, ONE));
    expect(error).toMatchObject({code: "file-unreadable", where: "a.csv"});
    expect(oldStoreWhole).toBe(true);
  },
);

test("the same content under two names is loaded once, and said so", async () => {
  const {report, warnings, rows} = await loaded({"a.csv": SOME, "b.csv": SOME}, ROWS);
  expect(rows).toEqual([{rows: 1_000}]);
  expect(report.skipped).toEqual([{file: "b.csv", reason: "the same content as a.csv"}]);
  expect(warnings).toEqual(["b.csv has the same content as a.csv; it is loaded once"]);
});

test("a header without rows is a file of no rows, not an unknown one", async () => {
  const {report} = await loaded({"a.csv": SOME, "header.csv": totalsFile([])}, ROWS);
  expect(report.loaded.map(({file, rows}) => [file, rows])).toEqual([
    ["a.csv", 1_000],
    ["header.csv", 0],
  ]);
});

test("a Latin-1 letter in line 40,000, far behind what was looked at first, is not-utf8 by line", async () => {
  const lines = MANY.split("\n").slice(1, 39_999);
  const odd = totalsLine().replace('DEU"', 'T\u00FCrkei"');
  const content = Buffer.from(totalsFile([...lines, odd, totalsLine({partner: "ARM"})]), "latin1");
  const {error, oldStoreWhole} = await refusal({"a.csv": content});
  expect(content.length).toBeGreaterThan(10 * 65_536);
  expect(error).toMatchObject({
    code: "not-utf8",
    message: expect.stringMatching(/^line 40000 of "a\.csv" is not UTF-8: "2022-01-01,DEU,.*Name of T.rkei/),
    where: "a.csv:40000",
    hint: expect.stringContaining("iconv -f WINDOWS-1252 -t UTF-8"),
  });
  expect(oldStoreWhole).toBe(true);
});

test("a Latin-1 letter near the beginning is not-utf8 by line", async () => {
  const odd = totalsLine().replace('DEU"', 'T\u00FCrkei"');
  const {error, oldStoreWhole} = await refusal({
    "a.csv": Buffer.from(totalsFile([totalsLine(), odd]), "latin1"),
  });
  expect(error).toMatchObject({
    code: "not-utf8",
    where: "a.csv:3",
    message: expect.stringContaining("Türkei"),
  });
  expect(oldStoreWhole).toBe(true);
});

test.each([
  ["little", [0xff, 0xfe]],
  ["big", [0xfe, 0xff]],
])("a UTF-16 file, %s end first, is not-utf8 with its encoding, not an unknown file", async (end, mark) => {
  const text = Buffer.from(totalsFile([totalsLine()]), "utf16le");
  const content = Buffer.concat([Buffer.from(mark), end === "little" ? text : text.swap16()]);
  const {error, oldStoreWhole} = await refusal({"a.csv": content});
  expect(error).toMatchObject({
    code: "not-utf8",
    message: `line 1 of "a.csv" is not UTF-8: "${TOTALS_HEADER}"`,
    hint: expect.stringContaining("iconv -f UTF-16 -t UTF-8"),
  });
  expect(oldStoreWhole).toBe(true);
});

test.each([
  ["a byte-order mark", `\uFEFF${totalsFile([totalsLine()])}`],
  ["line ends of Windows", totalsFile([totalsLine()]).replaceAll("\n", "\r\n")],
  ["no end of the last line", totalsFile([totalsLine()]).trimEnd()],
  ["blank lines", totalsFile([totalsLine(), "", ""])],
])("%s is no fault", async (_, content) => {
  expect((await loaded({"a.csv": content}, ROWS)).rows).toEqual([{rows: 1}]);
});

test("lines that end in different ways are refused", async () => {
  const mixed = totalsFile([totalsLine(), totalsLine({partner: "ARM"})]).replace("\n", "\r\n");
  const {error, oldStoreWhole} = await refusal({"a.csv": mixed});
  expect(error).toMatchObject({
    code: "file-malformed",
    message: expect.stringContaining("its lines end in different ways"),
    where: "a.csv",
  });
  expect(oldStoreWhole).toBe(true);
});
