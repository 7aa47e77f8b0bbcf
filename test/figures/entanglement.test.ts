import {afterAll, beforeAll, expect, test} from "vitest";
import {
  entanglementFinding,
  entanglementParams,
  evidenceRows,
  networkFinding,
  networkParams,
  poleTieParams,
  poleTiesFinding,
} from "../../src/analyses/index.ts";
import {period} from "../../src/base/index.ts";
import {membersOf} from "../../src/reference/index.ts";
import {sql} from "../../src/store/index.ts";
import {packStore, type TestStore} from "../support/stores.ts";

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

const POLES = ["RUS", "CHN", "TUR", "USA"];

/** Mean yearly turnover of a state with partners from 2017 to 2021, added up by plain SQL over what its office published. */
async function turnover(state: string, partners: readonly string[]): Promise<number> {
  const {usd} = await pack.store.one(sql`
    SELECT sum(value_usd)::DOUBLE / count(DISTINCT period) AS usd FROM layer.total
    WHERE reporter::VARCHAR = ${state} AND partner::VARCHAR IN (SELECT unnest(${[...partners]}::VARCHAR[])) AND period BETWEEN 2017 AND 2021
      AND flow IN ('X', 'M')`);
  return Number(usd);
}

// Brute force on the shipped figures of each state's own office. Sums of some hundred figures of a dozen digits round to less than 1e-12 of
// themselves.
test.each(["KAZ", "KGZ", "UZB"])(
  "shares of %s's trade with the poles are those of its office's own figures",
  async (state) => {
    const {rows} = await entanglementFinding(
      pack.store,
      entanglementParams({states: [state], layers: ["trade"]}),
    );
    const members = membersOf("EU27", period("2021")).map(String);
    const usd = new Map([["EU", await turnover(state, members)]]);
    for (const pole of POLES) usd.set(pole, await turnover(state, [pole]));
    const total = [...usd.values()].reduce((sum, one) => sum + one, 0);
    expect(rows).toHaveLength(5);
    for (const {pole, share_before: share} of rows) {
      expect(share).toBeCloseTo((usd.get(String(pole)) ?? Number.NaN) / total, 12);
    }
  },
);

// Expected: reference/memberships m0039, frozen from 2024-02-22 on. Years weigh alike, whatever their days.
test("Armenia's freeze in the CSTO weighs by the day", async () => {
  const {rows} = await entanglementFinding(
    pack.store,
    entanglementParams({states: ["ARM"], pole: "RUS", layers: ["institutions"], show: "measures"}),
  );
  const own = rows.find(({measure}) => measure === "memberships");
  const lost = Number(own?.weight_before) - Number(own?.weight_after);
  expect(lost).toBeCloseTo((314 / 366 + 1) / 4, 12);
});

test("a row of the trade layer leads back to the figures of both sides", async () => {
  const found = await entanglementFinding(
    pack.store,
    entanglementParams({states: ["KAZ"], pole: "RUS", layers: ["trade"]}),
  );
  const [own] = await evidenceRows(pack.store, found, 0);
  expect(own?.rows.length).toBeGreaterThan(5);
  expect(found.lineage.map(({source}) => source)).toContain("kaz-bns/trade-by-partner");
});

// Expected: reference/memberships m0040 and m0182: a member since 2006-06-23, suspended from 2012-06-28 on, out on 2012-12-19.
test.each([
  ["2006-06-22", false],
  ["2006-06-23", true],
  ["2012-06-27", true],
  ["2012-06-28", false],
] as const)("Uzbekistan in the network of organisations on %s: tied to the CSTO %s", async (date, tied) => {
  const {rows} = await networkFinding(
    pack.store,
    networkParams({date, layers: ["institutions"], states: ["UZB"], show: "edges"}),
  );
  expect(rows.some(({b}) => b === "CSTO")).toBe(tied);
});

/** Scholars who moved between two states from 2017 to 2021, both ways, a year; null where no row names the pair. */
async function scholars(one: string, other: string): Promise<number | null> {
  const {moved} = await pack.store.one(sql`
    SELECT sum(value)::DOUBLE / 5 AS moved FROM layer.tie
    WHERE kind = 'scholar_moves' AND start BETWEEN '2017' AND '2021' AND ((a = ${one} AND b = ${other}) OR (a = ${other} AND b = ${one}))`);
  return typeof moved === "number" ? moved : null;
}

// The shipped moves are those of the study's states. Brute force on them: Mongolia's with Russia are known, with China no row tells.
test("a state outside the study has no share in shipped data that were cut to it, and the reason", async () => {
  const {rows} = await entanglementFinding(
    pack.store,
    entanglementParams({states: ["MNG"], layers: ["people"], show: "measures"}),
  );
  const own = rows.filter(({measure}) => measure === "scholars");
  const weights = Object.fromEntries(own.map(({pole, weight_before}) => [String(pole), weight_before]));
  expect(await scholars("MNG", "CHN")).toBeNull();
  expect(weights).toEqual({RUS: await scholars("MNG", "RUS"), CHN: null, EU: null, TUR: null, USA: null});
  expect(own.every(({share_before}) => share_before === null)).toBe(true);
  expect(own[0]?.share_before_missing).toContain("cut to pairs with a state of the study");
});

// By brute force: Russia's moves with all are in the shipped data, those of the USA with China are not.
test("Armenia's share in Russia's scholars is known in shipped data, and its share in those of the USA is not", async () => {
  const {rows} = await entanglementFinding(
    pack.store,
    entanglementParams({states: ["ARM"], poles: ["RUS", "USA", "CHN", "TUR"], layers: ["people"]}),
  );
  const moved = async (one: string, others: readonly string[]) =>
    Promise.all(others.map(async (other) => Number(await scholars(one, other))));
  const [own = 0, ...rest] = await moved("ARM", POLES);
  const [back = 0, ...others] = await moved("RUS", ["ARM", "CHN", "TUR", "USA"]);
  const total = (counts: readonly number[]) => counts.reduce((sum, one) => sum + one, 0);
  const expected = own / (own + total(rest)) - back / (back + total(others));
  const asymmetry = Object.fromEntries(rows.map((row) => [String(row.pole), row.asymmetry_before_share]));
  expect(asymmetry.RUS).toBeCloseTo(expected, 12);
  expect([asymmetry.USA, asymmetry.CHN, asymmetry.TUR]).toEqual([null, null, null]);
  expect(rows.find(({pole}) => pole === "USA")?.asymmetry_before_share_missing).toContain(
    "USA with CHN, TUR",
  );
});

test("nearness is not offered where positions of the study alone ship, for no span of all states is in them", async () => {
  const {rows} = await poleTiesFinding(pack.store, poleTieParams({show: "measures"}));
  const votes = rows.filter(({layer}) => layer === "votes").map(({measure}) => measure);
  expect(votes).toEqual(["agreement"]);
});

// The pack holds scholars of the study's states alone, and Armenian transfers whole.
test("data that were cut have a checksum of their own, and whole ones that of their file", async () => {
  const checksums = async (source: string, layer: string, measure: string) => {
    const {lineage} = await poleTiesFinding(
      pack.store,
      poleTieParams({layer, measure, from: 2020, to: 2021}),
    );
    const {sha256} = await pack.store.one(sql`SELECT sha256 FROM meta.file WHERE source = ${source}`);
    return {cited: lineage[0]?.checksum, file: sha256};
  };
  const cut = await checksums("mpidr/scholar-migration", "people", "scholars");
  expect(cut.cited).not.toBe(cut.file);
  const whole = await checksums("arm-cba/transfers", "money", "transfers");
  expect(whole.cited).toBe(whole.file);
});
