import {mkdtempSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type RecordedEffects, recordedEffects} from "../../test/cli-effects.ts";
import {type Finding, silentLog} from "../base/index.ts";
import {serveStore} from "../server/index.ts";
import {main} from "./main.ts";

// Two files of Kazakhstan's yearbook, cut to few lines. Cells D11 and F11 of its sheet "2023": exports to Russia and
// imports in thousand USD.
const YEARBOOK = fileURLToPath(new URL("../../sources/kaz-bns/trade-by-partner/fixture", import.meta.url));
const EXPORTS_USD = 10_207_415.70534 * 1000;
const IMPORTS_USD = 16_847_033.9314 * 1000;

let cwd = "";
beforeAll(async () => {
  cwd = mkdtempSync(join(tmpdir(), "roundabout-end-to-end-"));
  const {code, err} = await run("build", "--data", YEARBOOK);
  expect([code, err()]).toEqual([
    0,
    expect.stringContaining("merged_2018_2023.csv: Kazakhstan's foreign trade by country"),
  ]);
});
afterAll(() => rmSync(cwd, {recursive: true}));

async function run(...argv: string[]): Promise<RecordedEffects & {readonly code: number}> {
  const recorded = recordedEffects({cwd});
  return {...recorded, code: await main(argv, recorded.effects)};
}

const QUESTION = ["trade", "--reporter", "KAZ", "--partner", "Russia", "--period", "2023"];

async function answered(...more: string[]): Promise<Finding> {
  const {out} = await run(...QUESTION, ...more, "--format", "json");
  return JSON.parse(out());
}

test("a published figure comes out of the command line to the last digit", async () => {
  const {rows} = await answered();
  const values = Object.fromEntries(rows.map(({flow, value_usd}) => [flow, value_usd]));
  // Sums are of decimals with four places, so the published figure comes back without a double's last digits.
  expect(values).toMatchObject({X: Number(EXPORTS_USD.toFixed(4)), M: Number(IMPORTS_USD.toFixed(4))});
});

test("the row behind it is explained down to file, row, publisher, licence and vintage", async () => {
  const {id, rows} = await answered();
  const row = rows.findIndex(({flow}) => flow === "X") + 1;
  const {code, out} = await run("explain", id, String(row), "--format", "json");
  const evidence: Finding = JSON.parse(out());
  expect(code).toBe(0);
  expect(evidence.parameters).toMatchObject({finding: id, row});
  expect(evidence.rows).toMatchObject([
    {
      period: "2023",
      reporter: "KAZ",
      partner: "RUS",
      flow: "X",
      value_usd: EXPORTS_USD,
      file: "kz_bns_trade_by_country_2023.xls",
      source_row: 11,
      publisher: expect.stringContaining("Bureau of National Statistics"),
    },
  ]);
});

test("explain in a store of other files refuses, naming the source", async () => {
  const {id} = await answered();
  const other = ["--store", join(cwd, ".roundabout/other.duckdb")];
  await run("build", "--data", join(YEARBOOK, "merged_2018_2023.csv"), ...other);
  const {code, err} = await run("explain", id, ...other);
  expect([code, err()]).toEqual([2, expect.stringContaining("kaz-bns/trade-by-partner was")]);
});

test("--as-of refuses data that were published later", async () => {
  const {code, err} = await run(...QUESTION, "--as-of", "2023-12-31");
  expect([code, err()]).toEqual([2, expect.stringContaining("published after 2023-12-31")]);
});

test("two figures of one question have one id, and another question another", async () => {
  const [first, again, other] = [await answered(), await answered(), await answered("--flow", "X")];
  expect(again.id).toBe(first.id);
  expect(other.id).not.toBe(first.id);
});

test("the HTTP interface says what the command line says", async () => {
  const server = await serveStore({
    store: join(cwd, ".roundabout/store.duckdb"),
    port: 0,
    version: "test",
    log: silentLog,
    web: null,
  });
  try {
    const ask = async (path: string) => JSON.parse(await (await fetch(new URL(path, server.url))).text());
    const finding: Finding = await ask("/api/v1/trade?reporter=KAZ&partner=Russia&period=2023");
    expect(finding).toEqual(await answered());
    expect(await ask(`/api/v1/findings/${finding.id}/evidence/1`)).toMatchObject({kind: "evidence"});
    expect(await ask("/api/v1/trade?reporter=Russsia")).toMatchObject({ok: false, status: 400});
  } finally {
    await server.close();
  }
});
