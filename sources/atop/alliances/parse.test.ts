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
    const spells = await store.one(sql`
      SELECT sum(coalesce("end"::INTEGER, 2018) - coalesce(start::INTEGER, 1991) + 1) AS years FROM clean.atop_alliances WHERE dropped IS NULL`);
    const flags = await store.one(sql`
      SELECT sum(atop_defense::INTEGER + atop_offense::INTEGER + atop_neutral::INTEGER + atop_nonagg::INTEGER + atop_consul::INTEGER) AS years
      FROM raw.atop_alliances__dyad_years_csv`);
    expect(spells).toEqual(flags);
  },
);
