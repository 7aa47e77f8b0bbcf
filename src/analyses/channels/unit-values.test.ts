import fc from "fast-check";
import {expect, test} from "vitest";
import type {Weighed} from "./flows.ts";
import {unitValueWedge, type Wedge} from "./unit-values.ts";

const weighed = (usd: number, usdPerKg: number, share = 1): Weighed => ({
  usd,
  weighedUsd: share * usd,
  kg: (share * usd) / usdPerKg,
});

/** Products that came in at ten dollars a kilogram and leave at `ratios` times that. */
function roads(ratios: readonly number[], usd: (at: number) => number = () => 100) {
  const labels = ratios.map((_, at) => `p${at}`);
  return {
    labels,
    sent: new Map(labels.map((label, at) => [label, weighed(1000 + usd(at), 10)])),
    onward: new Map(labels.map((label, at) => [label, weighed(usd(at), 10 * (ratios[at] ?? Number.NaN))])),
  };
}

function wedgeOf({labels, sent, onward}: ReturnType<typeof roads>): Wedge {
  const wedge = unitValueWedge(labels, sent, onward);
  if ("reason" in wedge) throw new Error(wedge.reason);
  return wedge;
}

test("the wedge is the median ratio of the two unit values", () => {
  const wedge = wedgeOf(roads([1.2, 1.3, 1.4, 1.5, 1.6, 9, 0.1]));
  expect(wedge.median).toBeCloseTo(1.4, 12);
  // Of seven equal weights the least and the greatest value: ½ − 0.98/√7 = 0.13 of the weight is passed by the first alone.
  expect(wedge.interval?.low).toBeCloseTo(0.1, 12);
  expect(wedge.interval?.high).toBeCloseTo(9, 12);
});

test("a product weighs as much as can be the same goods: the smaller of the two values", () => {
  const {labels, sent, onward} = roads([1.3, 1.3, 1.3, 5, 5, 5, 5]);
  const few = new Map([...sent].map(([label, own], at) => [label, at < 3 ? own : weighed(1, 10)]));
  expect(wedgeOf({labels, sent: few, onward}).median).toBeCloseTo(1.3, 12);
  expect(wedgeOf({labels, sent, onward}).median).toBeCloseTo(5, 12);
});

test("a product of which less than half was weighed says nothing, and weights of zero are none", () => {
  const {labels, sent, onward} = roads([1.4, 1.4]);
  const half = new Map([...onward, ["p0", weighed(100, 14, 0.49)]]);
  expect([...wedgeOf({labels, sent, onward: half}).products.keys()]).toEqual(["p1"]);
  const none = new Map(labels.map((label) => [label, {usd: 100, weighedUsd: 0, kg: 0}]));
  expect(unitValueWedge(labels, sent, none)).toEqual({
    reason: "weights are missing or zero on one road in all 2 products on both roads",
  });
});

test("what is not there has its reason", () => {
  const {labels, sent, onward} = roads([1.4]);
  expect(unitValueWedge(labels, sent, null)).toEqual({
    reason: "nobody reports the hub's exports to the target by product",
  });
  expect(unitValueWedge(labels, null, onward)).toEqual({
    reason: "the origins' exports of the same periods are not loaded",
  });
  expect(unitValueWedge(labels, new Map(), onward)).toEqual({
    reason: "no product is on record on both roads",
  });
  expect(wedgeOf(roads([1.4, 1.5])).interval).toBeNull();
});

test("other currencies and units of weight on both roads change nothing; the way back turns the wedge round", () => {
  const ratio = fc.double({min: 0.1, max: 10, noNaN: true});
  const scale = fc.double({min: 1e-3, max: 1e3, noNaN: true});
  fc.assert(
    fc.property(fc.array(ratio, {minLength: 1, maxLength: 20}), scale, scale, (ratios, usd, kg) => {
      const own = roads(ratios, (at) => 50 + at);
      const wedge = wedgeOf(own);
      const other = (road: ReadonlyMap<string, Weighed>): Map<string, Weighed> =>
        new Map(
          [...road].map(([label, cell]) => [
            label,
            {usd: usd * cell.usd, weighedUsd: usd * cell.weighedUsd, kg: kg * cell.kg},
          ]),
        );
      const scaled = wedgeOf({labels: own.labels, sent: other(own.sent), onward: other(own.onward)});
      const turned = wedgeOf({labels: own.labels, sent: own.onward, onward: own.sent});
      // A logarithm, an exponential and two products of doubles.
      expect(scaled.median / wedge.median).toBeCloseTo(1, 12);
      expect(turned.median * wedge.median).toBeCloseTo(1, 12);
    }),
  );
});
