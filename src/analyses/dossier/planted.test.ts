import {afterAll, beforeAll, expect, test} from "vitest";
import {tieStoreOf} from "../../../test/world/ties.ts";
import type {Finding} from "../../base/index.ts";
import type {Writer} from "../../store/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {dossierFinding} from "./finding.ts";
import {dossierParams} from "./params.ts";

/** An invented state of affairs of Armenia; no row says anything of the real one. */
const PEOPLE = [
  // Two members of a bloc at both times, one after it only: the sum is of the two.
  {kind: "migrant_stock", a: "ARM", b: "DEU", start: "2020", value: 100},
  {kind: "migrant_stock", a: "ARM", b: "FRA", start: "2020", value: 50},
  {kind: "migrant_stock", a: "ARM", b: "DEU", start: "2023", value: 110},
  {kind: "migrant_stock", a: "ARM", b: "FRA", start: "2023", value: 60},
  {kind: "migrant_stock", a: "ARM", b: "AUT", start: "2023", value: 1000},
  // The other direction is another line, and a measured zero is one.
  {kind: "migrant_stock", a: "RUS", b: "ARM", start: "2021", value: 7},
  {kind: "migrant_stock", a: "RUS", b: "ARM", start: "2022", value: 0},
  // No pole's.
  {kind: "migrant_stock", a: "ARM", b: "BRA", start: "2022", value: 5},
];

const MONTHS = Array.from({length: 12}, (_, month) => String(month + 1).padStart(2, "0"));
const MONEY = [
  ...MONTHS.map((month) => ({
    kind: "transfers",
    a: "RUS",
    b: "ARM",
    item: "total",
    start: `2021-${month}`,
    value: 10,
  })),
  ...MONTHS.map((month) => ({
    kind: "transfers",
    a: "RUS",
    b: "ARM",
    item: "total",
    start: `2022-${month}`,
    value: 30,
  })),
  // A part of a year is no year.
  ...MONTHS.slice(0, 3).map((month) => ({
    kind: "transfers",
    a: "RUS",
    b: "ARM",
    item: "total",
    start: `2023-${month}`,
    value: 99,
  })),
  // Older than the shock: told as before, and what came after is unknown.
  {kind: "remittances", a: "USA", b: "ARM", start: "2018", value: 4},
];

let store: Writer;
let told: Finding;
beforeAll(async () => {
  store = await tieStoreOf([
    {id: "people", layer: "people", rows: PEOPLE},
    {id: "money", layer: "money", rows: MONEY},
  ]);
  told = await dossierFinding(store, dossierParams({state: "Armenia"}));
});
afterAll(() => store.close());

function line(item: string, partner: string) {
  return told.rows.find((row) => row.item === item && row.partner === partner);
}

test("of a bloc the members with a value at both times are added up, and how many is said", () => {
  expect(line("migrant stock: ARM → EU", "EU")).toMatchObject({
    section: "people",
    value: 170,
    period: "2023",
    before: 150,
    before_period: "2020",
    unit: "persons",
    said: "sum of the 2 members with a value at both times",
  });
});

test("a measured zero is told as zero, and each direction by itself", () => {
  expect(line("migrant stock: RUS → ARM", "RUS")).toMatchObject({value: 0, before: 7});
});

test("twelve months make a year, three do not", () => {
  expect(line("transfers (total): RUS → ARM", "RUS")).toMatchObject({
    value: 360,
    period: "2022",
    before: 120,
    before_period: "2021",
  });
});

test("a figure older than the shock is told as of its year, and what came after is unknown", () => {
  expect(line("remittances: USA → ARM", "USA")).toMatchObject({
    value: 4,
    period: "2018",
    before: null,
    unknown: "nothing after 2021 in world/money",
  });
  expect(told.rows).toContainEqual(
    expect.objectContaining({
      section: "what is unknown",
      item: "remittances after 2021",
      said: "world/money has nothing after 2018",
    }),
  );
});

test("what no part can answer stands in the last section with its reason, and nothing silent above it", () => {
  const last = told.rows.filter(({section}) => section === "what is unknown");
  expect(
    last.every(({item, said}) => typeof item === "string" && typeof said === "string" && said !== ""),
  ).toBe(true);
  expect(last.map(({item}) => item)).toEqual(
    expect.arrayContaining([
      "role as a hub",
      "mirror gap",
      "agreement in the General Assembly",
      "exposure to scenarios",
    ]),
  );
  const others = told.rows.filter(({section}) => section !== "what is unknown");
  expect(
    others.every((row) => [row.value, row.value_low, row.value_high, row.said].some((cell) => cell !== null)),
  ).toBe(true);
});

test("a line leads to all the records that it rests on, and names the part it is of", async () => {
  const at = told.rows.findIndex(({item}) => item === "transfers (total): RUS → ARM");
  const answers = await evidenceRows(store, told, at);
  expect(answers.flatMap(({rows}) => rows.map(({value}) => Number(value))).reduce((a, b) => a + b, 0)).toBe(
    360 + 120,
  );
  expect(told.parameters.parts).toEqual(
    expect.arrayContaining([expect.stringContaining(String(told.rows[at]?.finding))]),
  );
});

test("years that do not lie on both sides of the shock are refused, and so is a state that nobody knows", async () => {
  const ask = (more: object, state = "ARM") => dossierFinding(store, {...dossierParams({state}), ...more});
  await expect(ask({from: 2022})).rejects.toMatchObject({code: "bad-years", where: "--from"});
  await expect(ask({to: 2021})).rejects.toMatchObject({code: "bad-years", where: "--to"});
  await expect(ask({}, "Atlantis")).rejects.toMatchObject({code: "unknown-state"});
});

test("the pole itself has a dossier, without ties to itself", async () => {
  const {rows} = await dossierFinding(store, dossierParams({state: "RUS"}));
  expect(rows.some(({partner}) => String(partner).split(", ").includes("RUS"))).toBe(false);
});
