import fc from "fast-check";
import {expect, test} from "vitest";
import {type CrossCells, CrossFilter, type Kept} from "./cross-filter.ts";

const SIZES = [5, 3, 4] as const;

const cell = fc.record({
  codes: fc.tuple(...SIZES.map((size) => fc.nat(size - 1))),
  // A cell of a chapter, a pair and a year in 1/10,000 dollar: up to the largest whole number.
  amount: fc.oneof(fc.nat(1000), fc.maxSafeNat()),
  records: fc.integer({min: 1, max: 9}),
  silent: fc.nat(9),
});
type Drawn = Readonly<{codes: readonly number[]; amount: number; records: number; silent: number}>;

const masks: fc.Arbitrary<Kept> = fc.tuple(
  ...SIZES.map((size) =>
    fc.option(fc.array(fc.nat(1), {minLength: size, maxLength: size}).map((bits) => Uint8Array.from(bits))),
  ),
);
const by = fc.option(fc.nat(SIZES.length - 1));

function cellsOf(drawn: readonly Drawn[]): CrossCells {
  return {
    dimensions: SIZES.map((size, at) => ({size, codes: Uint8Array.from(drawn, ({codes}) => codes[at] ?? 0)})),
    amounts: Float64Array.from(drawn, ({amount}) => amount),
    records: Float64Array.from(drawn, ({records}) => records),
    silent: Float64Array.from(drawn, ({silent}) => silent),
  };
}

/** Brute force, with whole numbers of any length: each cell is looked at for each question. */
function bruteForce(drawn: readonly Drawn[], asked: number | null, kept: Kept) {
  const inside = drawn.filter(({codes}) =>
    kept.every((mask, at) => mask === null || mask[codes[at] ?? 0] === 1),
  );
  const groups = Map.groupBy(inside, ({codes}) => (asked === null ? 0 : (codes[asked] ?? 0)));
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([code, members]) => ({
      code,
      amount: Number(members.reduce((sum, {amount}) => sum + BigInt(amount), 0n)),
      records: members.reduce((sum, {records}) => sum + records, 0),
      silent: members.reduce((sum, {silent}) => sum + silent, 0),
    }));
}

test("any questions in any order are answered as brute force does, to the last digit", () => {
  fc.assert(
    fc.property(
      fc.array(cell, {maxLength: 60}),
      fc.array(fc.tuple(by, masks), {minLength: 1, maxLength: 12}),
      (drawn, asked) => {
        const filter = new CrossFilter(cellsOf(drawn));
        for (const [dimension, kept] of asked)
          expect(filter.groups(dimension, kept)).toEqual(bruteForce(drawn, dimension, kept));
      },
    ),
  );
});

test("a choice that keeps nothing has no groups, and no cells have none", () => {
  const filter = new CrossFilter(cellsOf([{codes: [0, 0, 0], amount: 5, records: 1, silent: 0}]));
  expect(filter.groups(1, [new Uint8Array(5), null, null])).toEqual([]);
  expect(new CrossFilter(cellsOf([])).groups(null, [null, null, null])).toEqual([]);
});

test("a group of a measured zero is there, with its record", () => {
  const filter = new CrossFilter(cellsOf([{codes: [1, 0, 0], amount: 0, records: 2, silent: 0}]));
  expect(filter.groups(0, [null, null, null])).toEqual([{code: 1, amount: 0, records: 2, silent: 0}]);
});
