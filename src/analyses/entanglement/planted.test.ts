import {expect, test} from "vitest";
import {inventedMeasure} from "../../../test/world/entanglement.ts";
import {type TiePublication, type TieRow, tieStoreOf} from "../../../test/world/ties.ts";
import type {TieMeasure} from "../../reference/index.ts";
import {entanglementFinding} from "./finding.ts";
import {type EntanglementRequest, entanglementParams} from "./params.ts";

const ASYLUM = inventedMeasure({layer: "people", measure: "asylum", kinds: ["asylum_applications"]});
const THREE = ["RUS", "USA", "TUR"];

async function ask(
  publications: readonly TiePublication[],
  measures: readonly TieMeasure[],
  request: EntanglementRequest = {},
) {
  const store = await tieStoreOf(publications);
  try {
    const params = entanglementParams({
      states: ["ARM"],
      poles: THREE,
      from: 2019,
      to: 2024,
      draws: 400,
      ...request,
    });
    return await entanglementFinding(store, params, measures);
  } finally {
    store.close();
  }
}

function moves(a: string, b: string, values: readonly number[], from = 2019): TieRow[] {
  return values.map((value, at) => ({kind: "asylum_applications", a, b, start: String(from + at), value}));
}

function people(...rows: readonly (readonly TieRow[])[]): TiePublication {
  return {id: "people", layer: "people", rows: rows.flat()};
}

function cells(finding: Awaited<ReturnType<typeof ask>>, ...names: string[]) {
  return finding.rows.map((row) => names.map((name) => row[name] ?? null));
}

// Planted: weights 60, 30, 10 before and 20, 60, 20 after, the same each year.
const STEADY = people(
  moves("ARM", "RUS", [60, 60, 60, 20, 20, 20]),
  moves("ARM", "USA", [30, 30, 30, 60, 60, 60]),
  moves("ARM", "TUR", [10, 10, 10, 20, 20, 20]),
  moves("RUS", "USA", [50, 50, 50, 50, 50, 50]),
  moves("RUS", "ARM", [50, 50, 50, 50, 50, 50]),
  moves("RUS", "TUR", [0, 0, 0, 0, 0, 0]),
);

// Differences of two-digit decimals round to less than 1e-12.
test("planted shares, their change, and an interval of nothing where no year differs from another", async () => {
  const found = await ask([STEADY], [ASYLUM]);
  expect(
    cells(found, "pole", "share_before", "share_after", "measures", "years_before", "years_after"),
  ).toEqual([
    ["RUS", 0.6, 0.2, "asylum", "2019..2021", "2022..2024"],
    ["USA", 0.3, 0.6, "asylum", "2019..2021", "2022..2024"],
    ["TUR", 0.1, 0.2, "asylum", "2019..2021", "2022..2024"],
  ]);
  const [rus] = found.rows;
  for (const name of ["change_share", "change_low_share", "change_high_share"])
    expect(rus?.[name]).toBeCloseTo(-0.4, 12);
});

// Planted: of Russia's 100 with the USA, Türkiye and Armenia, 50 are Armenia's: 0.6 − 0.5 and 0.2 − 0.5.
test("asymmetry is the pole's share in the state's ties less the state's in the pole's", async () => {
  const [rus, usa] = (await ask([STEADY], [ASYLUM])).rows;
  expect(rus?.asymmetry_before_share).toBeCloseTo(0.1, 12);
  expect(rus?.asymmetry_after_share).toBeCloseTo(-0.3, 12);
  // Nothing of the USA as an origin in the source but that others go there: it is covered, and its applications are none.
  expect(usa?.asymmetry_before_share).toBeNull();
});

test("a pole that the source does not cover is unknown, not zero, and its share is not spread over the others", async () => {
  const found = await ask(
    [people(moves("ARM", "RUS", [5, 5, 5, 5]), moves("ARM", "USA", [5, 5, 5, 5]))],
    [ASYLUM],
  );
  expect(cells(found, "share_before", "share_before_missing", "measures")).toEqual(
    THREE.map(() => [null, "asylum: no figure for TUR in these years", null]),
  );
  const fewer = await ask(
    [people(moves("ARM", "RUS", [5, 5, 5, 5]), moves("ARM", "USA", [5, 5, 5, 5]))],
    [ASYLUM],
    {
      poles: ["RUS", "USA"],
    },
  );
  expect(cells(fewer, "share_before", "poles_compared")).toEqual([
    [0.5, "RUS, USA"],
    [0.5, "RUS, USA"],
  ]);
});

test("a pair that a source of all pairs does not list is zero where it covers both, and unknown by another measure", async () => {
  const rows = people(
    moves("ARM", "RUS", [5, 5, 5, 5]),
    moves("ARM", "USA", [5, 5, 5, 5]),
    moves("KAZ", "TUR", [1, 1, 1, 1]),
  );
  expect(cells(await ask([rows], [ASYLUM]), "share_before")).toEqual([[0.5], [0.5], [0]]);
  expect(cells(await ask([rows], [{...ASYLUM, absent: "unknown"}]), "share_before")).toEqual([
    [null],
    [null],
    [null],
  ]);
});

test("where a source lists only some pairs of a state, one that is not listed is unknown", async () => {
  const partial = [
    {measure: "asylum", end: "second", state: "TUR", from: 2019, to: null, reason: "invented"},
  ] as const;
  const rows = people(
    moves("ARM", "RUS", [50, 50, 50, 50, 50, 50]),
    moves("ARM", "USA", [50, 50, 50, 50, 50, 50]),
    moves("KAZ", "TUR", [1, 1, 1, 1, 1, 1]),
  );
  expect(cells(await ask([rows], [ASYLUM]), "share_before")).toEqual([[0.5], [0.5], [0]]);
  const found = await ask([rows], [{...ASYLUM, partial}]);
  expect(cells(found, "share_before", "share_before_missing")).toEqual(
    THREE.map(() => [null, "asylum: no figure for TUR in these years"]),
  );
});

test("a count of too few persons is no share, and the reason says how few", async () => {
  const few = people(...THREE.map((b, at) => moves("ARM", b, [9, 9, 9, at, 0, 0])));
  const found = await ask([few], [{...ASYLUM, leastCount: 20}]);
  expect(found.rows[0]).toMatchObject({
    share_after: null,
    share_after_missing: "asylum: 3 in these years, and fewer than 20 tell no shares",
    change_share: null,
  });
  expect(found.rows[0]?.share_before).toBeCloseTo(1 / 3, 12);
});

test("a measure that ends before the shock stands aside where another covers both sides", async () => {
  const old = inventedMeasure({layer: "people", measure: "migrants", kinds: ["migrant_stock"]});
  const stock = THREE.map(
    (b, at): TieRow => ({kind: "migrant_stock", a: "ARM", b, start: "2020", value: at === 0 ? 1000 : 1}),
  );
  const both = await ask([people(STEADY.rows, stock)], [ASYLUM, old]);
  expect(both.rows[0]).toMatchObject({share_before: 0.6, measures: "asylum"});
  const alone = await ask([people(stock)], [old]);
  expect(alone.rows[0]).toMatchObject({
    share_after: null,
    share_after_missing: "migrants: no figure in these years",
    change_share: null,
  });
  expect(alone.rows[0]?.share_before).toBeCloseTo(1000 / 1002, 12);
});

test("two years after are too few for an interval, and the reason", async () => {
  const short = people(...THREE.map((b) => moves("ARM", b, [4, 5, 6, 7, 8])));
  const found = await ask([short], [ASYLUM]);
  expect(found.rows[0]).toMatchObject({
    change_low_share: null,
    change_low_share_missing: "asylum has 3 years before and 2 after; 3 are needed on each side",
  });
});

test("the members of a bloc of the time are added up; the state is not its own partner", async () => {
  const rows = people(
    moves("ARM", "RUS", [10, 10, 10, 10, 10, 10]),
    ...["DEU", "FRA"].map((b) => moves("ARM", b, [15, 15, 15, 15, 15, 15])),
  );
  const covered =
    "AUT BEL BGR CYP CZE DNK ESP EST FIN GRC HRV HUN IRL ITA LTU LUX LVA MLT NLD POL PRT ROU SVK SVN SWE".split(
      " ",
    );
  const others = covered.flatMap((b) => moves("KAZ", b, [1, 1, 1, 1, 1, 1]));
  const found = await ask([people(rows.rows, others)], [ASYLUM], {poles: ["RUS", "EU"]});
  expect(cells(found, "pole", "share_before")).toEqual([
    ["RUS", 0.25],
    ["EU", 0.75],
  ]);
});

// Planted: a membership from 2 July 2019 holds 183 of 365 days; it is frozen from 2022-07-02 on, 182 of 365 days of that year remain.
test("a membership counts by the day, and not while it is frozen", async () => {
  const membership = inventedMeasure({
    layer: "institutions",
    measure: "memberships",
    kinds: ["membership"],
    statuses: ["member"],
    pausedBy: ["participation_frozen"],
    statistic: "memberships",
    absent: "none",
  });
  const rows: TieRow[] = [
    {kind: "membership", a: "ARM", b: "CSTO", status: "member", start: "2019-07-02", seen_to: "2024-12-31"},
    {
      kind: "membership",
      a: "ARM",
      b: "CSTO",
      status: "participation_frozen",
      start: "2022-07-02",
      seen_to: "2024-12-31",
    },
    {kind: "membership", a: "ARM", b: "NATO", status: "observer", start: "2019-01-01", seen_to: "2024-12-31"},
  ];
  const found = await ask([{id: "members", rows}], [membership], {show: "measures"});
  const [rus, usa] = found.rows;
  expect(rus?.weight_before).toBeCloseTo((183 / 365 + 1 + 1) / 3, 12);
  expect(rus?.weight_after).toBeCloseTo(182 / 365 / 3, 12);
  expect(usa).toMatchObject({weight_before: 0, share_before: 0});
});

// Planted: an associate all along and an observer since 2023 beside a member; a standing that ended in 2015 is not told.
test("standings that are not full weigh nothing and stand beside the share", async () => {
  const membership = inventedMeasure({
    layer: "institutions",
    measure: "memberships",
    kinds: ["membership"],
    statuses: ["member"],
    statistic: "memberships",
    absent: "none",
  });
  const standing = (b: string, status: string, start: string, end?: string): TieRow => ({
    kind: "membership",
    a: "ARM",
    b,
    status,
    start,
    ...(end === undefined ? {} : {end}),
    seen_to: "2024-12-31",
  });
  const rows = [
    standing("CIS", "associate", "2005-08-26"),
    standing("EAEU", "observer", "2023-01-01"),
    standing("CSTO", "observer", "2010-01-01", "2015-01-01"),
    standing("NATO", "member", "2010-01-01"),
  ];
  const found = await ask([{id: "members", rows}], [membership]);
  const [rus, usa] = found.rows;
  expect(rus).toMatchObject({share_after: 0, standings_aside: "CIS: associate, EAEU: observer"});
  expect(usa).toMatchObject({share_after: 1, standings_aside: null});
});

test("a dated record has no interval; poles of which nothing is on record have none of its ties", async () => {
  const base = inventedMeasure({
    layer: "security",
    measure: "on_record",
    kinds: ["base"],
    statistic: "spells",
    absent: "none",
  });
  const found = await ask(
    [
      {
        id: "bases",
        layer: "security",
        rows: [{kind: "base", a: "ARM", b: "RUS", start: "1995", seen_to: "2024"}],
      },
    ],
    [base],
  );
  expect(found.rows[0]).toMatchObject({
    share_before: 1,
    share_after: 1,
    change_low_share_missing: "a dated record, not a sample",
  });
  const nothing = await ask(
    [
      {
        id: "bases",
        layer: "security",
        rows: [{kind: "base", a: "KAZ", b: "RUS", start: "1995", seen_to: "2024"}],
      },
    ],
    [base],
  );
  expect(nothing.rows[0]?.share_before_missing).toBe("on_record: no figure in these years");
});

test("nearness is one less the distance over the span of all states, and of a bloc the mean", async () => {
  const points = inventedMeasure({
    layer: "votes",
    measure: "ideal_points",
    kinds: ["ideal_point"],
    statistic: "proximity",
    combine: "mean",
    absent: "unknown",
  });
  const at = {ARM: 0, RUS: 1, USA: -3, TUR: 0, PRK: 1};
  const rows = ["2020", "2022"].flatMap((start) =>
    Object.entries(at).map(([a, value]): TieRow => ({kind: "ideal_point", a, start, value})),
  );
  const found = await ask([{id: "points", layer: "votes", rows}], [points], {show: "measures"});
  expect(cells(found, "weight_before")).toEqual([[0.75], [0.25], [1]]);
});

test("the split by layer adds up to the change of the whole, and the composite is the mean of its layers", async () => {
  const scholars = inventedMeasure({layer: "money", measure: "remittances", kinds: ["remittances"]});
  const money = THREE.flatMap((b, at) =>
    [1, 2, 3, 4, 5, 6].map(
      (value, year): TieRow => ({
        kind: "remittances",
        a: "ARM",
        b,
        start: String(2019 + year),
        value: value + at * year,
      }),
    ),
  );
  const world = [STEADY, {id: "money", layer: "money", rows: money}];
  const composite = await ask(world, [ASYLUM, scholars], {show: "composite"});
  const split = await ask(world, [ASYLUM, scholars], {show: "split"});
  const layers = await ask(world, [ASYLUM, scholars]);
  for (const row of composite.rows) {
    const own = split.rows.filter(({pole}) => pole === row.pole);
    const sum = own.reduce((total, {contribution_share: part}) => total + Number(part), 0);
    expect(sum).toBeCloseTo(Number(row.change_share), 12);
    const concentration = own.reduce((total, {concentration_contribution: part}) => total + Number(part), 0);
    expect(concentration).toBeCloseTo(Number(row.concentration_after) - Number(row.concentration_before), 12);
    const mean = layers.rows
      .filter(({pole}) => pole === row.pole)
      .reduce((total, {share_before: share}) => total + Number(share) / 2, 0);
    expect(mean).toBeCloseTo(Number(row.composite_before_share), 12);
  }
});

test("ties that no measure reads are counted; a layer, a pole and years that cannot be are refused", async () => {
  const other: TiePublication = {
    id: "other",
    layer: "people",
    rows: [{kind: "trips", a: "ARM", b: "RUS", start: "2020", value: 1}],
  };
  const found = await ask([STEADY, other], [ASYLUM]);
  expect(found.sample.dropped).toContainEqual({
    reason: "world/other: people/trips is read by no measure",
    rows: 1,
  });
  await expect(ask([STEADY], [ASYLUM], {layers: ["peopel"]})).rejects.toMatchObject({code: "unknown-layer"});
  await expect(ask([STEADY], [ASYLUM], {poles: ["RUS"]})).rejects.toMatchObject({code: "too-few-poles"});
  await expect(ask([STEADY], [ASYLUM], {poles: ["RUS", "XXX"]})).rejects.toMatchObject({
    code: "unknown-pole",
  });
  await expect(ask([STEADY], [ASYLUM], {pole: "EU"})).rejects.toMatchObject({code: "unknown-pole"});
  await expect(ask([STEADY], [ASYLUM], {from: 2022})).rejects.toMatchObject({code: "bad-years"});
});

const REMITTANCES = inventedMeasure({layer: "money", measure: "remittances", kinds: ["remittances"]});
const INTERVAL = ["change_low_share", "change_high_share", "change_low_share_missing"] as const;

/** Planted: a layer of three poles whose weights differ from year to year. */
function restless(kind: string, from: number, years: number): TieRow[] {
  return THREE.flatMap((b, at) =>
    Array.from(
      {length: years},
      (_, year): TieRow => ({
        kind,
        a: "ARM",
        b,
        start: String(from + year),
        value: 100 + 10 * at + ((year * 7 + at * 5) % 11),
      }),
    ),
  );
}

test("of one layer the composite's interval is the layer's own", async () => {
  const world = [people(restless("asylum_applications", 2019, 6))];
  const [layer, composite] = [await ask(world, [ASYLUM]), await ask(world, [ASYLUM], {show: "composite"})];
  composite.rows.forEach((row, at) => {
    expect(Number(row.change_low_share)).toBeCloseTo(Number(layer.rows[at]?.change_low_share), 12);
    expect(Number(row.change_high_share)).toBeCloseTo(Number(layer.rows[at]?.change_high_share), 12);
    expect(Number(row.change_low_share)).toBeLessThan(Number(row.change_share));
  });
});

// In closed form: two layers that are the same vary as one of them does, where adding their variances up would halve the variance.
test("two layers that move as one are no surer than one", async () => {
  const world = [
    people(restless("asylum_applications", 2019, 6)),
    {id: "money", layer: "money", rows: restless("remittances", 2019, 6)},
  ];
  const one = await ask(world, [ASYLUM], {show: "composite"});
  const both = await ask(world, [ASYLUM, REMITTANCES], {show: "composite"});
  both.rows.forEach((row, at) => {
    expect(Number(row.change_low_share)).toBeCloseTo(Number(one.rows[at]?.change_low_share), 12);
    expect(Number(row.change_high_share)).toBeCloseTo(Number(one.rows[at]?.change_high_share), 12);
  });
});

test("a layer with too few years leaves the composite without an interval, and the reason", async () => {
  const world = [
    people(restless("asylum_applications", 2019, 6)),
    {id: "money", layer: "money", rows: restless("remittances", 2019, 4)},
  ];
  const found = await ask(world, [ASYLUM, REMITTANCES], {show: "composite"});
  expect(new Set(cells(found, ...INTERVAL).map((row) => JSON.stringify(row)))).toEqual(
    new Set([
      JSON.stringify([null, null, "remittances has 3 years before and 1 after; 3 are needed on each side"]),
    ]),
  );
});
