import {existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {type RecordedEffects, recordedEffects} from "../../../test/cli-effects.ts";
import {sampleFinding} from "../../../test/golden/report/sample.ts";
import {recallFinding} from "../../surface/index.ts";
import type {Call} from "./command.ts";
import {parseCommon} from "./common.ts";
import {printFinding} from "./print.ts";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "roundabout-print-"));
});
afterEach(() => rmSync(cwd, {recursive: true}));

function callWith(options: Record<string, string>, recorded: RecordedEffects): Call {
  const {effects} = recorded;
  return {
    positional: [],
    options,
    common: parseCommon(options, false, effects),
    effects,
    log: effects.log({quiet: false}),
  };
}

async function printed(
  options: Record<string, string>,
  width: number | null = null,
): Promise<RecordedEffects> {
  const recorded = recordedEffects({width, cwd, env: {NO_COLOR: "1"}});
  await printFinding(sampleFinding, callWith(options, recorded));
  return recorded;
}

test("a terminal gets a table and a pipe gets NDJSON", async () => {
  expect((await printed({}, 80)).out()).toContain("columns, part 1 of 2");
  const lines = (await printed({})).out().trimEnd().split("\n");
  expect(lines.map((line) => JSON.parse(line))).toEqual(sampleFinding.rows);
});

test("rows without notes leave warnings and the id on standard error", async () => {
  const {err} = await printed({format: "csv"});
  expect(err()).toBe(`warning: ${sampleFinding.warnings[0]}\nfinding ${sampleFinding.id}\n`);
});

test("a file gets what its ending says, and nothing goes to standard output", async () => {
  const {out} = await printed({output: "answer.json"});
  expect(out()).toBe("");
  expect(JSON.parse(readFileSync(join(cwd, "answer.json"), "utf8"))).toEqual(sampleFinding);
  expect(readdirSync(cwd).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("--format goes before the file's ending", async () => {
  await printed({output: "answer.json", format: "md"});
  expect(readFileSync(join(cwd, "answer.json"), "utf8")).toMatch(/^\*\*/);
});

test("what was printed is kept for explain", async () => {
  await printed({});
  expect(recallFinding(join(cwd, ".roundabout/store.duckdb"), sampleFinding.id)).toEqual(sampleFinding);
});

test("a finding that cannot be kept is printed all the same, with a warning", async () => {
  writeFileSync(join(cwd, "a-file"), "");
  const {out, err} = await printed({store: "a-file/store.duckdb"});
  expect(out()).not.toBe("");
  expect(err()).toContain("warning: the finding is not kept for explain");
});

test("parquet to a terminal is refused; to a pipe it is a Parquet file", async () => {
  await expect(printed({format: "parquet"}, 80)).rejects.toThrow(
    expect.objectContaining({code: "binary-to-terminal"}),
  );
  const {out} = await printed({format: "parquet"});
  expect([out().slice(0, 4), out().slice(-4)]).toEqual(["PAR1", "PAR1"]);
  await printed({output: "answer.parquet"});
  expect(existsSync(join(cwd, "answer.parquet"))).toBe(true);
});
