import {expect, test} from "vitest";
import {tradeFinding} from "../../src/analyses/index.ts";
import {periodRange} from "../../src/base/index.ts";
import {hasShared} from "../support/ingest.ts";
import {sharedStore} from "../support/stores.ts";

// UN Comtrade, HS 8703, reporter Georgia; the same in the press: 904 m USD and +98 %.
test.skipIf(!hasShared)(
  "Georgian car exports are 905.7 m USD in 2022, 98.4 % above 2021 (needs ../shared)",
  async () => {
    await using made = await sharedStore(["flows/comtrade_monthly_hs8703_georgia_armenia.parquet"]);
    const {rows} = await tradeFinding(made.store, {
      reporters: ["GEO"],
      partners: null,
      flow: "X",
      product: "8703",
      goods: null,
      period: periodRange("2021..2022"),
      compare: null,
      by: ["period"],
      side: "reporter",
      currency: "usd",
      source: null,
      basis: "origin",
      codes: "all",
      hs: null,
    });
    expect(rows.map(({value_usd}) => (Number(value_usd) / 1e6).toFixed(1))).toEqual(["456.6", "905.7"]);
    expect(Number(rows[1]?.change_pct).toFixed(1)).toBe("98.4");
  },
);
