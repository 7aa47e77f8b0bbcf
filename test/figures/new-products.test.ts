import {afterAll, beforeAll, expect, test} from "vitest";
import {channelsFinding} from "../../src/analyses/index.ts";
import {listGoods} from "../../src/layers/trade/index.ts";
import {sql} from "../../src/store/index.ts";
import {packStore, type TestStore} from "../support/stores.ts";

const LIST = "eu-bans-2022-10-07";
const YEARS = [2020, 2021, 2022];

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

interface Line {
  readonly partner: string;
  readonly product: string;
  readonly year: number;
}

/**
 * Lines of the shipped extract of banned goods by destination and year: March to November, members that publish a month in all
 * three years, codes that lived through the turn of 2022.
 */
async function comparable(): Promise<Line[]> {
  const rows = await pack.store.rows(sql`
    WITH line AS (
      SELECT reporter, partner, product, period // 100 AS year, period % 100 AS month FROM layer.trade
      WHERE source = 'eurostat/comext-banned-goods' AND flow = 'X' AND length(product) = 8 AND value_usd > 0
    ), whole AS (
      SELECT reporter, month FROM line WHERE month BETWEEN 3 AND 11 GROUP BY reporter, month HAVING count(DISTINCT year) = 3
    ), lived AS (
      SELECT product FROM line GROUP BY product HAVING min(year) < 2022 AND max(year) >= 2022
    )
    SELECT DISTINCT partner, product, year FROM line JOIN whole USING (reporter, month) JOIN lived USING (product)`);
  return rows.map(({partner, product, year}) => ({
    partner: String(partner),
    product: String(product),
    year: Number(year),
  }));
}

/** The code of the list that a line stands under, the longest; null for none. */
function labelOf(product: string, codes: ReadonlySet<string>): string | null {
  const under = [8, 6, 4, 2].map((digits) => product.slice(0, digits)).find((code) => codes.has(code));
  return under ?? null;
}

// One plain statement and plain loops over the published lines: which codes the union sent to whom in which year.
test("new lines of banned goods are those of plain loops over the shipped extract: 239 of 744 to Kyrgyzstan, 88 of 832 before", async () => {
  const codes = new Set(listGoods(LIST, {scope: "full"}).goods.codes.map(({code}) => code));
  const sent = new Map<string, Set<number>>();
  const alive = new Map<string, Set<number>>();
  const add = (to: Map<string, Set<number>>, key: string, year: number) =>
    to.set(key, (to.get(key) ?? new Set()).add(year));
  for (const {partner, product, year} of await comparable()) {
    const label = labelOf(product, codes);
    if (label === null) continue;
    add(alive, label, year);
    add(sent, `${partner} ${label}`, year);
  }
  const labels = [...alive].filter(([, years]) => years.size === YEARS.length).map(([label]) => label);
  const {rows} = await channelsFinding(pack.store, {goods: LIST, by: "test"});
  const told = rows.filter(({test: id}) => id === "new-products");
  expect(told.length).toBe(6);
  for (const {hub, passed, why} of told) {
    const has = (label: string, year: number): boolean => sent.get(`${hub} ${label}`)?.has(year) === true;
    const counts = (before: readonly number[], now: number): string => {
      const absent = labels.filter((label) => before.every((year) => !has(label, year)));
      return `${absent.filter((label) => has(label, now)).length} of ${absent.length}`;
    };
    const [now, then] = [counts([2020, 2021], 2022), counts([2020], 2021)];
    // Five other destinations are too few to rank among.
    expect(passed).toBeNull();
    expect(why).toContain(`${now} products not sent there before are new`);
    expect(why).toContain(`, ${then} the year before`);
    if (hub === "KGZ") expect([now, then]).toEqual(["239 of 744", "88 of 832"]);
  }
});

test("what the shipped data cannot tell of further tests is unknown and says why, never failed", async () => {
  const {rows} = await channelsFinding(pack.store, {tests: "full"});
  for (const row of rows) {
    expect(row.tests).toMatch(/\? unit-values, \? new-products, \? no-capability, \? in-and-out$/);
    expect([row.unit_value_ratio, row.no_capability_pct, row.in_out_rank]).toEqual([null, null, null]);
    for (const about of ["unit values: ", "no capability: ", "in and out: "])
      expect(row.unknown).toContain(about);
  }
});
