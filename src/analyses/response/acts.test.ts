import {expect, test} from "vitest";
import {day} from "../../base/index.ts";
import type {StoreRow} from "../../store/index.ts";
import {type Act, actsOf} from "./acts.ts";
import {classify} from "./typology.ts";

const ASKED = {pole: "RUS", shock: day("2022-02-24")};

function row(changes: StoreRow): StoreRow {
  return {
    layer: "institutions",
    kind: "membership",
    a: "ARM",
    b: "CSTO",
    status: "member",
    start: null,
    end: null,
    seen_to: "2026-03",
    item: null,
    ...changes,
  };
}

function acts(...rows: readonly StoreRow[]): readonly (readonly [string, string, string | null])[] {
  return actsOf(rows, ASKED).after.map(({date, act, direction}) => [date, act, direction] as const);
}

test("joining what is the pole's is toward it, leaving away; joining anything else has no direction", () => {
  expect(
    acts(
      row({start: "2023-01-01", end: "2024-01-01"}),
      row({b: "ICC", status: "state_party", start: "2024-02-01"}),
    ),
  ).toEqual([
    ["2023-01-01", "joined", "toward"],
    ["2024-01-01", "left", "away"],
    ["2024-02-01", "became a party of", null],
  ]);
});

test("joining those that take measures against the pole is away from it", () => {
  expect(acts(row({b: "sanctions-coalition", start: "2022-02-26"}))).toEqual([
    ["2022-02-26", "joined", "away"],
  ]);
});

test("a planned end is no act", () => {
  expect(
    acts({
      ...row({}),
      layer: "security",
      kind: "base",
      b: "RUS",
      start: "1995",
      end: "2044",
      seen_to: "2025-12",
    }),
  ).toEqual([]);
});

test("an act counts from the earliest day that its date allows; a date that leaves it open is told apart", () => {
  const rows = ["2021", "2022", "2022-02", "2022-02-23", "2022-02-24", "2022-03", "2023"].map((start) =>
    row({start}),
  );
  const {after, undecided} = actsOf(rows, ASKED);
  expect(after.map(({date}) => date)).toEqual(["2022-02-24", "2022-03", "2023"]);
  expect(undecided.map(({date}) => date)).toEqual(["2022", "2022-02"]);
});

test("a law is toward the state of its model only", () => {
  const law = {
    ...row({}),
    layer: "law",
    kind: "adopted",
    status: "in_force",
    item: "foreign_agent",
    start: "2024-04-02",
  };
  expect(
    acts({...law, b: "RUS"}, {...law, b: "USA"}, {...law, b: null}).map(([, , direction]) => direction),
  ).toEqual(["toward", null, null]);
});

function act(direction: Act["direction"], isMeasure = false): Act {
  return {
    state: "ARM",
    date: "2023",
    act: "",
    layer: "",
    kind: "",
    status: null,
    partner: null,
    item: null,
    direction,
    isMeasure,
    row: {},
  };
}

test.each([
  ["took measures", [act("away", true), act("toward")]],
  ["moved away", [act("away"), act(null)]],
  ["both ways", [act("away"), act("toward")]],
  ["moved closer", [act("toward")]],
  ["no act on record", [act(null)]],
] as const)("%s", (type, given) => {
  expect(classify(given).type).toBe(type);
});
