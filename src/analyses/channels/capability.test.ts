import fc from "fast-check";
import {expect, test} from "vitest";
import {advantage, type Capability, capabilityOf, exportBook, type StateExports} from "./capability.ts";

const TOLD = {side: "exporters", tellers: 10} as const;
const exportsOf = (products: Record<string, number>, total: number): StateExports => ({
  products: new Map(Object.entries(products)),
  total,
});

// By hand: A sells 10 of 100, the world 40 of 300; 0.1 ÷ 0.1333 = 0.75. B: 0.15 ÷ 0.1333 = 1.125.
const BOOK = exportBook(
  new Map([
    ["AAA", exportsOf({chips: 10}, 100)],
    ["BBB", exportsOf({chips: 30, cars: 5}, 200)],
  ]),
  TOLD,
);

test("Balassa's index is a product's share of a state's exports over its share of all", () => {
  expect(advantage(BOOK, "AAA", "chips")).toBeCloseTo(0.75, 12);
  expect(advantage(BOOK, "BBB", "chips")).toBeCloseTo(1.125, 12);
  expect(advantage(BOOK, "AAA", "cars")).toBe(0);
});

test("a product that nobody exports, and a state without exports, have none", () => {
  expect(advantage(BOOK, "AAA", "ships")).toBeNull();
  expect(advantage(BOOK, "CCC", "chips")).toBeNull();
  expect(advantage(exportBook(new Map([["AAA", exportsOf({}, 0)]]), TOLD), "AAA", "chips")).toBeNull();
});

const amounts = fc.array(fc.integer({min: 0, max: 1000}), {minLength: 4, maxLength: 4});

test("over all products, weighed by their share of the world's exports, every state's index has mean one", () => {
  fc.assert(
    fc.property(fc.array(amounts, {minLength: 2, maxLength: 6}), (rows) => {
      const states = new Map(
        rows.map((values, at) => [
          `S${at}`,
          exportsOf(
            Object.fromEntries(values.map((usd, k) => [`p${k}`, usd])),
            values.reduce((total, usd) => total + usd, 0),
          ),
        ]),
      );
      const book = exportBook(states, TOLD);
      for (const [state, {total}] of states) {
        if (total === 0) continue;
        const mean = [...book.world.products].reduce((sum, [label, usd]) => {
          const own = advantage(book, state, label);
          return own === null ? sum : sum + (own * usd) / book.world.total;
        }, 0);
        expect(mean).toBeCloseTo(1, 10);
      }
    }),
  );
});

function capability(refill: Record<string, number>): Capability {
  const found = capabilityOf("AAA", new Map(Object.entries(refill)), BOOK);
  if ("reason" in found) throw new Error(found.reason);
  return found;
}

test("the share without capability is of the refill, and what is unknown widens its bounds", () => {
  expect(capability({chips: 30, cars: 10})).toMatchObject({share: 1, without: {low: 1, high: 1}});
  expect(capability({chips: 30, ships: 10})).toMatchObject({share: 1, without: {low: 0.75, high: 1}});
  expect(capability({chips: 30, ships: 40})).toMatchObject({share: null, without: {low: 3 / 7, high: 1}});
});

test("without a book, outside it, or without a refill, the reason stands in its place", () => {
  const refill = new Map([["chips", 1]]);
  const silent = {reason: expect.stringContaining("neither the hub's exports")};
  expect(capabilityOf("AAA", refill, null)).toEqual(silent);
  expect(capabilityOf("CCC", refill, BOOK)).toEqual(silent);
  expect(capabilityOf("AAA", new Map([["chips", 0]]), BOOK)).toEqual({
    reason: "there is no refill to share out",
  });
});
