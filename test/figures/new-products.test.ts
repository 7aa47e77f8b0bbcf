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
  readonly reporter: string;
  readonly partner: string;
  readonly product: string;
  readonly year: number;
  readonly month: number;
}

/** Lines of the shipped extract of banned goods, as published. */
async function published(): Promise<Line[]> {
  const rows = await pack.store.rows(sql`
    SELECT DISTINCT reporter, partner, product, period FROM layer.trade
    WHERE source = 'eurostat/comext-banned-goods' AND flow = 'X' AND length(product) = 8 AND value_usd > 0`);
  return rows.map(({reporter, partner, product, period}) => ({
    reporter: String(reporter),
    partner: String(partner),
    product: String(product),
    year: Math.floor(Number(period) / 100),
    month: Number(period) % 100,
  }));
}

/** March to November, members that publish all three of a month, codes that lived through the turn of 2022. */
function comparable(lines: readonly Line[]): Line[] {
  const seen = new Set(lines.map(({reporter, year, month}) => `${reporter} ${year} ${month}`));
  const years = new Map(
    [...Map.groupBy(lines, ({product}) => product)].map(([code, own]) => [code, own.map(({year}) => year)]),
  );
  return lines.filter(
    ({reporter, product, month}) =>
      month >= 3 &&
      month <= 11 &&
      YEARS.every((year) => seen.has(`${reporter} ${year} ${month}`)) &&
      Math.min(...(years.get(product) ?? [])) < 2022 &&
      Math.max(...(years.get(product) ?? [])) >= 2022,
  );
}

/** The code of the list that a line stands under, the longest; null for none. */
function labelOf(product: string, codes: ReadonlySet<string>): string | null {
  const under = [8, 6, 4, 2].map((digits) => product.slice(0, digits)).find((code) => codes.has(code));
  return under ?? null;
}

// Plain loops over the published lines: which codes the union sent to whom in which year.
test("new lines of banned goods are those of plain loops over the shipped extract: 239 of 744 to Kyrgyzstan, 88 of 832 before", async () => {
  const codes = new Set(listGoods(LIST, {scope: "full"}).goods.codes.map(({code}) => code));
  const sent = new Map<string, Set<number>>();
  const alive = new Map<string, Set<number>>();
  const add = (to: Map<string, Set<number>>, key: string, year: number) =>
    to.set(key, (to.get(key) ?? new Set()).add(year));
  for (const {partner, product, year} of comparable(await published())) {
    const label = labelOf(product, codes);
    if (label === null) continue;
    add(alive, label, year);
    add(sent, `${partner} ${label}`, year);
  }
  const labels = [...alive].filter(([, years]) => years.size === YEARS.length).map(([label]) => label);
  const {rows} = await channelsFinding(pack.store, {goods: LIST, tests: "full"});
  for (const row of rows) {
    const has = (label: string, year: number): boolean => sent.get(`${row.hub} ${label}`)?.has(year) === true;
    const absent = labels.filter((label) => !has(label, 2020) && !has(label, 2021));
    const entered = absent.filter((label) => has(label, 2022));
    expect([row.new_products, row.absent_products], String(row.hub)).toEqual([entered.length, absent.length]);
  }
  expect(rows.find(({hub}) => hub === "KGZ")).toMatchObject({new_products: 239, absent_products: 744});
  const {rows: tests} = await channelsFinding(pack.store, {goods: LIST, by: "test", hubs: ["KGZ"]});
  const told = tests.find(({test: id}) => id === "new-products");
  expect(told).toMatchObject({passed: null, why: expect.stringContaining("88 of 832 the year before")});
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
