import {expect, test} from "vitest";
import {inventedMeasure} from "../../../test/world/entanglement.ts";
import {type TieRow, tieStoreOf} from "../../../test/world/ties.ts";
import type {TieMeasure} from "../../reference/index.ts";
import {entanglementFinding} from "./finding.ts";
import {type EntanglementRequest, entanglementParams} from "./params.ts";

const MOVES = inventedMeasure({layer: "people", measure: "moves", kinds: ["scholar_moves"]});
const YEARS = ["2019", "2020", "2021", "2022", "2023", "2024"];

function moves(a: string, b: string, value: number): TieRow[] {
  return YEARS.map((start) => ({kind: "scholar_moves", a, b, start, value}));
}

// Mongolia, the USA and China are outside the study. The whole file has pairs of them; the cut one has only those with Armenia or Russia.
const WITH_STUDY = [
  ...moves("ARM", "RUS", 30),
  ...moves("ARM", "USA", 10),
  ...moves("ARM", "CHN", 0),
  ...moves("MNG", "RUS", 40),
  ...moves("RUS", "CHN", 6),
  ...moves("RUS", "USA", 6),
  ...moves("RUS", "ARM", 4),
  ...moves("USA", "ARM", 1),
  ...moves("USA", "RUS", 3),
];
const AMONG_OTHERS = [...moves("MNG", "CHN", 60), ...moves("USA", "CHN", 6)];

async function ask(rows: readonly TieRow[], request: EntanglementRequest, measure: TieMeasure = MOVES) {
  const store = await tieStoreOf([{id: "moves", layer: measure.layer, rows}]);
  try {
    const params = entanglementParams({poles: ["RUS", "USA", "CHN"], from: 2019, to: 2024, ...request});
    return (await entanglementFinding(store, params, [measure])).rows;
  } finally {
    store.close();
  }
}

// Counted by hand: 40, 0 and 60 of 100. Nobody who moved to the USA is on a list that has all pairs: none did.
test("a state outside the study has its shares where the data have all pairs", async () => {
  const rows = await ask([...WITH_STUDY, ...AMONG_OTHERS], {states: ["MNG"]});
  expect(rows.map(({pole, share_before}) => [pole, share_before])).toEqual([
    ["RUS", 0.4],
    ["USA", 0],
    ["CHN", 0.6],
  ]);
});

test("where data were cut to pairs with a state of the study, a pair of two others is unknown and not zero", async () => {
  const reason = "data cut to pairs with a state of the study say nothing of MNG with USA, CHN";
  const rows = await ask(WITH_STUDY, {states: ["MNG"], show: "measures"});
  expect(rows.map(({weight_before, share_before}) => [weight_before, share_before])).toEqual([
    [40, null],
    [null, null],
    [null, null],
  ]);
  expect(rows.map(({share_before_missing}) => share_before_missing)).toEqual([reason, reason, reason]);
});

// By hand, of the USA's ties with China (6), Russia (3) and Armenia (1), Armenia has 0.1; cut, it would seem to have 1 of 4.
test("the share of a state in a pole's ties is unknown where the pole's ties with other poles were cut", async () => {
  const asymmetry = async (rows: readonly TieRow[]) =>
    (await ask(rows, {states: ["ARM"]})).map(({pole, asymmetry_before_share, ...row}) => [
      pole,
      asymmetry_before_share,
      row.asymmetry_before_share_missing,
    ]);
  const whole = await asymmetry([...WITH_STUDY, ...AMONG_OTHERS]);
  expect(whole[0]?.[1]).toBeCloseTo(0.75 - 4 / 16, 12);
  expect(whole[1]?.[1]).toBeCloseTo(0.25 - 0.1, 12);
  const cut = await asymmetry(WITH_STUDY);
  expect(cut[0]).toEqual(whole[0]);
  expect(cut.slice(1)).toEqual([
    ["USA", null, "moves: data cut to pairs with a state of the study say nothing of USA with CHN"],
    ["CHN", null, "moves: data cut to pairs with a state of the study say nothing of CHN with USA"],
  ]);
});

test("facts gathered for the study tell no absence between two others, and what they do tell stands", async () => {
  const bases = inventedMeasure({
    layer: "security",
    measure: "on_record",
    kinds: ["base"],
    statistic: "spells",
    absent: "none",
  });
  const rows = await ask(
    [
      {kind: "base", a: "MNG", b: "RUS", start: "2010"},
      {kind: "base", a: "ARM", b: "RUS", start: "2010"},
    ],
    {states: ["ARM", "MNG"], show: "measures"},
    bases,
  );
  expect(
    rows.map(({state, pole, weight_before, share_before}) => [state, pole, weight_before, share_before]),
  ).toEqual([
    ["ARM", "RUS", 1, 1],
    ["ARM", "USA", 0, 0],
    ["ARM", "CHN", 0, 0],
    ["MNG", "RUS", 1, null],
    ["MNG", "USA", null, null],
    ["MNG", "CHN", null, null],
  ]);
});

test("positions of states of the study alone tell no nearness, for the span of all states is not in them", async () => {
  const points = inventedMeasure({
    layer: "votes",
    measure: "points",
    kinds: ["ideal_point"],
    statistic: "proximity",
    absent: "unknown",
  });
  const at = (states: Readonly<Record<string, number>>) =>
    YEARS.flatMap((start) =>
      Object.entries(states).map(([a, value]): TieRow => ({kind: "ideal_point", a, start, value})),
    );
  const asked = {states: ["ARM"], poles: ["RUS", "USA"], show: "measures"} as const;
  const cut = await ask(at({ARM: 0, RUS: 1, KAZ: 2}), asked, points);
  expect(cut.map(({weight_before, share_before_missing}) => [weight_before, share_before_missing])).toEqual(
    ["RUS", "USA"].map(() => [
      null,
      "positions cut to states of the study tell no span of all states, and so nothing of ARM with RUS, USA",
    ]),
  );
  const whole = await ask(at({ARM: 0, RUS: 1, KAZ: 2, USA: -2}), asked, points);
  expect(whole.map(({weight_before}) => weight_before)).toEqual([0.75, 0.5]);
});

// By hand: of 2021 the source tells January to June without a visa, 181 days, and from October, 92 days, with one; what held between the two it does
// not tell. Of 2020 it tells 91 days of 366, fewer than half.
test("days between two statements of a source are unknown and not without a tie", async () => {
  const visa = inventedMeasure({
    layer: "institutions",
    measure: "visa_free",
    kinds: ["visa"],
    statuses: ["visa free"],
    statistic: "spells",
    combine: "mean",
    absent: "unknown",
  });
  const spell = (b: string, status: string, start: string, end: string): TieRow => ({
    kind: "visa",
    a: "ARM",
    b,
    status,
    start,
    end,
    seen_from: "2020-01-01",
    seen_to: "2022-12-31",
  });
  const rows = await ask(
    [
      spell("RUS", "visa free", "2020-01-01", "2020-03-31"),
      spell("RUS", "visa free", "2021-01-01", "2021-06-30"),
      spell("RUS", "visa required", "2021-10-01", "2021-12-31"),
      spell("USA", "visa required", "2020-01-01", "2022-12-31"),
    ],
    {states: ["ARM"], poles: ["RUS", "USA"], show: "measures"},
    visa,
  );
  expect(rows.map(({weight_before, years_before}) => [weight_before, years_before])).toEqual([
    [181 / (181 + 92), "2021"],
    [0, "2021"],
  ]);
});
