import fc from "fast-check";
import {expect, test} from "vitest";
import {agreement, contested, type RollCalls} from "./agreement.ts";

function votes(...calls: readonly (readonly number[])[]): RollCalls {
  return {calls: calls.length, voters: calls[0]?.length ?? 0, cells: Uint8Array.from(calls.flat())};
}

const worlds = fc.integer({min: 2, max: 6}).chain((voters) =>
  fc
    .array(fc.array(fc.integer({min: 0, max: 3}), {minLength: voters, maxLength: voters}), {
      minLength: 1,
      maxLength: 20,
    })
    .map((calls) => ({calls, made: votes(...calls)})),
);

// Counted by hand: together on 1 of 3; distances 0, 1 and 2, so 1 − 3/2/3.
test("yes with yes is one, yes with abstain a half, yes with no nothing", () => {
  const made = votes([1, 1], [1, 2], [1, 3]);
  expect(agreement(made, {one: 0, other: 1, among: [0, 1, 2]})).toEqual({
    pairs: 3,
    same: 1,
    identical: 1 / 3,
    graded: 1 / 2,
  });
});

test("a roll call that one of the two missed does not count, and no pair is no number", () => {
  const made = votes([1, 0, 3], [0, 2, 3]);
  expect(agreement(made, {one: 0, other: 2, among: [0, 1]})).toMatchObject({pairs: 1, identical: 0});
  expect(agreement(made, {one: 0, other: 1, among: [0, 1]})).toEqual({
    pairs: 0,
    same: 0,
    identical: null,
    graded: null,
  });
});

test("a roll call is contested when two choices were cast; absence is no choice", () => {
  expect(contested(votes([1, 1, 0], [1, 2, 0], [0, 0, 0], [3, 3, 3], [1, 3, 1]))).toEqual([1, 4]);
});

test("a table of another shape is refused", () => {
  expect(() => contested({calls: 2, voters: 2, cells: new Uint8Array(3)})).toThrow(/3 cells/);
});

// Brute force: every pair by filter and map on the lists themselves. Sums of halves are exact, so no tolerance.
test("agreement equals counting by hand, is symmetric, 1 with oneself, and never above the graded one", () => {
  fc.assert(
    fc.property(worlds, ({calls, made}) => {
      const among = contested(made);
      for (let one = 0; one < made.voters; one++) {
        for (let other = 0; other < made.voters; other++) {
          const found = agreement(made, {one, other, among});
          const both = among
            .map((call) => [calls[call]?.[one] ?? Number.NaN, calls[call]?.[other] ?? Number.NaN] as const)
            .filter(([v, w]) => v > 0 && w > 0);
          expect(found.pairs).toBe(both.length);
          expect(found.same).toBe(both.filter(([v, w]) => v === w).length);
          expect(agreement(made, {one: other, other: one, among})).toEqual(found);
          if (both.length === 0) continue;
          const graded = both.reduce((sum, [v, w]) => sum + 1 - Math.abs(v - w) / 2, 0) / both.length;
          expect(found.graded).toBeCloseTo(graded, 12);
          expect(found.graded).toBeGreaterThanOrEqual((found.identical ?? Number.NaN) - 1e-12);
          if (one === other) expect(found.identical).toBe(1);
        }
      }
    }),
    {numRuns: 60},
  );
});

test("relabelling yes and no changes no agreement", () => {
  fc.assert(
    fc.property(worlds, ({calls, made}) => {
      const turned = votes(...calls.map((call) => call.map((choice) => (choice === 0 ? 0 : 4 - choice))));
      expect(agreement(turned, {one: 0, other: 1, among: contested(turned)})).toEqual(
        agreement(made, {one: 0, other: 1, among: contested(made)}),
      );
    }),
    {numRuns: 60},
  );
});
