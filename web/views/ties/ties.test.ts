import fc from "fast-check";
import {expect, test} from "vitest";
import {webFinding} from "../../../test/support/web-finding.ts";
import type {FindingRow} from "../../data/finding.ts";
import type {Place} from "../atlas/places.ts";
import {networkOf, sizeOf} from "./network-layout.ts";
import {spanOfDate, spellsOf, standingIn, statesNamed} from "./spells.ts";
import {firstYearIn, networkYears, tieChoices, tiesAddress} from "./state.ts";
import {timelineOf} from "./timeline-layout.ts";

const tie = (given: FindingRow): FindingRow => ({
  layer: "institutions",
  kind: "membership",
  form: "spell",
  a: "AAA",
  b: "ORG",
  status: "member",
  standing: "whole",
  item: null,
  start: "2000-01-01",
  end: null,
  looked_to: "2025-12-31",
  source: "invented",
  ...given,
});

const field = {
  width: 1000,
  from: 1991,
  shock: "2022-02-24",
  nameOf: (code: string) => code,
  several: false,
  most: 99,
};
const own = new Set(["AAA"]);

test("a date spans what it leaves open: a year twelve months, a month one, a day a day", () => {
  expect(spanOfDate("2022")).toEqual({early: 2022, late: 2023});
  expect(spanOfDate("2022-07").early).toBeCloseTo(2022.5, 9);
  expect(spanOfDate("2022-07").late - spanOfDate("2022-07").early).toBeCloseTo(1 / 12, 9);
  expect(spanOfDate("2022-02-24").late - spanOfDate("2022-02-24").early).toBeLessThan(0.01);
});

test("a frozen standing lies over the membership that it halts, on the same lane", () => {
  const spells = spellsOf(
    webFinding([
      tie({status: "participation_frozen", standing: "halted", start: "2024-02-22"}),
      tie({status: "member"}),
    ]),
    own,
  );
  const [group] = timelineOf(spells, field).groups;
  expect(group?.lanes).toHaveLength(1);
  expect(group?.lanes[0]?.bars.map(({standing}) => standing)).toEqual(["whole", "halted"]);
  // A law's standing is another matter, and what the finding does not sort is drawn whole.
  const standings = ["halted", "part", "whole", "in force", null];
  expect(standings.map((standing) => standingIn({standing}))).toEqual([
    "halted",
    "part",
    "whole",
    "whole",
    "whole",
  ]);
});

test("an open end reaches as far as its source looked, and no value of a period is a spell", () => {
  const spells = spellsOf(
    webFinding([
      tie({looked_to: "2020-12-31"}),
      tie({b: "LATER", looked_to: "2025-12-31"}),
      tie({form: "value", kind: "shared_igos", b: "BBB"}),
    ]),
    own,
  );
  expect(spells).toHaveLength(2);
  const bars = timelineOf(spells, field).groups.flatMap(({lanes}) => lanes.flatMap((lane) => lane.bars));
  expect(bars.every(({open}) => open)).toBe(true);
  const [shorter = 0, longer = 0] = bars.map(({width}) => width);
  expect(shorter).toBeLessThan(longer);
});

test("what a source saw at one moment is drawn there and no earlier, below ties with a known begin", () => {
  const seen = {start: null, looked_from: "2025", looked_to: "2025"};
  const spells = spellsOf(webFinding([tie({b: "SEEN", ...seen}), tie({start: "2010-01-01"})]), own);
  const [group] = timelineOf(spells, field).groups;
  const [known, moment] = group?.lanes.map(({bars}) => bars[0]) ?? [];
  expect(group?.lanes.map(({label}) => label)).toEqual(["ORG", "SEEN"]);
  expect(moment?.fromBefore).toBe(true);
  expect(moment?.x).toBeGreaterThan((known?.x ?? Number.NaN) + (known?.width ?? Number.NaN) / 2);
});

test("where not all fit, ties that changed at the shock or held at it are drawn, and one that two sources hold names them", () => {
  const spells = spellsOf(
    webFinding([
      tie({b: "UNSEEN", start: "1992", looked_to: "2014"}),
      tie({b: "KEPT", start: "1993", looked_to: "2025", source: "one"}),
      tie({b: "KEPT", start: "1993", looked_to: "2025", source: "other"}),
      tie({b: "UNDATED", start: null, looked_from: "2025", looked_to: "2025"}),
      tie({b: "LEFT", start: "1994", end: "2023-05"}),
      tie({b: "JOINED", start: "2024", looked_to: "2025"}),
    ]),
    own,
  );
  const [group] = timelineOf(spells, {...field, shock: "2022-02-24", most: 4}).groups;
  expect(group?.lanes.map(({label}) => label)).toEqual(["KEPT (one)", "KEPT (other)", "LEFT", "JOINED"]);
  expect(group?.more).toBe(2);
});

test("every spell that reaches the axis is drawn within it, and counted where it is not", () => {
  const year = fc.integer({min: 1950, max: 2024});
  const row = fc.record({
    start: fc.option(year),
    years: fc.option(fc.integer({min: 0, max: 40})),
    b: fc.nat(9),
  });
  fc.assert(
    fc.property(fc.array(row, {minLength: 1, maxLength: 20}), (rows) => {
      const spells = spellsOf(
        webFinding(
          rows.map(({start, years, b}) =>
            tie({
              b: `O${b}`,
              start: start === null ? null : String(start),
              end: years === null ? null : String((start ?? 1990) + years),
            }),
          ),
        ),
        own,
      );
      const {groups, left, right} = timelineOf(spells, {...field, most: 3});
      const bars = groups.flatMap(({lanes}) => lanes.flatMap((lane) => lane.bars));
      for (const {x, width} of bars) {
        expect(x).toBeGreaterThanOrEqual(left - 1e-6);
        expect(x + width).toBeLessThanOrEqual(right + 2 + 1e-6);
      }
      const lanes = new Set(rows.map(({b}) => b)).size;
      expect(groups.reduce((sum, {lanes: drawn, more}) => sum + drawn.length + more, 0)).toBe(lanes);
    }),
  );
});

const places = new Map<string, Place>(
  ["AAA", "BBB", "CCC"].map((iso3, at) => [
    iso3,
    {iso3, name: `State ${iso3}`, point: [40 + 10 * at, 45], blocs: at < 2 ? ["U"] : []},
  ]),
);

test("people name states by code, by name and by bloc", () => {
  expect([...statesNamed("state ccc", places)]).toEqual(["CCC"]);
  expect([...statesNamed("U", places)]).toEqual(["AAA", "BBB"]);
  expect([...statesNamed("BBB,ORG", places)]).toEqual(["BBB", "ORG"]);
});

test("the network is the same each time, keeps its places when a layer is hidden, and keeps nodes apart", () => {
  const finding = webFinding([
    tie({}),
    tie({a: "BBB"}),
    tie({a: "BBB", b: "OTHER"}),
    tie({layer: "security", kind: "base", b: "BBB", status: null}),
    tie({layer: "law", kind: "in_force", a: "CCC", b: "BBB"}),
    tie({layer: "law", kind: "in_force", a: "CCC", b: null}),
  ]);
  const all = networkOf(finding, places, {layer: null, within: null});
  expect(networkOf(finding, places, {layer: null, within: null})).toEqual(all);
  expect(all.layers).toEqual(["institutions", "law", "security"]);
  expect(all.links.reduce((sum, {ties}) => sum + ties, 0)).toBe(5);
  const one = networkOf(finding, places, {layer: "security", within: null});
  expect(one.nodes.map(({code, x, y}) => [code, x, y])).toEqual(
    all.nodes.map(({code, x, y}) => [code, x, y]),
  );
  expect(one.nodes.filter(({ties}) => ties > 0).map(({code}) => code)).toEqual(["AAA", "BBB"]);
  for (const [at, node] of all.nodes.entries())
    for (const other of all.nodes.slice(at + 1))
      expect(Math.hypot((node.x - other.x) / 0.15, (node.y - other.y) / 0.062)).toBeGreaterThan(0.9);
});

test("within a reach no other state is drawn, organisations are, and those left out are counted", () => {
  const finding = webFinding([
    tie({}),
    tie({a: "BBB"}),
    tie({layer: "law", kind: "in_force", a: "CCC", b: "BBB"}),
  ]);
  const near = networkOf(finding, places, {layer: null, within: new Set(["AAA", "BBB"])});
  expect(near.nodes.map(({code}) => code).sort()).toEqual(["AAA", "BBB", "ORG"]);
  expect(near.beyond).toBe(1);
  expect(near.layers).toEqual(["institutions", "law"]);
  expect(networkOf(finding, places, {layer: null, within: null}).beyond).toBe(0);
  expect(sizeOf(finding)).toBe(4);
});

test("the address asks for spells and events, and a year that is none is the usual one", () => {
  expect(tiesAddress(new URLSearchParams("state=MDA&on=2021&link=law"))).toBe(
    "/api/v1/ties?form=spell,event&state=MDA",
  );
  expect(tieChoices(new URLSearchParams()).get("state")).toBe("ARM");
  expect([firstYearIn(new URLSearchParams("from=x")), firstYearIn(new URLSearchParams("from=2010"))]).toEqual(
    [1991, 2010],
  );
  expect(networkYears("2022-02-24")).toEqual(["2021", "2025"]);
});
