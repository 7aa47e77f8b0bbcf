import {expect, test} from "vitest";
import {storePath} from "./store-path.ts";

const at = (option: string | null, ROUNDABOUT_STORE?: string) =>
  storePath({option, env: {ROUNDABOUT_STORE}, cwd: "/folder"});

test("--store goes before ROUNDABOUT_STORE, and that before the usual place", () => {
  expect(at("a.duckdb", "b.duckdb")).toBe("/folder/a.duckdb");
  expect(at(null, "/elsewhere/b.duckdb")).toBe("/elsewhere/b.duckdb");
  expect([at(null), at(null, "")]).toEqual([
    "/folder/.roundabout/store.duckdb",
    "/folder/.roundabout/store.duckdb",
  ]);
});

test("the address of a server is refused by name", () => {
  expect(() => at(null, "clickhouse://h:9000")).toThrowError(
    expect.objectContaining({code: "no-such-engine", where: "ROUNDABOUT_STORE"}),
  );
});
