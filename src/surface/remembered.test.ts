import {mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {afterEach, beforeEach, expect, test} from "vitest";
import {sampleFinding} from "../../test/golden/report/sample.ts";
import {findingsFolder, recallFinding, rememberFinding} from "./remembered.ts";

let folder = "";
let store = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "roundabout-remembered-"));
  store = join(folder, "store.duckdb");
});
afterEach(() => rmSync(folder, {recursive: true}));

test("a remembered finding comes back whole", () => {
  rememberFinding(store, sampleFinding);
  expect(recallFinding(store, sampleFinding.id)).toEqual(sampleFinding);
  expect(readdirSync(findingsFolder(store))).toEqual([`${sampleFinding.id}.json`]);
});

test("the 200 newest are kept", () => {
  rememberFinding(store, sampleFinding);
  const files = Array.from({length: 205}, (_, at) => join(findingsFolder(store), `old-${at}.json`));
  for (const [at, file] of files.entries()) {
    writeFileSync(file, "{}");
    utimesSync(file, 1_000 + at, 1_000 + at);
  }
  rememberFinding(store, sampleFinding);
  const kept = readdirSync(findingsFolder(store));
  expect(kept).toHaveLength(200);
  expect(kept).toContain("old-204.json");
  expect(kept).not.toContain("old-5.json");
});

test("an unknown id, a path for an id and half a file are told apart", () => {
  rememberFinding(store, sampleFinding);
  writeFileSync(join(findingsFolder(store), "half-1.json"), '{"kind":"half"');
  writeFileSync(join(findingsFolder(store), "other-1.json"), "[]");
  const codeOf = (id: string) => expect(() => recallFinding(store, id));
  codeOf("channels-0").toThrowError(expect.objectContaining({code: "unknown-finding"}));
  codeOf("../../etc/passwd").toThrowError(expect.objectContaining({code: "bad-finding-id"}));
  codeOf("half-1").toThrowError(expect.objectContaining({code: "finding-unreadable"}));
  codeOf("other-1").toThrowError(expect.objectContaining({code: "finding-unreadable"}));
});
