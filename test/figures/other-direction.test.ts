import {afterAll, beforeAll, expect, test} from "vitest";
import {channelsFinding, corridorsFinding, transitFinding} from "../../src/analyses/index.ts";
import type {FindingRow} from "../../src/base/index.ts";
import {hasShared} from "../support/ingest.ts";
import {sharedStore, type TestStore} from "../support/stores.ts";

// UN Comtrade, EU members' imports by heading, 2018 to 2022: Russia and Belarus publish nothing here.
let wood: TestStore | undefined;
beforeAll(async () => {
  if (hasShared) wood = await sharedStore(["flows/comtrade_eu27_wood_imports_hs4_2018_2022.parquet"]);
});
afterAll(async () => wood?.[Symbol.asyncDispose]());

function store() {
  if (wood === undefined) throw new Error("the store was not built");
  return wood.store;
}

const CHAPTER = Array.from({length: 21}, (_, heading) => String(4401 + heading)).join(",");
const ASKED = {origins: ["RUS", "BLR"], target: "EU27", hubs: ["KAZ", "KGZ", "TUR", "CHN"], goods: CHAPTER};
const millions = (value: unknown): string => (Number(value) / 1e6).toFixed(1);
const of = (rows: readonly FindingRow[], hub: string): FindingRow | undefined =>
  rows.find((row) => row.hub === hub);

test.skipIf(!hasShared)(
  "wood of Russia and Belarus into the EU27: new rises from Kazakhstan and Kyrgyzstan, older ones from Türkiye and China (needs ../shared)",
  async () => {
    const {rows, parameters} = await channelsFinding(store(), ASKED);
    expect(parameters).toMatchObject({
      window_set_by: "imports of the target",
      window: "2022",
      baseline: ["2019", "2020", "2021"],
    });
    const seen = ASKED.hubs.map((hub) => {
      const row = of(rows, hub);
      return [
        hub,
        row?.grade,
        millions(row?.baseline_usd),
        millions(row?.listed_out_usd),
        millions(row?.refill_upper_usd),
      ];
    });
    expect(seen).toEqual([
      ["KAZ", "C", "0.2", "27.4", "27.2"],
      ["KGZ", "C", "0.0", "14.0", "13.9"],
      ["TUR", "D", "170.1", "422.7", "252.7"],
      ["CHN", "D", "2258.7", "3349.5", "1090.7"],
    ]);
    expect(new Set(rows.map((row) => millions(row.direct_loss_usd)))).toEqual(new Set(["1772.5"]));
  },
);

test.skipIf(!hasShared)(
  "what went from Russia and Belarus to the hubs is unknown, not zero, and every row says so (needs ../shared)",
  async () => {
    const {rows, warnings} = await channelsFinding(store(), ASKED);
    for (const row of rows) {
      expect([row.refill_documented_usd, row.share_documented_pct, row.excess_in_usd]).toEqual([
        null,
        null,
        null,
      ]);
      expect(row.unknown).toContain("neither origins nor hub report");
      expect(row.grade).toMatch(/^(C|D|none)$/);
    }
    expect(warnings.join()).toContain("anywhere from nothing to its upper bound");
    const {rows: tests} = await channelsFinding(store(), {...ASKED, by: "test"});
    const open = tests.filter(({test: id}) => id === "comes-in" || id === "beyond-other-goods");
    expect(open.map(({passed}) => passed)).toEqual(open.map(() => null));
  },
);

test.skipIf(!hasShared)(
  "products add up to their hub, and one hub's products are corridors' road of that hub (needs ../shared)",
  async () => {
    const goods = "4403,4407,4412";
    const {rows} = await channelsFinding(store(), {...ASKED, goods, by: "product"});
    const {rows: hubs} = await channelsFinding(store(), {...ASKED, goods});
    const {rows: roads} = await corridorsFinding(store(), {...ASKED, goods, mostHubs: 1});
    for (const hub of ASKED.hubs) {
      const parts = rows
        .filter((row) => row.hub === hub)
        .map((row) => Math.max(0, Number(row.excess_out_high_usd)));
      const sum = parts.reduce((total, part) => total + part, 0);
      // Sums of three doubles in another order; a road is rounded down to a cent a product.
      expect(Math.abs(sum - Number(of(hubs, hub)?.refill_upper_usd))).toBeLessThan(1e-6);
      const road = roads.find((row) => row.road === `RUS+BLR → ${hub} → EU27`);
      expect(Math.abs(Number(road?.flow_upper_usd) - sum), hub).toBeLessThan(0.05);
    }
  },
);

test.skipIf(!hasShared)("each row leads back to the target's own records (needs ../shared)", async () => {
  const {rows, evidence} = await channelsFinding(store(), ASKED);
  expect(rows.map((_, at) => evidence.filter(({row}) => row === at).length)).toEqual(rows.map(() => 8));
});

test.skipIf(!hasShared)("rows that need the origins' exports are refused (needs ../shared)", async () => {
  for (const by of ["origin", "month"] as const)
    await expect(channelsFinding(store(), {...ASKED, by})).rejects.toMatchObject({code: "not-on-record"});
  await expect(channelsFinding(store(), {...ASKED, hubs: ["DEU"]})).rejects.toMatchObject({
    code: "hub-is-target",
  });
});

test.skipIf(!hasShared)(
  "transit shows what the members still record and holds nothing against it; of a road that nobody tells it says so (needs ../shared)",
  async () => {
    const goods = "4403,4407,4412";
    const {rows} = await transitFinding(store(), {origins: ASKED.origins, hubs: ["EU27"], goods});
    expect(rows).toHaveLength(27);
    expect(rows.every(({orphans_usd, exporter_usd}) => orphans_usd === null && exporter_usd === null)).toBe(
      true,
    );
    const sum = rows.reduce((total, row) => total + Number(row.unmatched_imports_usd), 0);
    expect(millions(sum)).toBe("1448.2");
    const silent = transitFinding(store(), {...ASKED, goods, hubs: ["KAZ"]});
    await expect(silent).rejects.toMatchObject({
      code: "no-mirrored-trade",
      message: expect.stringContaining("unknown, not zero"),
    });
  },
);
