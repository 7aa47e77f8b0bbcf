import fc from "fast-check";
import {expect, test} from "vitest";
import {type CrossCells, crossCells} from "./cells.ts";
import {CrossFilter, type Kept} from "./cross-filter.ts";
import {sheetFor, sheetsOf, tableOfSheet} from "./sheet.ts";
import {groupsOf, sliced} from "./sums.ts";
import {runSums, tableOf} from "./table.ts";
import {TableMaker} from "./table-maker.ts";

const SIZES = [5, 3, 4] as const;

const cell = fc.record({
  codes: fc.tuple(...SIZES.map((size) => fc.nat(size - 1))),
  // A cell of a chapter, a pair and a year in 1/10,000 dollar: up to the largest whole number.
  // Corrections are below zero.
  amount: fc.oneof(fc.nat(1000), fc.maxSafeInteger()),
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

/** Sorted, as cells come, or in any order: runs are then short, and the same group stands in several. */
function cellsOf(drawn: readonly Drawn[], sorted = false, sizes: readonly number[] = SIZES): CrossCells {
  const order = (a: Drawn, b: Drawn) => String(a.codes).localeCompare(String(b.codes));
  const cells = sorted ? drawn.toSorted(order) : drawn;
  return crossCells(
    sizes.map((size, at) => ({size, codes: Uint8Array.from(cells, ({codes}) => codes[at] ?? 0)})),
    {
      amounts: cells.map(({amount}) => amount),
      records: cells.map(({records}) => records),
      silent: cells.map(({silent}) => silent),
    },
  );
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
      fc.boolean(),
      (drawn, asked, sorted) => {
        const filter = new CrossFilter(cellsOf(drawn, sorted));
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

test("a table from a sheet is the table from the cells", () => {
  fc.assert(
    fc.property(
      fc.array(cell, {minLength: 1, maxLength: 60}),
      fc.nat(2),
      fc.nat(2),
      masks,
      (drawn, by, moving, kept) => {
        fc.pre(by !== moving);
        const cells = cellsOf(drawn);
        const [sheet, ...others] = sheetsOf(cells, 0);
        if (sheet === undefined) throw new Error("cells of three names have one sheet");
        expect(others).toEqual([]);
        const asked = {by, moving, kept};
        expect(tableOfSheet(sheet, cells, asked)).toEqual(tableOf(cells, runSums(cells), asked));
      },
    ),
  );
});

const FOUR = [3, 3, 3, 2] as const;
const cellOfFour = fc.record({
  codes: fc.tuple(...FOUR.map((size) => fc.nat(size - 1))),
  amount: fc.maxSafeInteger(),
  records: fc.integer({min: 1, max: 9}),
  silent: fc.nat(9),
});
const masksOfFour = fc.tuple(
  ...FOUR.map((size) =>
    fc.option(fc.array(fc.nat(1), {minLength: size, maxLength: size}).map((bits) => Uint8Array.from(bits))),
  ),
);

test("whichever way a table is made, by sheets or as a difference, it is that of all cells", () => {
  fc.assert(
    fc.property(
      fc.array(cellOfFour, {minLength: 1, maxLength: 80}),
      fc.nat(3),
      fc.nat(3),
      masksOfFour,
      (drawn, by, moving, kept) => {
        fc.pre(by !== moving);
        const cells = cellsOf(drawn, true, FOUR);
        const asked = {by, moving, kept};
        const straight = tableOf(cells, runSums(cells), asked);
        const made = new TableMaker(cells, sheetsOf(cells, 0)).table(asked);
        // Equal to the last digit as amounts; halves may be carried otherwise.
        expect(
          Array.from({length: made.rows}, (_, row) => groupsOf(sliced(made, only(row, made.rows)), null)),
        ).toEqual(
          Array.from({length: made.rows}, (_, row) => groupsOf(sliced(straight, only(row, made.rows)), null)),
        );
      },
    ),
  );
});

function only(row: number, rows: number): Uint8Array {
  return Uint8Array.from({length: rows}, (_, at) => (at === row ? 1 : 0));
}

test("a sheet answers where no other name plays a part, and only questions in which the last one does", () => {
  const four = [0, 1, 2, 3].map(() => ({codes: Uint8Array.of(0), size: 1}));
  const cells = crossCells(four, {amounts: [1], records: [1], silent: [0]});
  const sheets = sheetsOf(cells, 0);
  expect(sheets.map(({first, second}) => [first, second])).toEqual([
    [0, 1],
    [0, 2],
    [1, 2],
  ]);
  const one = Uint8Array.of(1);
  const chosenFor = (by: number, moving: number, kept: Kept) => {
    const sheet = sheetFor(sheets, cells, {by, moving, kept});
    return sheet === null ? null : [sheet.first, sheet.second];
  };
  expect(chosenFor(3, 0, [null, null, one, null])).toEqual([0, 2]);
  expect(chosenFor(1, 2, [null, null, null, one])).toEqual([1, 2]);
  expect(chosenFor(1, 2, [one, null, null, one])).toBe(null);
  expect(chosenFor(1, 2, [one, null, null, null])).toBe(null);
});

test("sorted cells make one run of all that differ only in the last name", () => {
  const codes = [0, 0, 0, 1].map((first, at) => ({codes: [first, 0, at], amount: at, records: 1, silent: 0}));
  const {starts, high, low} = cellsOf(codes, true);
  expect([...starts]).toEqual([0, 3, 4]);
  expect([...high, ...low]).toEqual([0, 0, 0, 0, 0, 1, 2, 3]);
});

test("cells where every record has an amount need no count of the others", () => {
  const cells = cellsOf([{codes: [1, 2, 3], amount: 7, records: 2, silent: 0}]);
  const kept: Kept = [null, null, Uint8Array.of(0, 0, 0, 1)];
  for (const by of [null, 0, 1, 2])
    expect(new CrossFilter({...cells, silent: null}).groups(by, kept)).toEqual(
      new CrossFilter(cells).groups(by, kept),
    );
});
