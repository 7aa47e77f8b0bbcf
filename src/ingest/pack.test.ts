import {appendFileSync, readFileSync, writeFileSync} from "node:fs";
import {basename, join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";
import {testFolder} from "../../test/support/folder.ts";
import {testEffects} from "../../test/support/ingest.ts";
import {type FixtureStore, storeOfLayers} from "../../test/support/source-store.ts";
import {emptyStore, fixed, type StoreRow, sql, type Writer} from "../store/index.ts";
import {referenceIndicators} from "./indicator-reference.ts";
import {loadPack} from "./load-pack.ts";
import {readPack} from "./pack.ts";
import {referenceRates, referenceUnits} from "./reference-input.ts";
import {referenceTies} from "./tie-reference.ts";
import {writePack} from "./write-pack.ts";

const FILES = [
  "un-desa/migrant-stock/fixture/stock.csv",
  "unhcr/refugees/fixture/population.csv",
  "cow/igo-memberships/fixture/spells.csv",
  "arm-armstat/gdp-by-sector/fixture/annual.csv",
  "voeten/unga-votes/fixture/matrix.csv",
  "eurostat/exports-by-partner/fixture/merged_exports_by_partner.csv",
].map((path) => fileURLToPath(new URL(`../../sources/${path}`, import.meta.url)));
const IDS = [
  "arm-armstat/gdp-by-sector",
  "eurostat/exports-by-partner",
  "un-desa/migrant-stock",
  "unhcr/refugees",
  "voeten/unga-votes",
];

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers(FILES);
});
afterAll(() => store[Symbol.asyncDispose]());

/** A pack of these contents, written and loaded again. */
async function thereAndBack(contents: object): Promise<{folder: string; loaded: Writer}> {
  const folder = testFolder();
  writeFileSync(join(folder, "contents.yaml"), JSON.stringify({pack: "probe", ...contents}));
  await writePack(store.writer, folder);
  return {folder, loaded: await load(folder)};
}

async function load(folder: string): Promise<Writer> {
  const loaded = await emptyStore({units: referenceUnits()});
  const ties = referenceTies([], []);
  const indicators = referenceIndicators([]);
  await loadPack(loaded, {folder, rates: referenceRates(), ties, indicators, effects: testEffects});
  return loaded;
}

function layer(from: {rows: Writer["rows"]}, table: string): Promise<StoreRow[]> {
  const sources = sql`(SELECT unnest(${IDS}::VARCHAR[]))`;
  return from.rows(sql`SELECT * FROM ${fixed(table)} WHERE source IN ${sources} ORDER BY ALL`);
}

// The store itself is the reference: what is not cut must come back as it was, to the last digit and the row of the file.
test.each([
  "layer.tie",
  "layer.indicator",
  "layer.roll_call",
  "layer.vote",
  "layer.trade",
  "layer.total",
  "meta.tie_coverage",
  "meta.coverage",
  "meta.dropped",
  "meta.check",
])("%s of a store made from a pack is that of the store it was made of", async (table) => {
  const {loaded} = await thereAndBack({sources: IDS});
  const whole = await layer(store, table);
  expect(await layer(loaded, table)).toEqual(whole);
  expect(whole.length).toBeGreaterThan(0);
});

test("what is known of the sources and files of a pack comes along, the files by name", async () => {
  const {loaded} = await thereAndBack({sources: IDS});
  const files = sql`SELECT file_id, source, name, sha256, vintage, rows FROM meta.file WHERE source <> 'cow/igo-memberships' ORDER BY file_id`;
  expect(await loaded.rows(files)).toEqual(await store.rows(files));
  const paths = await loaded.rows(sql`SELECT path FROM meta.file ORDER BY path`);
  expect(paths.every(({path}) => path === basename(String(path)))).toBe(true);
  const terms = sql`SELECT id, licence, layer, mapped_share FROM meta.source WHERE id <> 'cow/igo-memberships' ORDER BY id`;
  expect(await loaded.rows(terms)).toEqual(await store.rows(terms));
});

// The rows of the whole store, told apart here in plain code.
test("a row that a cut leaves out is counted with its reason", async () => {
  const {loaded} = await thereAndBack({
    states: {own: ["KGZ"]},
    sources: [{id: "un-desa/migrant-stock", states: ["own"], from: 1995, why: "a probe"}],
  });
  const kept = await loaded.rows(sql`SELECT a, b, start FROM layer.tie ORDER BY ALL`);
  const left = await loaded.rows(
    sql`SELECT reason, rows FROM meta.dropped WHERE reason LIKE 'not in the pack%' ORDER BY reason`,
  );
  const whole = await store.rows(
    sql`SELECT a, b, start FROM layer.tie WHERE source = 'un-desa/migrant-stock' ORDER BY ALL`,
  );
  const own = whole.filter(({a, b}) => a === "KGZ" || b === "KGZ");
  const late = own.filter(({start}) => Number(start) >= 1995);
  expect(kept).toEqual(late);
  expect(left).toEqual(
    [
      {reason: "not in the pack: before 1995", rows: own.length - late.length},
      {reason: "not in the pack: of no state of it", rows: whole.length - own.length},
    ].filter(({rows}) => rows > 0),
  );
});

test("votes are cut with their roll calls, by the year in which the session opened", async () => {
  const {loaded} = await thereAndBack({sources: [{id: "voeten/unga-votes", from: 2019, why: "a probe"}]});
  const kept = sql`SELECT session, record, count(*) AS votes FROM layer.roll_call JOIN layer.vote USING (source, record) GROUP BY ALL ORDER BY ALL`;
  const whole = await store.rows(kept);
  expect(await loaded.rows(kept)).toEqual(whole.filter(({session}) => Number(session) >= 74));
  const orphans = sql`SELECT count(*) AS rows FROM layer.vote WHERE record NOT IN (SELECT record FROM layer.roll_call)`;
  expect(await loaded.one(orphans)).toEqual({rows: 0});
  const left = await loaded.one(
    sql`SELECT sum(rows)::INTEGER AS rows FROM meta.dropped WHERE reason = 'roll call: not in the pack: before 2019'`,
  );
  expect(left.rows).toBe(whole.filter(({session}) => Number(session) < 74).length);
});

test.each([
  {sources: ["cow/igo-memberships"], code: "not-redistributable"},
  {sources: ["pew/favourability"], code: "not-loaded"},
  {sources: [{id: "un-desa/migrant-stock", states: ["nobody"], why: "a probe"}], code: "unknown-set"},
  {sources: [{id: "un-desa/migrant-stock", from: 2100, why: "a probe"}], code: "cut-to-nothing"},
  {sources: [{id: "eurostat/exports-by-partner", from: 2020, why: "a probe"}], code: "cut-of-trade"},
])("a pack of $sources is refused: $code", async ({sources, code}) => {
  await expect(thereAndBack({sources})).rejects.toMatchObject({code});
});

test("an altered table is refused by its name", async () => {
  const {folder} = await thereAndBack({sources: ["un-desa/migrant-stock"]});
  const file = readPack(folder).tables[0]?.file ?? "";
  appendFileSync(join(folder, file), " ");
  await expect(load(folder)).rejects.toMatchObject({
    code: "pack-altered",
    message: expect.stringContaining(file),
  });
});

test("the licences name what is in a table and why not more", async () => {
  const {folder} = await thereAndBack({sources: [{id: "unhcr/refugees", from: 2000, why: "from 2000 on"}]});
  expect(readFileSync(join(folder, "LICENCES.md"), "utf8")).toContain("what is in it: from 2000 on");
});
