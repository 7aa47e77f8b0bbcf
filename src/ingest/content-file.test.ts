import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {throughFile} from "./content-file.ts";

const folder = mkdtempSync(join(tmpdir(), "roundabout-content-"));
afterAll(() => rmSync(folder, {recursive: true}));

test("work sees the whole content, and its result comes back", async () => {
  async function* pieces(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < 1_000; at++) yield Buffer.from(`${at}\n`);
  }
  const lines = await throughFile(join(folder, "whole"), pieces(), async (path) =>
    readFileSync(path, "utf8").split("\n"),
  );
  expect(lines.length).toBe(1_001);
});

test("content that breaks off is never worked on", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from("a,b\n");
    throw new Error("cut short");
  }
  let worked = false;
  const run = throughFile(join(folder, "broken"), broken(), async () => {
    worked = true;
  });
  await expect(run).rejects.toThrow("cut short");
  expect(worked).toBe(false);
});
