import {expect, test} from "vitest";
import {formatOfFile, toFormat} from "./format.ts";

test("an unknown format names the near one", () => {
  expect(() => toFormat("jsn")).toThrowError(
    expect.objectContaining({code: "unknown-format", hint: expect.stringContaining('"json"')}),
  );
});

test("a file name tells its format by its ending", () => {
  const names = ["a.csv", "a.CSV", "a.jsonl", "a.txt", "a.parquet", "a.b/c", "a.zip"];
  expect(names.map(formatOfFile)).toEqual(["csv", "csv", "ndjson", "table", "parquet", null, null]);
});
