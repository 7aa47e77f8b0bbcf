import fc from "fast-check";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {packStore, type TestStore} from "../../../test/support/stores.ts";
import {type SourceRow, storeOf} from "../../../test/world/index.ts";
import {periodRange} from "../../base/index.ts";
import {type TradeSlice, tradeCells, unitMembers} from "../../layers/trade/index.ts";
import {type Reader, remembering, type StoreRow} from "../../store/index.ts";
import {dollarCells, monthsIn} from "./total-cells.ts";

/** Blocs that gained and lost members within years, states of them and of none, and the bloc told as one. */
const REPORTERS = ["DEU", "GBR", "HRV", "ARM", "KGZ", "KAZ", "EU27"];
const PARTNERS = [...REPORTERS, "RUS", "W00"];
const UNITS = ["DEU", "GBR", "ARM", "KGZ", "KAZ", "RUS", "EU", "EU27", "EAEU"];
const PERIODS = [2013, 2014, 2015, 2020, 201306, 201307, 201501, 201508, 201512, 202001, 202002, 202012];

const row: fc.Arbitrary<SourceRow> = fc.record({
  period: fc.constantFrom(...PERIODS),
  reporter: fc.constantFrom(...REPORTERS),
  partner: fc.constantFrom(...PARTNERS),
  flow: fc.constantFrom("X", "M"),
  product: fc.constant("TOTAL"),
  // Large ones are beyond what a number holds in ten-thousandths.
  value: fc.oneof(fc.integer({min: 0, max: 1e6}), fc.integer({min: 9e11, max: 2e12})),
});

const publications = fc
  .array(
    fc.record({
      rows: fc.uniqueArray(row, {
        minLength: 100,
        maxLength: 250,
        selector: ({period, reporter, partner, flow}) => `${period} ${reporter} ${partner} ${flow}`,
      }),
      rank: fc.integer({min: 1, max: 3}),
      partners: fc.constantFrom("all", "selected"),
      sides: fc.constantFrom("mirror", "reconciled"),
    }),
    {minLength: 1, maxLength: 3},
  )
  .map((several) =>
    several.map(({rows, ...traits}, at) => ({
      ...traits,
      id: `office-${at}`,
      rows: rows.filter(({reporter, partner}) => reporter !== partner),
    })),
  );

const units = fc.option(fc.uniqueArray(fc.constantFrom(...UNITS), {minLength: 1, maxLength: 5}));
const partners = fc.option(fc.uniqueArray(fc.constantFrom(...UNITS, "W00"), {minLength: 1, maxLength: 5}));
const left = fc.array(
  fc.record({member: fc.constantFrom(...REPORTERS), period: fc.constantFrom(...PERIODS)}),
  {maxLength: 3},
);

/** The usual value, and now and then another. */
function mostly<Value>(usual: Value, other: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return fc.oneof({weight: 4, arbitrary: fc.constant(usual)}, {weight: 1, arbitrary: other});
}

/** Slices of all goods that differ in all that decides between sources. */
function slicesOf(ranges: readonly string[], sources: readonly string[]): fc.Arbitrary<TradeSlice> {
  return fc
    .record({
      reporters: units,
      partners,
      flows: mostly<TradeSlice["flows"]>(["X", "M"], fc.constantFrom(["X"], ["M"], ["RX"], [])),
      range: fc.constantFrom(...ranges),
      source: mostly<string | null>(null, fc.constantFrom(...sources)),
      basis: mostly<TradeSlice["basis"]>("origin", fc.constant("consignment")),
      sides: mostly<TradeSlice["sides"]>("any", fc.constantFrom("mirror", "reconciled")),
      splitPartners: fc.boolean(),
      within: mostly<readonly string[] | undefined>(undefined, fc.subarray([...sources])),
      among: mostly<readonly string[] | undefined>(undefined, fc.subarray(UNITS.slice(0, 6))),
      without: mostly<NonNullable<TradeSlice["without"]>>([], left),
    })
    .map(({reporters: who, partners: whom, range, within, among, ...rest}) => ({
      ...rest,
      ...(within === undefined ? {} : {within}),
      ...(among === undefined ? {} : {among}),
      reporters: who === null ? null : unitMembers(who),
      partners: whom === null ? null : unitMembers(whom),
      range: periodRange(range),
      goods: {kind: "total"},
      codes: "all",
      codesYear: null,
      splitGoods: false,
      usdOnly: true,
    }));
}

async function expectSame(store: Reader, slice: TradeSlice): Promise<number> {
  const [own, engine] = [await dollarCells(store, slice), await store.rows(tradeCells(slice))];
  expect(inOrder(own)).toEqual(inOrder(engine));
  return engine.length;
}

// The statement leaves open which comes first of a year as published and one by months, where a bloc has both from one source.
function inOrder(rows: readonly StoreRow[]): StoreRow[] {
  const placeOf = ({period, reporter, partner, flow, source, frequency, months}: StoreRow) =>
    [period, reporter, partner, flow, source, frequency, months].join(" ");
  return rows.toSorted((one, other) => (placeOf(one) < placeOf(other) ? -1 : 1));
}

describe("cells of all goods together are those of the trade layer's statement, to the last digit", () => {
  test("over publications of random rows, whole years beside months, and blocs told as one beside their members", {
    timeout: 600_000,
  }, async () => {
    let cells = 0;
    await fc.assert(
      fc.asyncProperty(
        publications,
        fc.array(
          slicesOf(
            ["2013..2015", "2015", "2013..2020", "2013-06..2020-02", "2015-08"],
            ["world/office-0", "world/office-1"],
          ),
          {
            minLength: 12,
            maxLength: 12,
          },
        ),
        async (world, slices) => {
          const store = await storeOf(world);
          try {
            for (const slice of slices) cells += await expectSame(store, slice);
          } finally {
            store.close();
          }
        },
      ),
      {numRuns: 25, endOnFailure: true},
    );
    expect(cells).toBeGreaterThan(1_000);
  });

  describe("over the embedded pack", () => {
    let made: TestStore;
    beforeAll(async () => {
      made = await packStore();
    });
    afterAll(async () => {
      await made[Symbol.asyncDispose]();
    });

    test("any slice", {timeout: 600_000}, async () => {
      const sources = ["eurostat/comext-totals", "rus-fts/trade-by-partner", "kgz-nsc/trade-by-partner"];
      const store = remembering(made.store);
      let cells = 0;
      await fc.assert(
        fc.asyncProperty(
          slicesOf(["2015..2023", "2019", "2017..2024", "2019-03..2022-11"], sources),
          async (slice) => {
            cells += await expectSame(store, slice);
          },
        ),
        {numRuns: 150, endOnFailure: true},
      );
      expect(cells).toBeGreaterThan(1_000);
    });
  });
});

test("months in a mask of them", () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.integer({min: 1, max: 12})), (months) => {
      expect(monthsIn(months.reduce((mask, month) => mask | (1 << month), 0))).toBe(months.length);
    }),
  );
});
