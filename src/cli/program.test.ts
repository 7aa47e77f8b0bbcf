import {beforeEach, expect, test} from "vitest";
import {type RecordedEffects, recordedEffects} from "../../test/cli-effects.ts";
import {runProgram} from "./program.ts";
import type {Call, Command} from "./shell/command.ts";

let calls: Call[] = [];
let recorded: RecordedEffects = recordedEffects();
beforeEach(() => {
  calls = [];
  recorded = recordedEffects({cwd: "/somewhere"});
});

const weigh: Command = {
  name: "weigh",
  summary: "weighs an invented thing",
  positional: [
    {name: "thing", meaning: "what to weigh", required: true},
    {name: "scale", meaning: "on which scale", required: false},
  ],
  options: [
    {
      name: "unit-name",
      value: "kg|tonne",
      meaning: "in which unit",
      choices: ["kg", "tonne"],
      fallback: "kg",
    },
    {name: "hubs", value: "STATE,…", meaning: "hubs"},
  ],
  prints: "finding",
  examples: ["weigh stone --unit-name tonne"],
  run: async (call) => void calls.push(call),
};

const run = (...argv: string[]) => runProgram(argv, [weigh], recorded.effects);

test("arguments, options and common options reach the command as text", async () => {
  await run(
    "weigh",
    "stone",
    "--unit-name",
    "tonne",
    "--hubs=AAA,BBB",
    "--format",
    "csv",
    "--quiet",
    "--store",
    "s.duckdb",
  );
  expect(calls[0]?.positional).toEqual(["stone"]);
  expect(calls[0]?.options).toMatchObject({"unit-name": "tonne", hubs: "AAA,BBB"});
  expect(calls[0]?.common).toMatchObject({
    format: "csv",
    quiet: true,
    store: "/somewhere/s.duckdb",
    output: null,
  });
});

test("an option that was not given is not in the bag", async () => {
  await run("weigh", "stone");
  expect(calls[0]?.options).toEqual({});
});

test("help lists the commands on standard output, and so does no argument at all", async () => {
  await run("--help");
  expect(recorded.out()).toMatch(/weigh .*weighs an invented thing/);
  const first = recorded.out();
  await run();
  expect(recorded.out()).toBe(first + first);
});

test("a command's help has its values, fallbacks, choices and examples", async () => {
  await run("weigh", "--help");
  expect(recorded.out()).toMatch(/--unit-name <kg\|tonne> +in which unit \(default: kg\)/);
  expect(recorded.out()).toContain("roundabout weigh stone --unit-name tonne");
});

const usage = (fields: object) => expect.objectContaining({exit: 2, ...fields});

test("an unknown command names the near one", async () => {
  await expect(run("wiegh")).rejects.toThrow(
    usage({code: "unknown-command", message: 'unknown command "wiegh"', hint: "did you mean weigh?"}),
  );
});

test("an unknown option names the near one and the command it stands at", async () => {
  await expect(run("weigh", "stone", "--unit-nam", "kg")).rejects.toThrow(
    usage({code: "unknown-option", where: "roundabout weigh", hint: "did you mean --unit-name?"}),
  );
});

test.each([
  [["weigh"], 'missing required argument "thing"'],
  [["weigh", "a", "b", "c"], 'too many arguments for "weigh"; expected 2 arguments but got 3: a, b, c'],
  [["weigh", "a", "--hubs"], 'option "--hubs <STATE,…>" argument missing'],
])("%j is a usage error that says %s", async (argv, message) => {
  await expect(run(...argv)).rejects.toThrow(usage({message}));
});

test.each([
  [["--format", "jsn"], "unknown-format"],
  [["--as-of", "2022-02-30"], "bad-date"],
  [["--store", "clickhouse://h"], "no-such-engine"],
])("the common option %j is refused as %s", async (words, code) => {
  await expect(run("weigh", "stone", ...words)).rejects.toThrow(usage({code}));
});
