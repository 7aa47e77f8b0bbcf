import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [FLOWS = ""] = fixture(import.meta.url, "flows.csv");

// Expected: the fixture's own line.
test("methods stand apart as items, a flow ends five years after it starts", async () => {
  await using store = await storeOfLayers([FLOWS]);
  const rows = await store.rows(
    sql`SELECT item, start, "end", unit, basis FROM layer.tie WHERE a = 'UKR' AND b = 'RUS' AND start = '2015' ORDER BY item`,
  );
  expect(rows.length).toBeGreaterThan(1);
  expect(new Set(rows.map(({item}) => item)).size).toBe(rows.length);
  expect(rows[0]).toMatchObject({start: "2015", end: "2020", unit: "persons", basis: "estimated"});
});
