import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [EXTRACT = ""] = fixture(import.meta.url, "extract.csv");
const shared = layerFile("law/vdem_v14_extract_1990_2023.csv.gz");

// Expected: entry and exit of civil society as the note beside the copy has it: Belarus −0.87 and −3.31, Russia −0.84 and −2.15.
test("civil society loses its freedom in Belarus in 2021 and in Russia by 2023", async () => {
  await using store = await storeOfTies([EXTRACT]);
  expect(
    await store.rows(sql`SELECT a, start, round(value, 2) AS value FROM layer.tie
      WHERE item = 'v2cseeorgs' AND (a, start) IN (('BLR', '2020'), ('BLR', '2021'), ('RUS', '2021'), ('RUS', '2023')) ORDER BY a, start`),
  ).toEqual([
    {a: "BLR", start: "2020", value: -0.87},
    {a: "BLR", start: "2021", value: -3.31},
    {a: "RUS", start: "2021", value: -0.84},
    {a: "RUS", start: "2023", value: -2.15},
  ]);
});

test("a unit that is no state is dropped by name, each of its 42 variables", async () => {
  await using store = await storeOfTies([EXTRACT]);
  expect(await store.rows(sql`SELECT reason, rows FROM meta.dropped WHERE source = 'v-dem/indices'`)).toEqual(
    [{reason: "no state: Zanzibar", rows: 42}],
  );
});

test.skipIf(shared === null)(
  "no state of the study is missing in any year since 1991 (needs ../shared)",
  async () => {
    await using store = await storeOfTies([shared ?? ""]);
    expect(
      await store.rows(
        sql`SELECT outcome FROM meta.check WHERE source = 'v-dem/indices' AND name LIKE 'no state%'`,
      ),
    ).toEqual([{outcome: "passed"}, {outcome: "passed"}]);
  },
);
