import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [YEARS = ""] = fixture(import.meta.url, "dyad_years.csv");
const shared = layerFile("institutions/atop_v5_dyad_year_1991_2018.csv.gz");

// Expected: the fixture's own rows: defence between Russia and Armenia is 0 in 1991 and 1 from 1992 to 2018.
test("years in a row are one spell, open at the cut of the data", async () => {
  await using store = await storeOfTies([YEARS]);
  expect(
    await store.rows(sql`SELECT a, b, item, start, "end", from_day::VARCHAR AS from_day FROM layer.tie
      WHERE source = 'atop/alliances' AND 'ARM' IN (a, b) ORDER BY item`),
  ).toEqual([
    {a: "ARM", b: "RUS", item: "consultation", start: null, end: null, from_day: "1991-01-01"},
    {a: "ARM", b: "RUS", item: "defence", start: "1992", end: null, from_day: "1992-01-01"},
    {a: "ARM", b: "RUS", item: "non-aggression", start: null, end: null, from_day: "1991-01-01"},
  ]);
});

test.skipIf(shared === null)(
  "the spells cover just the dyad-years with an obligation (needs ../shared)",
  async () => {
    await using store = await storeOfTies([shared ?? ""]);
    const spells = await store.one(sql`SELECT count(*) AS years FROM (
      SELECT DISTINCT a, b, item, unnest(range(coalesce(start::INTEGER, 1991), coalesce("end"::INTEGER, 2018) + 1)) AS year
      FROM layer.tie WHERE source = 'atop/alliances')`);
    const flags = await store.one(sql`SELECT count(*) AS years FROM (
      SELECT DISTINCT least(ccode1, ccode2) AS one, greatest(ccode1, ccode2) AS other, year,
        unnest([atop_defense = '1', atop_offense = '1', atop_neutral = '1', atop_nonagg = '1', atop_consul = '1']) AS holds, unnest([1, 2, 3, 4, 5]) AS item
      FROM raw.atop_alliances__dyad_years_csv) WHERE holds`);
    expect(spells).toEqual(flags);
  },
);
