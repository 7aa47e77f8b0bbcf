import {expect, test} from "vitest";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import {periodRange, seeded} from "../../base/index.ts";
import {type TradeSlice, tradeCells, unitMembers} from "../../layers/trade/index.ts";
import {totalCellsOf} from "./total-cells.ts";

const REPORTERS = ["KAZ", "KGZ"];
const PARTNERS = ["DEU", "FRA", "USA"];

/** Years as published, years by all or some of their months, and both at once, with values of four places. */
function invented(seed: number): SourceRow[] {
  const random = seeded(seed);
  const pairs = REPORTERS.flatMap((reporter) => PARTNERS.map((partner) => ({reporter, partner})));
  return pairs.flatMap(({reporter, partner}) =>
    [2020, 2021, 2022].flatMap((year) => {
      const months = Array.from({length: random() < 0.5 ? 12 : 7}, (_, at) => year * 100 + at + 1);
      const periods = [...(random() < 0.5 ? [year] : []), ...(random() < 0.7 ? months : [])];
      return periods.map((period) => ({
        period,
        reporter,
        partner,
        flow: "X" as const,
        product: "TOTAL",
        value: Math.round(random() * 1e10) / 1e4,
      }));
    }),
  );
}

const KEYS = ["period", "reporter", "partner", "flow", "label", "source", "frequency", "months"] as const;
const SUMS = ["value_usd", "net_kg", "records"] as const;

// Expected: the statement that chooses between all sources, asked for the one source; equal to the last digit, since both add decimals.
test.each([1, 2, 3, 4])(
  "totals read at once are the cells of the general statement (world %i)",
  async (seed) => {
    const store = await storeOf([{id: "one", rank: 1, rows: invented(seed)}]);
    for (const range of ["2020..2022", "2021-01..2021-12"]) {
      for (const partners of [PARTNERS, null]) {
        const slice: TradeSlice & {readonly source: string} = {
          reporters: unitMembers(REPORTERS),
          partners: partners === null ? null : unitMembers(partners),
          flows: ["X"],
          goods: {kind: "total"},
          range: periodRange(range),
          source: "world/one",
          within: ["world/one"],
          basis: "origin",
          sides: "mirror",
          codes: "all",
          codesYear: null,
          splitGoods: false,
          splitPartners: true,
        };
        const told = await totalCellsOf(store, [slice]);
        const general = await store.rows(tradeCells(slice));
        const seen = (rows: typeof general | null) =>
          rows?.map((row) => [...KEYS, ...SUMS].map((column) => row[column] ?? null));
        expect(general.length).toBeGreaterThan(0);
        expect(seen(told)).toEqual(seen(general));
      }
    }
    store.close();
  },
);
