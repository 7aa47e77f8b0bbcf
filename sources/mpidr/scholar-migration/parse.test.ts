import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [MOVES = ""] = fixture(import.meta.url, "moves.csv");

// Expected: the fixture's own lines.
test("moves are counted by pair and year, and the last two years say that they are incomplete", async () => {
  await using store = await storeOfLayers([MOVES]);
  const rows = await store.rows(
    sql`SELECT start, unit, detail FROM layer.tie WHERE a = 'RUS' AND b = 'KAZ' AND start >= '2020' ORDER BY start`,
  );
  expect(rows.map(({start, detail}) => [start, detail === null])).toEqual([
    ["2020", true],
    ["2021", false],
    ["2022", false],
  ]);
});
