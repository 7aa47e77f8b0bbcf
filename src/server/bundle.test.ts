import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterAll, beforeAll, expect, test} from "vitest";
import {sampleFinding} from "../../test/golden/report/sample.ts";
import {UsageError} from "../base/index.ts";
import type {Question} from "../surface/index.ts";
import type {Answers} from "./answers.ts";
import {createApp} from "./app.ts";
import {readBundle} from "./bundle.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roundabout-bundle-"));
  mkdirSync(join(folder, "assets"));
  writeFileSync(join(folder, "index.html"), "<title>the app</title>");
  writeFileSync(join(folder, "assets", "main-1a2b.js"), "main();");
  writeFileSync(join(folder, "secret.txt"), "not of the app");
});
afterAll(() => rmSync(folder, {recursive: true}));

const answers: Answers = {
  ask: async () => sampleFinding,
  recall: async () => {
    throw new UsageError("unknown-finding", {message: "none"});
  },
  evidence: async () => sampleFinding,
  progress: async () => ({gathering: []}),
  parquet: async () => Uint8Array.from([]),
};
const question: Question = {
  name: "channels",
  summary: "channels",
  options: [],
  examples: [],
  load: async () => undefined,
  read: () => async () => sampleFinding,
};
const request = (path: string) =>
  createApp({
    answers,
    questions: [question],
    home: "channels",
    version: "1",
    bundle: readBundle(folder),
  }).request(path);

test.each(["/", "/channels", "/channels/KGZ", "/embed/atlas", "/nowhere"])(
  "%s starts the app",
  async (path) => {
    const response = await request(path);
    expect([response.status, await response.text()]).toEqual([200, "<title>the app</title>"]);
    expect(response.headers.get("cache-control")).toBe("no-cache");
  },
);

test("files of the app are kept for good, because their names change with them", async () => {
  const response = await request("/assets/main-1a2b.js");
  expect(await response.text()).toBe("main();");
  expect(response.headers.get("content-type")).toContain("text/javascript");
  expect(response.headers.get("cache-control")).toContain("immutable");
});

test.each(["/secret.txt", "/assets/%2e%2e/secret.txt", "/assets/none.js", "/api/v1/nothing", "/api/none"])(
  "%s is no file of the app",
  async (path) => {
    const response = await request(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toContain("not of the app");
  },
);

test("the app may load its own files and nothing else; only below /embed/ may it stand in a frame", async () => {
  const policy = async (path: string) => (await request(path)).headers.get("content-security-policy");
  const usual = await policy("/channels");
  expect(usual).toContain("default-src 'none'");
  expect(usual).toContain("script-src 'self'");
  expect(usual).not.toMatch(/unsafe|https?:/);
  expect(usual).toContain("frame-ancestors 'none'");
  expect((await request("/channels")).headers.get("x-frame-options")).toBe("DENY");
  expect(await policy("/embed/channels")).toContain("frame-ancestors *");
  expect((await request("/embed/channels")).headers.get("x-frame-options")).toBeNull();
  expect(await policy("/api/v1/channels")).toContain("default-src 'none'");
});

test("the plain page stands beside the app, and the interface below it", async () => {
  expect(await (await request("/plain")).text()).toContain("<caption>");
  expect((await request("/api/v1/channels")).status).toBe(200);
});

test("without a built app there is no bundle", () => {
  expect(readBundle(null)).toBeNull();
  expect(readBundle(join(folder, "assets"))).toBeNull();
});
