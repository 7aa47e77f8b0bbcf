import {mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {writeZip, type ZipOptions} from "../../test/zip-writer.ts";
import {zipContent, zipEntries} from "./zip.ts";

const folder = mkdtempSync(join(tmpdir(), "roundabout-zip-"));
afterAll(() => rmSync(folder, {recursive: true}));

const TEXT = "t,i,j,k,v,q\n".repeat(20_000);

let made = 0;
async function archive(
  names: readonly string[],
  options: ZipOptions = {},
): Promise<{path: string; shown: string}> {
  const path = join(folder, `${made++}.zip`);
  await writeZip(
    path,
    names.map((name) => ({name, content: [Buffer.from(TEXT)]})),
    options,
  );
  return {path, shown: "flows.zip"};
}

async function content(place: {path: string; shown: string}, name: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of zipContent(place, name)) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

test.each([
  ["deflated", {}],
  ["stored", {level: 0}],
  ["zip64", {zip64: true}],
])("a %s archive lists its files and gives back what was put in", async (_, options) => {
  const place = await archive(["a.csv", "folder/b.csv"], options);
  const entries = await zipEntries(place);
  expect(entries.map(({name, bytes}) => [name, bytes])).toEqual([
    ["a.csv", TEXT.length],
    ["folder/b.csv", TEXT.length],
  ]);
  expect(await content(place, "folder/b.csv")).toBe(TEXT);
});

test("an archive cut anywhere is refused by name, and never read as a shorter one", async () => {
  const whole = await archive(["a.csv"]);
  const size = readFileSync(whole.path).length;
  for (const kept of [10, Math.floor(size / 2), size - 30, size - 1]) {
    const place = {...whole, path: join(folder, `cut-${kept}.zip`)};
    writeFileSync(place.path, readFileSync(whole.path));
    truncateSync(place.path, kept);
    await expect(content(place, "a.csv")).rejects.toMatchObject({code: "file-truncated", where: "flows.zip"});
  }
});

test("content altered on the way is refused when it ends", async () => {
  const place = await archive(["a.csv"], {level: 0});
  const bytes = readFileSync(place.path);
  bytes[100] = 0x39;
  writeFileSync(place.path, bytes);
  await expect(content(place, "a.csv")).rejects.toMatchObject({code: "file-truncated"});
});

test("an encrypted entry is refused before anything is read", async () => {
  const place = await archive(["a.csv"]);
  const bytes = readFileSync(place.path);
  const directory = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2]));
  bytes[directory + 8] = (bytes[directory + 8] ?? 0) | 1;
  writeFileSync(place.path, bytes);
  await expect(zipEntries(place)).rejects.toMatchObject({
    code: "zip-entry",
    message: '"flows.zip": "a.csv" is encrypted',
  });
});

test("an unknown compression is refused with its number", async () => {
  const place = await archive(["a.csv"]);
  const bytes = readFileSync(place.path);
  bytes[bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 1, 2])) + 10] = 9;
  writeFileSync(place.path, bytes);
  await expect(content(place, "a.csv")).rejects.toThrow("compressed by method 9");
});

test.each(["../outside.csv", "/etc/outside.csv", "C:\\outside.csv"])(
  "the name %s is refused",
  async (name) => {
    const place = await archive([name]);
    await expect(zipEntries(place)).rejects.toMatchObject({code: "zip-entry"});
  },
);

test("a name that is not in the archive is said", async () => {
  const place = await archive(["a.csv"]);
  await expect(content(place, "b.csv")).rejects.toThrow('there is no "b.csv" in it');
});
