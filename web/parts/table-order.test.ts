import fc from "fast-check";
import {expect, test} from "vitest";
import {orderedRows, pressed} from "./table-order.ts";

const cell = (exact: number | null) => [{text: exact === null ? "–" : String(exact), exact}];

test("presses go round: numbers from the largest, from the smallest, as answered; text the other way", () => {
  const once = pressed(null, 2, true);
  const twice = pressed(once, 2, true);
  expect([once, twice, pressed(twice, 2, true)]).toEqual([
    {column: 2, down: true},
    {column: 2, down: false},
    null,
  ]);
  expect(pressed(once, 0, false)).toEqual({column: 0, down: false});
});

test("every order holds each row once, missing ones last, equal ones as they were", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({min: -3, max: 3}))), fc.boolean(), (values, down) => {
      const order = orderedRows(values.map(cell), {column: 0, down});
      expect(order.toSorted((a, b) => a - b)).toEqual(values.map((_, at) => at));
      for (const [place, at] of order.entries()) {
        const next = order[place + 1];
        if (next === undefined) continue;
        const [one = null, other = null] = [values[at], values[next]];
        if (one === null) expect(other).toBeNull();
        else if (other !== null) {
          expect(down ? one >= other : one <= other).toBe(true);
          if (one === other) expect(at).toBeLessThan(next);
        }
      }
    }),
  );
});
