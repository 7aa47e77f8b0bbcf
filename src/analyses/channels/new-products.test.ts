import fc from "fast-check";
import {expect, test} from "vitest";
import {type Random, seeded} from "../../base/index.ts";
import type {Measured} from "./model.ts";
import {entryChange, newProducts, type RankedEntry, rankEntries} from "./new-products.ts";

const LABELS = ["a", "b", "c", "d"];

test("new is what was sent in no baseline year and is sent now; no record at all is no trade, and no entry", () => {
  const products = new Map<string, Measured>([
    ["a", {actual: 50, baseline: [0, 0, 0]}],
    ["b", {actual: 30, baseline: [0, 1, 0]}],
    ["c", {actual: 0, baseline: [0, 0, 0]}],
  ]);
  expect(newProducts(products, LABELS)).toEqual({
    absent: 3,
    entered: ["a"],
    usd: 50,
    ofUsd: 80,
    shipped: 2,
    before: {absent: 3, entered: []},
  });
});

test("the year before the shock is counted in the same way against the years before it", () => {
  const products = new Map<string, Measured>([
    ["a", {actual: 1, baseline: [0, 0, 5]}],
    ["b", {actual: 1, baseline: [0, 5, 5]}],
  ]);
  expect(newProducts(products, ["a", "b"]).before).toEqual({absent: 1, entered: ["a"]});
  expect(newProducts(new Map([["a", {actual: 1, baseline: [0]}]]), ["a"]).before).toBeNull();
});

test("the change of the rate of entry is the z of two shares", () => {
  // By hand: 8 of 10 against 2 of 10; pooled ½; √(¼ · 2/10) = 0.2236; 0.6/0.2236 = 2.683.
  const entries = {usd: 0, ofUsd: 0, shipped: 0, absent: 10, entered: Array<string>(8).fill("x")};
  const change = entryChange({...entries, before: {absent: 10, entered: ["x", "y"]}});
  expect(change).toBeCloseTo(0.6 / Math.sqrt(0.05), 12);
  expect(entryChange({...entries, before: null})).toBeNull();
  expect(entryChange({...entries, absent: 0, entered: [], before: {absent: 3, entered: []}})).toBeNull();
  expect(entryChange({...entries, entered: [], before: {absent: 10, entered: []}})).toBe(0);
});

const series = fc.record({actual: fc.nat(2), baseline: fc.array(fc.nat(2), {minLength: 3, maxLength: 3})});

test("counts are those of plain loops, and another unit or order of products changes none", () => {
  fc.assert(
    fc.property(fc.array(series, {minLength: 1, maxLength: 12}), (all) => {
      const products = all.map((measured, at) => [`p${at}`, measured] as const);
      const labels = [...products.map(([label]) => label), "never"];
      const found = newProducts(new Map(products), labels);
      let [absent, entered] = [1, 0];
      for (const {actual, baseline} of all) {
        if (baseline[0] === 0 && baseline[1] === 0 && baseline[2] === 0) {
          absent += 1;
          if (actual > 0) entered += 1;
        }
      }
      expect([found.absent, found.entered.length]).toEqual([absent, entered]);
      const scaled = products.map(
        ([label, {actual, baseline}]) =>
          [label, {actual: 7 * actual, baseline: baseline.map((usd) => 7 * usd)}] as const,
      );
      const other = newProducts(new Map(scaled.toReversed()), labels.toReversed());
      expect(entryChange(other)).toBe(entryChange(found));
    }),
  );
});

/** A destination to which each product goes in a year with its own chance, the same before and after but for `entering`. */
function destination(
  random: Random,
  {goods, chance, entering}: {goods: number; chance: number; entering: number},
) {
  const products = Array.from({length: goods}, (_, at) => {
    const usual = random() < 0.3 ? 1 : random() < chance ? 0.3 : 0.05;
    const year = (): number => (random() < usual ? 1 : 0);
    return [
      `p${at}`,
      {actual: random() < entering ? 1 : year(), baseline: [year(), year(), year()]},
    ] as const;
  });
  return newProducts(
    new Map(products),
    products.map(([label]) => label),
  );
}

function ranked(random: Random, entering: number): RankedEntry {
  const others = Array.from({length: 40}, () =>
    destination(random, {goods: 40, chance: random(), entering: 0}),
  );
  const found = rankEntries(destination(random, {goods: 40, chance: random(), entering}), others);
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

// 1,000 worlds: a share of a tenth has a standard error of 0.95 points. Ties of counts count against the hub, so p is a
// little too large.
test("where nothing happened, p is 0.10 or less in about a tenth of worlds, whatever the size of the destination", () => {
  const random = seeded(22);
  const found = Array.from({length: 1000}, () => ranked(random, 0).p ?? Number.NaN);
  const share = found.filter((p) => p <= 0.1).length / found.length;
  expect(share).toBeGreaterThan(0.06);
  expect(share).toBeLessThan(0.125);
});

// 89 of these 100.
test("where half of the absent products enter, it is found in most worlds", () => {
  const random = seeded(23);
  const found = Array.from({length: 100}, () => ranked(random, 0.5).p ?? Number.NaN);
  expect(found.filter((p) => p <= 0.1).length).toBeGreaterThan(75);
});
