import {appendFileSync, cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath, pathToFileURL} from "node:url";
import {Hono} from "hono";
import {afterEach, beforeEach, expect, test} from "vitest";
import {tablesChecksum as joinedChecksum} from "../../scripts/engine.js";
import {type FindingDraft, finding, standsOnFacts} from "../base/index.ts";
import {respondFinding} from "../server/respond.ts";
import {referenceChecksum, tablesChecksum} from "./checksum.ts";
import {referenceFolder} from "./table.ts";

let place = "";
beforeEach(() => {
  place = mkdtempSync(join(tmpdir(), "roundabout-tables-"));
  cpSync(fileURLToPath(referenceFolder()), join(place, "reference"), {recursive: true});
});
afterEach(() => {
  standsOnFacts(referenceChecksum);
  rmSync(place, {recursive: true, force: true});
});

const table = (name: string) => join(place, "reference", name);
const checksum = () => tablesChecksum(pathToFileURL(`${place}/reference/`));

const DRAFT: FindingDraft = {
  kind: "test",
  question: "?",
  parameters: {},
  columns: [],
  rows: [],
  estimates: [],
  sample: {rows_in: 0, rows_used: 0, dropped: [], coverage: []},
  warnings: [],
  caveats: [],
  evidence: [],
  lineage: [],
};

test("the joined engine carries the checksum that the sources work out", () => {
  expect(checksum()).toBe(referenceChecksum());
  expect(joinedChecksum(join(place, "reference"))).toBe(checksum());
});

test("one cell, one name or one row more is another checksum; line ends and notes are not", () => {
  const first = checksum();
  const rules = table("response/rules.csv");
  const text = readFileSync(rules, "utf8");
  writeFileSync(rules, text.replaceAll("\n", "\r\n"));
  writeFileSync(table("states/README.md"), "other words");
  expect(checksum()).toBe(first);
  writeFileSync(rules, text.replace("toward", "away"));
  const second = checksum();
  writeFileSync(rules, text);
  appendFileSync(rules, "security,base,start,,none,saw\n");
  const third = checksum();
  writeFileSync(rules, text);
  renameSync(rules, table("response/other.csv"));
  expect(new Set([first, second, third, checksum()]).size).toBe(4);
});

test("a finding from other tables has another id and another ETag, and from the same ones the same", async () => {
  standsOnFacts(checksum);
  const before = finding(DRAFT).id;
  const sent = await etag();
  expect(finding(DRAFT).id).toBe(before);
  expect(await etag()).toBe(sent);
  writeFileSync(
    table("response/rules.csv"),
    readFileSync(table("response/rules.csv"), "utf8").replace("toward", "away"),
  );
  expect(finding(DRAFT).id).not.toBe(before);
  expect(await etag()).not.toBe(sent);
});

async function etag(): Promise<string | null> {
  const app = new Hono().get("/", (context) =>
    respondFinding(context, finding(DRAFT), {
      format: "json",
      version: "0.1.0",
      parquet: async () => new Uint8Array(),
    }),
  );
  return (await app.request("/")).headers.get("etag");
}
