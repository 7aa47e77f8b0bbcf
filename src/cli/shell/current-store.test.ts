import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {recordedEffects} from "../../../test/cli-effects.ts";
import {buildStore, openReader, STORE_VERSION, sql} from "../../store/index.ts";
import type {Call} from "./command.ts";
import {parseCommon} from "./common.ts";
import {makeStoreIfStale} from "./current-store.ts";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "roundabout-current-"));
});
afterEach(() => rmSync(cwd, {recursive: true}));

async function callOn(version: number, origin: string): Promise<Call> {
  const options = {store: join(cwd, "store.duckdb")};
  await buildStore(options.store, (writer) =>
    writer.run(sql`INSERT INTO meta.build VALUES ('2024-01-01', ${version}, ${origin}, 'x')`),
  );
  const {effects} = recordedEffects({cwd});
  return {
    positional: [],
    options,
    common: parseCommon(options, false, effects),
    effects,
    log: effects.log({quiet: true}),
  };
}

async function originOf({common}: Call): Promise<unknown> {
  const store = await openReader(common.store);
  const {origin} = await store.one(sql`SELECT origin FROM meta.build`);
  store.close();
  return origin;
}

test("a store of one's own files is never replaced by the pack, even where its tables are of another version", async () => {
  const call = await callOn(STORE_VERSION - 1, "data mine");
  const before = readFileSync(call.common.store);
  await expect(makeStoreIfStale(call)).rejects.toMatchObject({
    code: "store-version",
    hint: expect.stringContaining("(from mine)"),
  });
  expect(readFileSync(call.common.store).equals(before)).toBe(true);
});

test("a store of one's own files of this version stays", async () => {
  const call = await callOn(STORE_VERSION, "data mine");
  await makeStoreIfStale(call);
  expect(await originOf(call)).toBe("data mine");
});

test("a store of an older pack, or of an older version of the tables, is made anew from the pack", async () => {
  for (const version of [STORE_VERSION - 1, STORE_VERSION]) {
    const call = await callOn(version, "pack eurasia");
    await makeStoreIfStale(call);
    expect(await originOf(call)).toBe("pack eurasia");
    const store = await openReader(call.common.store);
    expect((await store.one(sql`SELECT count(*) > 1000000 AS full FROM layer.trade`)).full).toBe(true);
    store.close();
  }
});
