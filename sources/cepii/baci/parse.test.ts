import {copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {basename, join} from "node:path";
import {afterAll, expect, test} from "vitest";
import {fixed, sql} from "../../../src/store/index.ts";
import {fixture, sharedFiles, storeOf} from "../../../test/support/source-store.ts";
import {writeZip} from "../../../test/zip-writer.ts";
import {editionOf} from "./parse.ts";

const FLOWS = "BACI_HS17_Y2020_V202301.csv";
const [flows = ""] = fixture(import.meta.url, FLOWS);
const folder = mkdtempSync(join(tmpdir(), "roundabout-baci-"));
afterAll(() => rmSync(folder, {recursive: true}));

function copied(name: string): string {
  const path = join(folder, name);
  copyFileSync(flows, path);
  return path;
}

test("all rows enter, in dollars and kilograms", async () => {
  await using store = await storeOf([flows]);
  // Sums of the columns v and q of the fixture by awk, 1362.618 and 259.349 thousand; 41 rows, five of them NA.
  expect(
    await store.one(
      sql`SELECT count(*) AS rows, sum(value_usd) AS value, sum(net_kg) AS weight, count(*) - count(net_kg) AS unweighed FROM layer.trade`,
    ),
  ).toEqual({rows: 41, value: 1_362_618, weight: 259_349, unweighed: 5});
});

test("products keep their leading zero, and BACI's own numbers are states", async () => {
  await using store = await storeOf([flows]);
  const row = await store.one(
    sql`SELECT period, flow, hs_edition, value_usd, net_kg, vintage FROM layer.trade WHERE reporter = 'AFG' AND partner = 'NOR' AND product = '070993'`,
  );
  expect(row).toEqual({
    period: 2020,
    flow: "X",
    hs_edition: "HS2017",
    value_usd: 194,
    net_kg: 69,
    vintage: "V202301",
  });
  const partners = await store.rows(
    sql`SELECT DISTINCT partner FROM layer.trade WHERE reporter = 'AFG' ORDER BY partner`,
  );
  expect(partners.map(({partner}) => partner)).toEqual(["AZE", "FRA", "NOR", "TWN"]);
});

test.each([
  ["BACI_HS92_Y1995_V202401b.csv", "HS1992"],
  ["BACI_HS02_Y2010_V202401.csv", "HS2002"],
  ["baci_hs17_v202301_2020_afghanistan_southafrica.parquet", "HS2017"],
  ["BACI_HS22_Y2022_V202401b.csv", "HS2022"],
  ["flows_2022.csv", null],
  ["BACI_HS2017_Y2020.csv", null],
])("the edition of %s is %s", (name, edition) => {
  expect(editionOf(name)).toBe(edition);
});

test("a file whose name tells no edition is refused by name", async () => {
  await expect(storeOf([copied("flows_2020.csv")])).rejects.toMatchObject({
    code: "hs-edition-unknown",
    where: "flows_2020.csv",
  });
});

test("a file under another edition's name is caught by its codes", async () => {
  const many = join(folder, "BACI_HS92_Y2020_V202301.csv");
  // 30 codes that exist from 2017 on only: cars with a battery and others.
  const born =
    "870340 870350 870360 870370 870380 030244 030245 030246 030247 030249 030254 030255 030256 030259 030281 030282 030283 030284 030285 030289 030323 030324 030325 030326 030354 030355 030356 030357 030366 030367";
  writeFileSync(
    many,
    `t,i,j,k,v,q\n${born
      .split(" ")
      .map((code) => `2020,4,643,${code},1,1\n`)
      .join("")}`,
  );
  await expect(storeOf([many])).rejects.toMatchObject({code: "check-failed"});
});

test.each([
  ["renamed", "t,i,j,hs6,v,q"],
  ["extra", "t,i,j,k,v,q,r"],
])("a %s column is refused by name", async (_, header) => {
  const path = join(folder, `BACI_HS17_Y2020_V2023${header.length}.csv`);
  writeFileSync(path, `${header}\n2020,4,643,010121,1,1${header.endsWith("r") ? ",1" : ""}\n`);
  await expect(storeOf([path])).rejects.toMatchObject({code: expect.stringMatching(/^column-/)});
});

test.each([
  ["country", "2020,4,999,010121,1,1", "999"],
  ["value", "2020,4,643,010121,n/a,1", "n/a"],
])("an unknown %s stops the build and is named", async (_, line, value) => {
  const path = join(folder, `BACI_HS17_Y2020_V20230${value.length}.csv`);
  writeFileSync(path, `t,i,j,k,v,q\n2020,4,643,010121,1,1\n${line}\n`);
  await expect(storeOf([path])).rejects.toThrow(value);
});

test("the side files are known, agree with our reference, and give no rows", async () => {
  const side = fixture(
    import.meta.url,
    "country_codes_V202201.csv",
    "product_codes_HS17_V202201.csv",
    "Readme.txt",
  );
  await using store = await storeOf([flows, ...side]);
  expect(store.report.rows).toBe(41);
  expect(store.report.loaded.length).toBe(4);
});

test("CEPII's zip is read as it is: a table a year, the side files beside them", async () => {
  const side = fixture(
    import.meta.url,
    "country_codes_V202201.csv",
    "product_codes_HS17_V202201.csv",
    "Readme.txt",
  );
  const year = (text: string) => readFileSync(flows, "utf8").replaceAll(/^2020,/gm, `${text},`);
  const zip = join(folder, "BACI_HS17_V202301.zip");
  await writeZip(zip, [
    ...["2019", "2020"].map((text) => ({
      name: `BACI_HS17_Y${text}_V202301.csv`,
      content: [Buffer.from(year(text))],
    })),
    ...side.map((path) => ({name: basename(path), content: [readFileSync(path)]})),
  ]);
  await using store = await storeOf([zip]);
  const rows = await store.rows(
    sql`SELECT period, count(*) AS rows, sum(value_usd) AS value, min(hs_edition) AS edition, min(vintage) AS vintage FROM layer.trade GROUP BY period ORDER BY period`,
  );
  const common = {rows: 41, value: 1_362_618, edition: "HS2017", vintage: "V202301"};
  expect(rows).toEqual([
    {period: 2019, ...common},
    {period: 2020, ...common},
  ]);
  const reported = await store.rows(
    sql`SELECT period, sum(rows) AS rows FROM meta.reported GROUP BY period ORDER BY period`,
  );
  expect(reported).toEqual([
    {period: 2019, rows: 41},
    {period: 2020, rows: 41},
  ]);
});

test("the same year twice, packed and unpacked, is refused instead of doubled", async () => {
  const zip = join(folder, "twice.zip");
  await writeZip(zip, [{name: FLOWS, content: [readFileSync(flows)]}]);
  await expect(storeOf([zip, flows])).rejects.toMatchObject({
    code: "files-overlap",
    message: expect.stringContaining("both hold 2020"),
  });
});

test("the CSV and the Parquet way give the same rows", async () => {
  const columns = sql`period, reporter, partner, flow, product, hs_edition, partner_basis, value_usd, net_kg, digits, frequency`;
  await using fast = await storeOf([flows]);
  const path = join(folder, "baci_hs17_v202301_2020.parquet");
  await fast.writer.run(
    sql`COPY (SELECT * FROM read_csv(${flows}, all_varchar = true)) TO '${fixed(path)}' (FORMAT parquet)`,
  );
  await using slow = await storeOf([path]);
  const ordered = sql`SELECT ${columns} FROM layer.trade ORDER BY ALL`;
  expect(await fast.rows(ordered)).toEqual(await slow.rows(ordered));
});

test("a country code that our reference lacks is named with file and row", async () => {
  const path = join(folder, "country_codes_V203001.csv");
  writeFileSync(
    path,
    "country_code,country_name,country_iso2,country_iso3\n4,Afghanistan,AF,AFG\n999,Atlantis,XX,XXX\n",
  );
  await expect(storeOf([flows, path])).rejects.toMatchObject({
    code: "unknown-code",
    where: "country_codes_V203001.csv:3",
    message: expect.stringContaining('the country code "999" is not in reference/states/codes.csv'),
  });
});

const SHARED = sharedFiles(
  "flows/baci_hs17_v202301_2020_afghanistan_southafrica.parquet",
  "codes/baci_country_codes_V202201.csv",
  "codes/baci_product_codes_HS17_V202201.csv.gz",
  "codes/baci_product_codes_HS92_V202501.csv.gz",
  "raw_samples/baci/Readme_V202201.txt",
);

test.skipIf(SHARED === null)(
  "two exporters of 2020, all of them, with CEPII's own code lists (needs ../shared)",
  async () => {
    await using store = await storeOf(SHARED ?? []);
    const rows = await store.rows(
      sql`SELECT reporter, count(*) AS rows, round(sum(value_usd)) AS value, round(sum(net_kg)) AS weight, count(net_kg) AS weighed
      FROM layer.trade GROUP BY reporter ORDER BY reporter`,
    );
    // Sums over the Parquet file itself, v and q × 1000; the 2,175 rows without a weight have NA there.
    expect(rows).toEqual([
      {reporter: "AFG", rows: 2_412, value: 513_844_299, weight: 1_044_898_877, weighed: 2_233},
      {reporter: "ZAF", rows: 69_685, value: 51_091_298_376, weight: 112_772_466_944, weighed: 67_689},
    ]);
    expect(store.report.dropped).toBe(0);
  },
);
