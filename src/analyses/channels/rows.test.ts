import {afterAll, beforeAll, expect, test} from "vitest";
import {plant, questionOf, type World, world, worldStore} from "../../../test/world/index.ts";
import type {Finding, FindingRow} from "../../base/index.ts";
import type {Writer} from "../../store/index.ts";
import {channelsFinding} from "./finding.ts";
import type {ChannelBy} from "./params.ts";

const IN = ["baseline_usd", "listed_in_usd", "excess_in_low_usd", "excess_in_high_usd"] as const;

let made: World;
let store: Writer;
let hubs: Finding;
beforeAll(async () => {
  made = world(12, {
    frequency: "M",
    firstYear: 2020,
    plants: [
      plant("channel", {size: 0.2, onward: 0.7}),
      plant("transit", {size: 0.15, vanishes: 0.7}),
      plant("silent", {size: 0.1, onward: 0.5, publishes: "nothing"}),
    ],
    plain: 1,
    origins: 2,
    listed: 8,
    controls: 6,
  });
  store = await worldStore(made);
  hubs = await ask("hub");
});
afterAll(() => store.close());

const asked = new Map<ChannelBy, Promise<Finding>>();
function ask(by: ChannelBy): Promise<Finding> {
  const answer = asked.get(by) ?? channelsFinding(store, {...questionOf(made.truth), by});
  asked.set(by, answer);
  return answer;
}

function total(rows: readonly FindingRow[], hub: FindingRow, column: string): number {
  const own = rows.filter((row) => row.hub === hub.hub);
  return own.reduce((sum, row) => sum + Number(row[column]), 0);
}

// The same control growth stands behind every row of a hub, so amounts add up exactly; 1e-9 is for doubles in another order.
function expectSums(parts: Finding, columns: readonly string[]): void {
  for (const hub of hubs.rows)
    for (const column of columns) {
      const scale = Math.max(1, Number(hub.listed_in_usd));
      expect(
        Math.abs(total(parts.rows, hub, column) - Number(hub[column])) / scale,
        `${hub.hub} ${column}`,
      ).toBeLessThan(1e-9);
    }
}

test("months add up to the hub", async () => {
  const months = await ask("month");
  expect(months.rows).toHaveLength(10 * hubs.rows.length);
  expectSums(months, IN);
});

test("origins add up to the hub", async () => {
  const origins = await ask("origin");
  expect(new Set(origins.rows.map(({origin}) => origin))).toEqual(new Set(made.truth.origins));
  expectSums(origins, IN);
});

test("products add up to the hub, with what went on and what vanished where it is known", async () => {
  const products = await ask("product");
  expectSums(products, IN);
  for (const hub of hubs.rows) {
    const own = products.rows.filter((row) => row.hub === hub.hub);
    for (const column of ["excess_out_usd", "orphans_usd"]) {
      if (hub[column] === null) expect(own.every((row) => row[column] === null)).toBe(true);
      else expect(total(own, hub, column) / Number(hub[column])).toBeCloseTo(1, 9);
    }
  }
});

test("the loss of all products is the direct loss, and refill bounds do not come apart by product", async () => {
  const products = await ask("product");
  // Each hub's rows repeat what the target lost of a product; every hub of this world gets every product.
  for (const hub of hubs.rows)
    expect(total(products.rows, hub, "direct_loss_usd") / Number(hub.direct_loss_usd)).toBeCloseTo(1, 9);
  // Bounds of a sum are no sums of bounds: what totals force and what unreported products share is known of the hub alone.
  expect(products.columns.map(({name}) => name).filter((name) => name.startsWith("refill"))).toEqual([]);
});

test("broken lines are in no row and are named in the sample", async () => {
  const products = await ask("product");
  expect(products.rows.filter(({product}) => product === "854149")).toEqual([]);
  expect(hubs.sample.dropped.map(({reason}) => reason).join()).toContain("854149");
});

test("tests stand apart with the figure they rest on, and count as in the hub's row", async () => {
  const tests = await ask("test");
  for (const hub of hubs.rows) {
    const own = tests.rows.filter((row) => row.hub === hub.hub);
    expect(own.filter(({passed}) => passed === true)).toHaveLength(Number(hub.tests_passed));
    expect(own.filter(({passed}) => passed !== null)).toHaveLength(Number(hub.tests_known));
    expect(own.filter(({why}) => typeof why !== "string" || why === "")).toEqual([]);
  }
});

test("rows are ranked by the upper refill, those without a rise last, and every amount has its bounds in order", () => {
  const order = hubs.rows.map(
    (row) => [Number(row.grade === "none"), -Number(row.refill_upper_usd)] as const,
  );
  expect(order).toEqual(order.toSorted(([a, x], [b, y]) => a - b || x - y));
  for (const row of hubs.rows) {
    expect(Number(row.refill_documented_usd)).toBeLessThanOrEqual(Number(row.refill_upper_usd));
    expect(Number(row.excess_in_low_usd)).toBeLessThanOrEqual(Number(row.excess_in_high_usd));
  }
});

test("an origin that stops publishing is left out of those months by hub and by origin alike", async () => {
  const [late = ""] = made.truth.origins;
  const rows = made.rows.filter(({reporter, period}) => reporter !== late || period < 202_210);
  const cut = await worldStore({rows});
  const cutBy = (by: ChannelBy) => channelsFinding(cut, {...questionOf(made.truth), by});
  const [whole, origins] = [await cutBy("hub"), await cutBy("origin")];
  for (const hub of whole.rows)
    for (const column of IN) expect(total(origins.rows, hub, column)).toBeCloseTo(Number(hub[column]), 2);
  expect(whole.warnings.find((warning) => warning.includes(`${late} 2022-10 and 2 more`))).toBeDefined();
  const known = made.rows.filter(({reporter, period}) => reporter !== late || period % 100 < 10);
  const first = whole.rows[0];
  const listed = new Set(
    made.truth.products.filter((product) => product.listed && !product.broken).map(({code}) => code),
  );
  const exported = known.filter(
    ({flow, reporter, partner, period, product}) =>
      flow === "X" &&
      made.truth.origins.includes(reporter) &&
      partner === first?.hub &&
      period >= 202_203 &&
      listed.has(product),
  );
  // Every record of the window but the last three months of that origin; four decimals a record.
  expect(Number(first?.listed_in_usd)).toBeCloseTo(
    exported.reduce((sum, {value}) => sum + value, 0),
    1,
  );
  cut.close();
});

test.each([
  ["the target", (target: string) => [target], "hub-is-target"],
  ["an origin", (_: string, origins: readonly string[]) => origins.slice(0, 1), "hub-is-origin"],
])("%s is refused as a hub", async (_, choose, code) => {
  const {target, origins} = made.truth;
  const refused = channelsFinding(store, {...questionOf(made.truth), hubs: choose(target, origins)});
  await expect(refused).rejects.toMatchObject({code, where: "--hubs"});
});

test("origins or goods that would count twice are refused", async () => {
  const {origins} = made.truth;
  const twice = {...questionOf(made.truth), origins: ["sanctions-coalition", ...origins]};
  await expect(channelsFinding(store, twice)).rejects.toMatchObject({code: "units-overlap"});
  const nested = {...questionOf(made.truth), goods: "85,8542"};
  await expect(channelsFinding(store, nested)).rejects.toMatchObject({code: "codes-overlap"});
});

test("goods or origins without data on both sides of the shock are refused with what is covered", async () => {
  const refused = channelsFinding(store, {...questionOf(made.truth), goods: "010121"});
  await expect(refused).rejects.toMatchObject({code: "no-listed-trade"});
});
