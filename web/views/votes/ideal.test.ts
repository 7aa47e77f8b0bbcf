import fc from "fast-check";
import {expect, test} from "vitest";
import {webFinding} from "../../../test/support/web-finding.ts";
import type {FindingRow} from "../../data/finding.ts";
import {apart, idealField, idealLabels, idealLines, LABEL_PX, shockYear} from "./ideal-layout.ts";
import {agreementAddress, idealAddress, stressedCodes} from "./state.ts";

const row = (state: string, opened: number, value: number | null): FindingRow => ({
  session: String(opened - 1945),
  opened: String(opened),
  state,
  ideal_point: value,
  ideal_point_missing: value === null ? "not placed" : null,
  ideal_point_low: value === null ? null : value - 0.2,
  ideal_point_high: value === null ? null : value + 0.2,
  votes: value === null ? null : 70,
});
const names = new Map([
  ["AAA", "Alpha"],
  ["BBB", "Beta"],
]);

test("the stressed lie on top, missing sessions stay in the line, and who is placed nowhere says why", () => {
  const rows = [
    row("AAA", 2020, 1),
    row("AAA", 2019, null),
    row("BBB", 2019, -1),
    row("CCC", 2019, null),
    row("AAA", 2018, 0.5),
  ];
  const lines = idealLines(webFinding(rows), {poles: ["BBB"], chosen: "AAA", names});
  expect(lines.map(({state, stress, name}) => [state, stress, name])).toEqual([
    ["CCC", "other", "CCC"],
    ["BBB", "pole", "Beta"],
    ["AAA", "chosen", "Alpha"],
  ]);
  expect(lines[2]?.points.map(({opened, value, row: at}) => [opened, value, at])).toEqual([
    [2018, 0.5, 5],
    [2019, null, 2],
    [2020, 1, 1],
  ]);
  expect(lines.map(({last, why}) => [last?.opened ?? null, why])).toEqual([
    [null, "not placed"],
    [2019, null],
    [2020, null],
  ]);
});

test("a session opens in September, so that the shock lies between those of 2021 and 2022", () => {
  const lines = idealLines(webFinding([2020, 2021, 2022].map((year) => row("AAA", year, 0))), {
    poles: [],
    chosen: null,
    names,
  });
  const field = idealField(lines, 600);
  if (field === null) throw new Error("no field");
  const shock = shockYear("2022-02-24", field) ?? 0;
  const [, before, after] = lines[0]?.points ?? [];
  expect(shock).toBeGreaterThan(before?.year ?? 0);
  expect(shock).toBeLessThan(after?.year ?? 0);
  expect(shockYear("1990-01-01", field)).toBeNull();
  expect(shockYear(null, field)).toBeNull();
  expect(
    idealField(idealLines(webFinding([row("AAA", 2020, null)]), {poles: [], chosen: null, names}), 600),
  ).toBeNull();
});

test("names are apart, in the order of the places, within the bounds, and stay where they have room", () => {
  const wanted = fc
    .array(fc.double({min: -50, max: 450, noNaN: true}), {maxLength: 20})
    .map((list) => list.toSorted((a, b) => a - b));
  fc.assert(
    fc.property(wanted, (list) => {
      const moved = apart(list, 17, [0, 400]);
      expect(moved.length).toBe(list.length);
      for (const [at, position] of moved.entries()) {
        expect(position).toBeGreaterThanOrEqual(-1e-9);
        expect(position).toBeLessThanOrEqual(400 + 1e-9);
        // Sums of twenty positions of three digits are exact to ten places.
        if (at > 0) expect(position - (moved[at - 1] ?? 0)).toBeGreaterThanOrEqual(17 - 1e-9);
      }
    }),
  );
  expect(apart([10, 100, 200], 17, [0, 400])).toEqual([10, 100, 200]);
  expect(apart([100, 100], 20, [0, 400])).toEqual([90, 110]);
});

test("every placed state has a name, as many as there are", () => {
  const many = Array.from({length: 60}, (_, at) => row(`S${at}`, 2020, at % 3));
  const lines = idealLines(webFinding(many), {poles: [], chosen: null, names});
  const field = idealField(lines, 600);
  if (field === null) throw new Error("no field");
  const labels = idealLabels(lines, field);
  expect(labels.length).toBe(60);
  expect(field.height).toBeGreaterThan(60 * LABEL_PX);
  expect(Math.max(...labels.map(({y}) => y))).toBeLessThan(field.height);
});

test("the address asks for the poles, the stressed state and those of the form, and the form does not see the stress", () => {
  const states = webFinding([
    {iso3: "AAA", name: "Alpha", blocs: "post-soviet"},
    {iso3: "RUS", name: "Russia", blocs: "post-soviet"},
    {iso3: "USA", name: "United States", blocs: ""},
  ]);
  const none = new URLSearchParams();
  expect(idealAddress(none, states)).toBe(
    "/api/v1/votes-ideal-points?session=60..&states=RUS,USA,CHN,TUR,AAA",
  );
  const given = new URLSearchParams("state=DEU&with=russia&session=70..&states=Alpha");
  expect(idealAddress(given, states)).toBe("/api/v1/votes-ideal-points?session=70..&states=russia,DEU,Alpha");
  expect(agreementAddress(given, states)).not.toContain("state=");
  expect(stressedCodes(new URLSearchParams("with=russia,United States&state=alpha"), states)).toEqual({
    poles: ["RUS", "USA"],
    chosen: "AAA",
  });
  expect(stressedCodes(new URLSearchParams("with=Nowhere"), states)).toEqual({poles: [], chosen: null});
});
