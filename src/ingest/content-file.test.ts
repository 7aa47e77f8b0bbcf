import {existsSync, readdirSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {tmpdir} from "node:os";
import {expect, test} from "vitest";
import {emptyStore, sql} from "../store/index.ts";
import {asContentFile} from "./content-file.ts";

async function* pieces(count: number, text: string): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < count; at++) yield Buffer.from(text);
}

const leftovers = () => readdirSync(tmpdir()).filter((name) => name.startsWith("roundabout-content"));

test("the engine reads a table through the pipe once, and nothing is left behind", async () => {
  const store = await emptyStore();
  let seen = "";
  const row = await asContentFile(pieces(10_000, "1,22\n333,4\n"), (path) => {
    seen = path;
    return store.one(
      sql`SELECT count(*) AS rows, sum(a) AS total FROM read_csv(${path}, auto_detect = false, header = false, columns = {'a': 'BIGINT', 'b': 'BIGINT'})`,
    );
  });
  // 10,000 pieces of two lines, 1 + 333 each.
  expect(row).toEqual({rows: 20_000, total: 3_340_000});
  expect(existsSync(seen)).toBe(false);
  expect(leftovers()).toEqual([]);
  store.close();
});

test("content smaller than the pipe's buffer arrives whole", async () => {
  expect(await asContentFile(pieces(1, "one\n"), (path) => readFile(path, "utf8"))).toBe("one\n");
});

test("work that never opens the path ends the stream too", async () => {
  expect(await asContentFile(pieces(1_000, "unread\n"), async () => "done")).toBe("done");
});

test("work that stops half-way is reported as it failed", async () => {
  const half = asContentFile(pieces(100_000, "a,b\n"), async (path) => {
    for await (const _ of (await import("node:fs")).createReadStream(path)) throw new Error("enough");
  });
  await expect(half).rejects.toThrow("enough");
});

test("an error of the content outweighs what the reader made of it", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("a,b\n");
    throw new Error("cut short");
  }
  await expect(asContentFile(broken(), (path) => readFile(path))).rejects.toThrow("cut short");
});
