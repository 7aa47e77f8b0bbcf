import fc from "fast-check";
import {expect, test} from "vitest";
import {
  addMirror,
  emptyMirror,
  type MirrorTotals,
  mirrorTotals,
  type PackedPeriod,
  totalsOf,
} from "./index.ts";

const BITS = 3;
const UNITS = 5;

/** Whole amounts, so that sums in any order are the same; a side that says nothing is not a number. */
const amounts = fc.oneof(fc.constant(Number.NaN), fc.integer({min: 0, max: 2 ** 40}));
const rows = fc.array(fc.tuple(fc.integer({min: 0, max: UNITS - 1}), amounts, amounts), {maxLength: 60});

function periodOf(own: readonly (readonly [number, number, number])[]): PackedPeriod {
  return {
    keys: Uint32Array.from(own, ([importer], at) => at * 2 ** (2 * BITS) + importer),
    sent: Float64Array.from(own, ([, sent]) => sent),
    got: Float64Array.from(own, ([, , got]) => got),
  };
}

/** The same row by row, by the definitions. */
function bruteForce(own: readonly (readonly [number, number, number])[]): MirrorTotals {
  const sum = (of: (sent: number, got: number) => number) =>
    Float64Array.from({length: UNITS}, (_, unit) =>
      own.reduce((total, [importer, sent, got]) => (importer === unit ? total + of(sent, got) : total), 0),
    );
  const both = (of: (sent: number, got: number) => number) =>
    sum((sent, got) => (Number.isNaN(sent) || Number.isNaN(got) ? 0 : of(sent, got)));
  const only = (of: number, other: number, value: number) =>
    !Number.isNaN(of) && Number.isNaN(other) ? value : 0;
  return {
    exported: both((sent) => sent),
    imported: both((_, got) => got),
    orphans: both((sent, got) => Math.max(0, sent - got)),
    sentAlone: sum((sent, got) => only(sent, got, sent)),
    gotAlone: sum((sent, got) => only(got, sent, got)),
    both: both(() => 1),
    onlySent: sum((sent, got) => only(sent, got, 1)),
    onlyGot: sum((sent, got) => only(got, sent, 1)),
  };
}

test("the mirror is what its definitions say row by row, whole and in parts", async () => {
  await fc.assert(
    fc.asyncProperty(rows, rows, fc.nat(60), async (one, other, cut) => {
      const wanted = bruteForce([...one, ...other]);
      const periods = [periodOf(one), periodOf(other)];
      expect(await mirrorTotals(periods, {unitBits: BITS, units: UNITS, threads: 1})).toEqual(wanted);
      const sums = emptyMirror(BITS);
      for (const period of periods) {
        const middle = Math.min(cut, period.keys.length);
        addMirror(sums, period, {unitBits: BITS, from: middle});
        addMirror(sums, period, {unitBits: BITS, below: middle});
      }
      expect(totalsOf(sums, UNITS)).toEqual(wanted);
    }),
    {numRuns: 200},
  );
});
