import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";
import {type FixtureStore, storeOfLayers} from "../../../test/support/source-store.ts";
import {day} from "../../base/index.ts";
import {evidenceRows} from "../common/evidence.ts";
import {responseFinding} from "./finding.ts";

const CASES = new URL("../../../sources/gsdb/sanctions/fixture/cases.csv", import.meta.url);
const SHOCK = day("2022-02-24");

let store: FixtureStore;
beforeAll(async () => {
  store = await storeOfLayers([fileURLToPath(CASES)]);
}, 120_000);
afterAll(() => store[Symbol.asyncDispose]());

const record = async (state: string, pole: string, shock = SHOCK) => {
  const {rows} = await responseFinding(store.writer, {state, pole, shock});
  return rows.map(({date, act, partner, item, direction}) =>
    [date, act, partner, item, direction].join(" | "),
  );
};

// Expected: the cases of the fixture on Russia in 2022 that name the EU, read by hand.
test("a case of the year of the shock is told without a side: its source has no day", async () => {
  const act = "took measures against (before or after the shock is not said)";
  expect(await record("EST", "RUS")).toEqual([
    `2022 | ${act} | RUS | case 1302: trade, financial, travel, other | `,
    `2022 | ${act} | RUS | case 1303: trade, financial | `,
    `2022 | ${act} | RUS | case 1315: financial, other | `,
  ]);
});

test("a case after a shock is away from the pole it is against, and leads to its row", async () => {
  const shock = day("2013-12-31");
  const finding = await responseFinding(store.writer, {state: "UKR", pole: "RUS", shock});
  expect(finding.rows).toMatchObject([
    {date: "2014", act: "took measures against", partner: "RUS", direction: "away", source: "gsdb/sanctions"},
  ]);
  const [answer] = await evidenceRows(store.writer, finding, 0);
  expect(answer?.rows[0]).toMatchObject({record: "1001", publisher: expect.stringContaining("Yotov")});
});

test("a case against a union is one act, not one against each member", async () => {
  expect(await record("RUS", "EU", day("2021-12-31"))).toEqual([
    "2022 | took measures against | EU | case 1281: trade, financial, travel, other | away",
  ]);
});

test("all states: cases after the shock, those without a side, and how far the list looks", async () => {
  const {rows, warnings} = await responseFinding(store.writer, {state: null, pole: "RUS", shock: SHOCK});
  const cells = (state: string) => {
    const row = rows.find((one) => one.state === state);
    return [row?.type, row?.sanctions, row?.sanctions_undated, row?.sanctions_known_to];
  };
  expect(cells("EST")).toEqual(["no act on record", 0, 3, 2022]);
  expect(cells("KAZ")).toEqual(["no act on record", 0, 0, 2022]);
  expect(warnings).toContain(
    "the list of sanctions ends in 2022: what was adopted or lifted later is unknown, not none",
  );
  const earlier = await responseFinding(store.writer, {state: null, pole: "RUS", shock: day("2013-12-31")});
  expect(earlier.rows.find(({state}) => state === "LTU")).toMatchObject({
    type: "took measures",
    sanctions: 4,
  });
});

test("a list that ends before the shock says unknown, never none", async () => {
  const {rows, warnings} = await responseFinding(store.writer, {
    state: null,
    pole: "RUS",
    shock: day("2024-02-24"),
  });
  expect(new Set(rows.map(({sanctions}) => sanctions))).toEqual(new Set([null]));
  expect(warnings).toContain(
    "the list of sanctions ends in 2022, before the shock: what was adopted after it is unknown, not none",
  );
});
