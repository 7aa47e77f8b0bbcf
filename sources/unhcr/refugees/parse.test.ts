import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOfLayers} from "../../../test/support/source-store.ts";

const [POPULATION = "", FLOWS = "", APPLICATIONS = ""] = fixture(
  import.meta.url,
  "population.csv",
  "flows.csv",
  "applications.csv",
);

// Expected: the fixture's lines; the fall of 2024 is told by the publisher's notes.
test("a fall by recording is said on the row", async () => {
  await using store = await storeOfLayers([POPULATION]);
  expect(
    await store.rows(
      sql`SELECT start, value, detail FROM layer.tie WHERE kind = 'displaced_stock' AND item = 'refugees' AND a = 'UKR' AND b = 'RUS' AND start >= '2023' ORDER BY start LIMIT 2`,
    ),
  ).toEqual([
    {start: "2023", value: 1_227_554, detail: null},
    {start: "2024", value: 6894, detail: "recorded otherwise than to 2023: a fall on paper"},
  ]);
});

test("an empty cell makes no row, a printed zero does; unknown origins are dropped by name", async () => {
  await using store = await storeOfLayers([POPULATION, FLOWS, APPLICATIONS]);
  expect(
    await store.one(
      sql`SELECT count(*) FILTER (value IS NULL) AS missing, count(*) FILTER (value = 0) > 0 AS zeros FROM layer.tie`,
    ),
  ).toEqual({
    missing: 0,
    zeros: true,
  });
  expect(
    (await store.rows(sql`SELECT DISTINCT reason FROM meta.dropped ORDER BY reason`)).map(
      ({reason}) => reason,
    ),
  ).toContain("origin not known");
  expect(
    (await store.rows(sql`SELECT DISTINCT kind FROM layer.tie ORDER BY kind`)).map(({kind}) => kind),
  ).toEqual(["asylum_applications", "displaced_flow", "displaced_stock"]);
});
