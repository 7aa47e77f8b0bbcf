import {mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {recordedEffects} from "../../test/cli-effects.ts";
import {main} from "./main.ts";

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "roundabout-cli-"));
});
afterEach(() => rmSync(cwd, {recursive: true}));

test("help exits 0 and names every command of the design that is built", async () => {
  const recorded = recordedEffects();
  expect(await main(["--help"], recorded.effects)).toBe(0);
  const commands = [
    "build",
    "trade",
    "channels",
    "corridors",
    "explain",
    "fit",
    "events",
    "synth",
    "sources",
    "doctor",
    "serve",
    "start",
    "pack",
  ];
  expect(commands.filter((name) => !new RegExp(`^ +${name} `, "m").test(recorded.out()))).toEqual([]);
});

test("the version is the package's", async () => {
  const recorded = recordedEffects();
  const manifest: {version: string} = JSON.parse(readFileSync("package.json", "utf8"));
  await main(["--version"], recorded.effects);
  expect(recorded.out()).toBe(`${manifest.version}\n`);
});

test("a usage error prints message, place and mend on standard error and exits 2", async () => {
  const recorded = recordedEffects({cwd});
  expect(await main(["chanels"], recorded.effects)).toBe(2);
  expect(recorded.err()).toBe(
    'error: unknown command "chanels"\n  at: roundabout\n  fix: did you mean channels?\n',
  );
  expect(recorded.out()).toBe("");
});

test("with --format json the error is the one shape, on standard error", async () => {
  const recorded = recordedEffects({cwd});
  expect(await main(["trade", "--period", "2022-13", "--format", "json"], recorded.effects)).toBe(2);
  const error = {code: "bad-period", message: '"2022-13" is no period', where: "--period"};
  expect(JSON.parse(recorded.err())).toMatchObject({ok: false, error, status: 400});
  expect(recorded.out()).toBe("");
});

test("a missing store exits 3 and says how to make one", async () => {
  const recorded = recordedEffects({cwd});
  expect(await main(["sources"], recorded.effects)).toBe(3);
  expect(recorded.err()).toContain(join(cwd, ".roundabout/store.duckdb"));
  expect(recorded.err()).toContain("fix: make one with: roundabout build");
});

test("an interruption exits 130 and prints nothing", async () => {
  const recorded = recordedEffects({cwd});
  const running = main(["serve", "--port", "0"], recorded.effects);
  recorded.interrupt();
  expect(await running).toBe(130);
  expect(recorded.out()).toBe("");
});

test("explain without such a finding says where findings come from", async () => {
  const recorded = recordedEffects({cwd});
  expect(await main(["explain", "channels-0"], recorded.effects)).toBe(2);
  expect(recorded.err()).toContain('no finding "channels-0" is remembered');
});
