import {spawn} from "node:child_process";
import {once} from "node:events";
import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterEach, beforeEach, expect, test} from "vitest";

const LAUNCHER = fileURLToPath(new URL("../../bin/roundabout.js", import.meta.url));

let cwd = "";
beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "roundabout-process-"));
});
afterEach(() => rmSync(cwd, {recursive: true}));

function start(...argv: string[]) {
  return spawn(process.execPath, [LAUNCHER, ...argv], {cwd, stdio: ["ignore", "pipe", "pipe"]});
}

test("a reader that goes away ends the command quietly", async () => {
  const child = start("--help");
  const ended = once(child, "close");
  child.stdout.destroy();
  const talk: string[] = [];
  child.stderr.on("data", (data) => talk.push(String(data)));
  expect(await ended).toEqual([0, null]);
  expect(talk.join("")).toBe("");
});

test("Ctrl-C ends a server with 130 and no stack", async () => {
  const child = start("serve", "--port", "0");
  const ended = once(child, "close");
  const talk: string[] = [];
  child.stderr.on("data", (data) => {
    talk.push(String(data));
    if (talk.join("").includes("listening on http://127.0.0.1:")) child.kill("SIGINT");
  });
  expect(await ended).toEqual([130, null]);
  // The first server of a checkout builds the web app, and says so.
  const said = talk.join("").trim().split("\n");
  expect(said.filter((line) => !line.startsWith("building the web app"))).toHaveLength(1);
});

test("a store without the trade that channels need is served, and what cannot be printed is said", async () => {
  const fixture = fileURLToPath(new URL("../../sources/voeten/unga-votes/fixture", import.meta.url));
  const store = join(cwd, "votes.duckdb");
  expect(await once(start("build", "--data", fixture, "--store", store, "--quiet"), "close")).toEqual([
    0,
    null,
  ]);
  const child = start("start", "--port", "0", "--store", store);
  const ended = once(child, "close");
  const talk: string[] = [];
  child.stderr.on("data", (data) => {
    talk.push(String(data));
    if (talk.join("").includes("listening on http://127.0.0.1:")) child.kill("SIGINT");
  });
  expect(await ended).toEqual([130, null]);
  expect(talk.join("")).toContain("warning: no channels to print: the store has goods");
});

test("the exit code of a usage error reaches the shell", async () => {
  const child = start("trade", "--flow", "sideways");
  expect(await once(child, "close")).toEqual([2, null]);
});
