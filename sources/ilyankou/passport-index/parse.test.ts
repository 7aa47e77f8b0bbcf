import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [SPELLS = ""] = fixture(import.meta.url, "spells.csv");
const shared = layerFile("institutions/passport_index_visa_spells_2019_2025.csv.gz");

// Expected: Russia's decree 335 of 10 May 2023 dropped visas for citizens of Georgia; seen between two snapshots.
test("Russia drops visas for Georgians between the snapshots of July and August 2023", async () => {
  await using store = await storeOfTies([SPELLS]);
  expect(
    await store.rows(sql`SELECT status, value, start, "end" FROM layer.tie
      WHERE kind = 'visa' AND a = 'GEO' AND b = 'RUS' ORDER BY from_day`),
  ).toEqual([
    {status: "visa required", value: null, start: null, end: "2020-05-09"},
    {status: "covid ban", value: null, start: "2020-11-19", end: "2022-06-06"},
    {status: "visa required", value: null, start: "2022-07-03", end: "2023-07-03"},
    {status: "visa free for days", value: 90, start: "2023-08-15", end: null},
  ]);
});

test.skipIf(shared === null)(
  "no member of the United Nations is missing in any year (needs ../shared)",
  async () => {
    await using store = await storeOfTies([shared ?? ""]);
    // 103,662 spells, as the copy's note counts them.
    expect(await store.one(sql`SELECT count(*) AS rows FROM layer.tie WHERE kind = 'visa'`)).toEqual({
      rows: 103_662,
    });
    expect(
      await store.rows(
        sql`SELECT outcome FROM meta.check WHERE source = 'ilyankou/passport-index' AND name LIKE 'no state%'`,
      ),
    ).toEqual([{outcome: "passed"}, {outcome: "passed"}]);
  },
);
