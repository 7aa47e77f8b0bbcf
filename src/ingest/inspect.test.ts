import {mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, expect, test} from "vitest";
import {emptyStore} from "../store/index.ts";
import {checksum, inspect, listFiles} from "./inspect.ts";

const folder = mkdtempSync(join(tmpdir(), "inspect-"));
const store = await emptyStore();
afterAll(() => {
  store.close();
  rmSync(folder, {recursive: true});
});

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(join(path, ".."), {recursive: true});
  writeFileSync(path, content);
  return path;
}

test("files are found at any depth, sorted; hidden ones and folders are not, links to files are", () => {
  const below = (path: string) => join("found", path);
  written(below("b.csv"), "x");
  written(below("a/c.csv"), "x");
  written(below(".hidden/d.csv"), "x");
  written(below("a/.e.csv"), "x");
  const outside = written("outside.csv", "x");
  const root = join(folder, "found");
  symlinkSync(outside, join(root, "link.csv"));
  symlinkSync(join(folder, "nowhere"), join(root, "dead.csv"));
  expect(listFiles(root).map((path) => path.slice(root.length + 1))).toEqual([
    "a/c.csv",
    "b.csv",
    "link.csv",
  ]);
});

test("a single file is itself, and a folder below a hidden one is looked into when it is asked for", () => {
  const path = written(".hidden/sub/a.csv", "x");
  expect(listFiles(path)).toEqual([path]);
  expect(listFiles(join(path, ".."))).toEqual([path]);
});

test.each([
  ["csv", "a,b\n1,2\n"],
  ["csv", "a\tb\n"],
  ["json", ' {"data": []}'],
  ["json", "[1]"],
  ["html", "<!DOCTYPE html><table>"],
  ["text", "a note\n"],
  ["xls", Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1)],
  ["unknown", Uint8Array.of(1, 0, 2)],
])("a file is what its content shows: %s", async (kind, content) => {
  const path = written("file.dat", content);
  expect((await inspect(path, folder, store)).probe.kind).toBe(kind);
});

test("a gzip file is what it holds, under the name without the ending", async () => {
  const path = written("t.csv.gz", gzipSync("a;b\n1;2\n"));
  expect(await inspect(path, folder, store)).toMatchObject({
    shown: "t.csv.gz",
    gzipped: true,
    probe: {name: "t.csv", kind: "csv", header: ["a", "b"], head: "a;b\n1;2\n", notUtf8: null},
  });
});

test("a letter cut in two by the end of what is looked at is no other encoding", async () => {
  const path = written("cut.csv", `a,b\n${"x".repeat(65_531)}ü`);
  expect((await inspect(path, folder, store)).probe).toMatchObject({kind: "csv", notUtf8: null});
});

test("text in another encoding is decoded as far as it shows what it is, and its first odd line is kept", async () => {
  const path = written("latin.csv", Buffer.from("a,b\n1,2\nZürich,3\n", "latin1"));
  expect((await inspect(path, folder, store)).probe).toMatchObject({
    kind: "csv",
    header: ["a", "b"],
    notUtf8: {line: 3, text: "Zürich,3", encoding: null},
  });
});

test("UTF-16 is told by its mark, and its header is read", async () => {
  const path = written("wide.csv", Buffer.from("\uFEFFa,b\n1,2\n", "utf16le"));
  expect((await inspect(path, folder, store)).probe).toMatchObject({
    kind: "csv",
    header: ["a", "b"],
    notUtf8: {line: 1, encoding: "UTF-16"},
  });
});

// SHA-256 of "abc" as FIPS 180-4 prints it in its examples.
test("the checksum is that of the bytes on disk", async () => {
  expect(await checksum(written("abc.txt", "abc"))).toBe(
    "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
  );
});
