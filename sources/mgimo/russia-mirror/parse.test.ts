import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOf} from "../../../test/support/source-store.ts";

const FILES = fixture(
  import.meta.url,
  "mirror_headline.parquet",
  "deviations.parquet",
  "mirror_totals_by_partner.csv",
);

test("derived files are named with the reason and nothing of them is loaded", async () => {
  await using store = await storeOf(FILES);
  expect(store.report.loaded.map(({rows, what}) => [rows, what.split("; not loaded: ")[1]])).toEqual([
    [0, "it is derived from partners' reports, and its last months are nowcasts"],
    [0, "it holds differences of values, not values"],
    [0, "it is derived, and one row sums seven years"],
  ]);
  expect(await store.one(sql`SELECT count(*) AS n FROM layer.trade`)).toEqual({n: 0});
});
