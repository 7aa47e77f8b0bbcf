import {afterAll, expect, test} from "vitest";
import {type TiePublication, tieStoreOf} from "../../test/world/index.ts";
import {type StoreRow, sql, type Writer} from "../store/index.ts";

const stores: Writer[] = [];
afterAll(() => {
  for (const store of stores) store.close();
});

async function storeOf(...publications: readonly TiePublication[]): Promise<Writer> {
  const store = await tieStoreOf(publications);
  stores.push(store);
  return store;
}

function dropped(store: Writer): Promise<StoreRow[]> {
  return store.rows(sql`SELECT reason, rows FROM meta.dropped ORDER BY reason`);
}

const MEMBER = {kind: "membership", a: "ARM", b: "CSTO", status: "member"} as const;

test("a spell keeps the precision of its dates and gets the days it can have held", async () => {
  const store = await storeOf({
    id: "one",
    rows: [
      {...MEMBER, start: "2002-10", end: "2012"},
      {...MEMBER, a: "GEO", seen_from: "1993", seen_to: "1999-02"},
    ],
  });
  expect(
    await store.rows(
      sql`SELECT a, start, "end", from_day::VARCHAR AS from_day, to_day::VARCHAR AS to_day FROM layer.tie ORDER BY a`,
    ),
  ).toEqual([
    {a: "ARM", start: "2002-10", end: "2012", from_day: "2002-10-01", to_day: "2012-12-31"},
    {a: "GEO", start: null, end: null, from_day: "1993-01-01", to_day: "1999-02-28"},
  ]);
});

test("the ends of an undirected tie stand in order, those of a directed one as published", async () => {
  const store = await storeOf({
    id: "one",
    rows: [
      {kind: "visa", a: "RUS", b: "ARM", status: "visa free", start: "2020"},
      {kind: "shared_igos", a: "RUS", b: "ARM", start: "2014", value: 50},
    ],
  });
  expect(await store.rows(sql`SELECT kind, a, b, directed FROM layer.tie ORDER BY kind`)).toEqual([
    {kind: "shared_igos", a: "ARM", b: "RUS", directed: false},
    {kind: "visa", a: "RUS", b: "ARM", directed: true},
  ]);
});

test("what is wrong with a row is its reason in the ledger, and it does not enter", async () => {
  const store = await storeOf({
    id: "one",
    bound: 0,
    rows: [
      {...MEMBER, start: "2012", end: "2006"},
      {...MEMBER, b: "Warsaw Treaty of the Moon", start: "2006"},
      {...MEMBER, a: "QQQ", start: "2006"},
      {kind: "membership", a: "ARM", status: "member", start: "2006"},
      {...MEMBER, start: "6/2006"},
      {...MEMBER, start: "2006-13"},
      {...MEMBER},
      {kind: "visa", a: "ARM", b: "ARM", start: "2006"},
      {kind: "shared_igos", a: "ARM", b: "RUS", start: "2006"},
      {...MEMBER, start: "2007"},
      {...MEMBER, start: "2007"},
    ],
  });
  expect(await dropped(store)).toEqual([
    {reason: "both ends are one: ARM", rows: 1},
    {reason: "ends before it starts: 2012 to 2006", rows: 1},
    {reason: "no date", rows: 1},
    {reason: "no date: 2006-13", rows: 1},
    {reason: "no date: 6/2006", rows: 1},
    {reason: "no partner", rows: 1},
    {reason: "no value published", rows: 1},
    {reason: 'partner "Warsaw Treaty of the Moon": unknown code', rows: 1},
    {reason: "repeats another row of its file", rows: 1},
    {reason: 'state "QQQ": unknown code', rows: 1},
  ]);
  expect(await store.rows(sql`SELECT start FROM layer.tie`)).toEqual([{start: "2007"}]);
});

test("an organisation that nobody knows stops the build of a source that allows none", async () => {
  const rows = [
    {...MEMBER, start: "2006"},
    {...MEMBER, b: "CSTOO", start: "2006"},
  ];
  await expect(tieStoreOf([{id: "one", rows}])).rejects.toMatchObject({
    code: "mapping-bound",
    message: expect.stringContaining("only 50.00 % of the rows have known codes"),
    hint: expect.stringContaining("reference/organisations/codes.csv"),
  });
});

test("a kind that the layer does not have stops the build by row", async () => {
  const rows = [{kind: "friendship", a: "ARM", b: "RUS", start: "2006"}];
  await expect(tieStoreOf([{id: "one", rows}])).rejects.toMatchObject({
    code: "tie-kind",
    message: 'row 2 is of the kind "friendship", which the layer "institutions" does not have',
  });
});

const SAID = sql`SELECT about, source_one, said_one, source_other, said_other FROM layer.tie_disagreement ORDER BY about, said_one`;

test("two sources that date one spell differently are both kept, and so is what each said", async () => {
  const store = await storeOf(
    {id: "one", rows: [{...MEMBER, a: "UZB", start: "2006-06-23", end: "2012-12-19"}]},
    {
      id: "two",
      rows: [{...MEMBER, a: "UZB", start: "2002", end: "2011", seen_from: "1991", seen_to: "2014"}],
    },
  );
  expect(await store.rows(sql`SELECT source, start FROM layer.tie ORDER BY source`)).toEqual([
    {source: "world/one", start: "2006-06-23"},
    {source: "world/two", start: "2002"},
  ]);
  expect(await store.rows(SAID)).toEqual([
    {
      about: "end",
      source_one: "world/one",
      said_one: "2012-12-19",
      source_other: "world/two",
      said_other: "2011",
    },
    {
      about: "start",
      source_one: "world/one",
      said_one: "2006-06-23",
      source_other: "world/two",
      said_other: "2002",
    },
  ]);
});

test("a day within the year that another source gives is no disagreement", async () => {
  const store = await storeOf(
    {id: "one", rows: [{...MEMBER, start: "2006-06-23", end: "2012-12-19"}]},
    {id: "two", rows: [{...MEMBER, start: "2006", end: "2012-12", seen_from: "1991", seen_to: "2014"}]},
  );
  expect(await store.rows(SAID)).toEqual([]);
});

test("the bounds of what a source looked at are no dates: older starts and later ends agree with them", async () => {
  const store = await storeOf(
    {id: "one", rows: [{...MEMBER, start: "1985", end: "2020"}]},
    {id: "two", rows: [{...MEMBER, seen_from: "1991", seen_to: "2014"}]},
    {id: "late", rows: [{...MEMBER, start: "1995", seen_to: "2023"}]},
  );
  expect(await store.rows(SAID)).toEqual([
    {
      about: "end",
      source_one: "world/late",
      said_one: "still there in 2023",
      source_other: "world/one",
      said_other: "2020",
    },
    {
      about: "start",
      source_one: "world/late",
      said_one: "1995",
      source_other: "world/one",
      said_other: "1985",
    },
    {
      about: "start",
      source_one: "world/late",
      said_one: "1995",
      source_other: "world/two",
      said_other: "already there in 1991",
    },
  ]);
});

test("another standing at one time, and a tie that a source looked for and does not have, are disagreements", async () => {
  const window = {seen_from: "1991", seen_to: "2014"};
  const store = await storeOf(
    {
      id: "one",
      rows: [
        {...MEMBER, start: "2000"},
        {...MEMBER, a: "GEO", start: "1994", end: "1999"},
      ],
    },
    {
      id: "two",
      rows: [
        {...MEMBER, status: "observer", start: "2000", ...window},
        {...MEMBER, a: "GEO", b: "CIS", start: "1993", end: "2009", ...window},
      ],
    },
  );
  expect(await store.rows(SAID)).toEqual([
    {
      about: "presence",
      source_one: "world/one",
      said_one: "1994..1999",
      source_other: "world/two",
      said_other: "no such tie",
    },
    {
      about: "status",
      source_one: "world/one",
      said_one: "member",
      source_other: "world/two",
      said_other: "observer",
    },
  ]);
});

test("a spell that a source holds twice at one time is kept twice and said to be so; one that follows is not", async () => {
  const store = await storeOf({
    id: "one",
    rows: [
      {...MEMBER, start: "2000", end: "2005"},
      {...MEMBER, start: "2004", end: "2010"},
      {...MEMBER, start: "2010", end: "2012"},
      {...MEMBER, status: "suspended", start: "2001", end: "2002"},
    ],
  });
  expect(await store.rows(SAID)).toEqual([
    {
      about: "overlap",
      source_one: "world/one",
      said_one: "2000..2005",
      source_other: "world/one",
      said_other: "2004..2010",
    },
  ]);
  expect(await store.one(sql`SELECT count(*) AS rows FROM layer.tie`)).toEqual({rows: 4});
});

test("two values of one period are both kept, never averaged; a missing one disagrees with nothing", async () => {
  const row = {kind: "shared_igos", a: "ARM", b: "RUS"};
  const store = await storeOf(
    {
      id: "one",
      rows: [
        {...row, start: "2014", value: 40},
        {...row, start: "2013", missing: "not counted"},
      ],
    },
    {
      id: "two",
      rows: [
        {...row, start: "2014", value: 44},
        {...row, start: "2013", value: 39},
      ],
    },
  );
  expect(
    await store.rows(sql`SELECT about, period, value_one, value_other FROM layer.tie_disagreement`),
  ).toEqual([{about: "value", period: "2014", value_one: 40, value_other: 44}]);
  expect(await store.rows(sql`SELECT value, missing FROM layer.tie ORDER BY value`)).toEqual([
    {value: 39, missing: null},
    {value: 40, missing: null},
    {value: 44, missing: null},
    {value: null, missing: "not counted"},
  ]);
});

const CORRECTION = {
  id: "csto-uzb",
  reason: "joined in 2006",
  source: "TASS 2012-12-19",
  match: {a: "UZB", b: "CSTO"},
  set: {start: {from: "2002", to: "2006"}},
};

test("a correction mends the row, says so, and keeps what was published beside what is right", async () => {
  const rows = [{...MEMBER, a: "UZB", start: "2002", end: "2012"}];
  const store = await storeOf({id: "one", rows, corrections: [CORRECTION]});
  expect(await store.rows(sql`SELECT start, "end" FROM layer.tie`)).toEqual([{start: "2006", end: "2012"}]);
  expect(await store.rows(SAID)).toEqual([
    {
      about: "correction",
      source_one: "world/one",
      said_one: "2002",
      source_other: "TASS 2012-12-19",
      said_other: "2006",
    },
  ]);
});

test("a correction that the publisher has made too stops the build", async () => {
  const rows = [{...MEMBER, a: "UZB", start: "2006", end: "2012"}];
  await expect(tieStoreOf([{id: "one", rows, corrections: [CORRECTION]}])).rejects.toMatchObject({
    code: "correction-outlived",
  });
});

test("coverage is by state and year, at either end, and does not go beyond what the source looked at", async () => {
  const store = await storeOf({
    id: "one",
    rows: [
      {...MEMBER, start: "2002-10", end: "2004", seen_from: "1991", seen_to: "2014"},
      {...MEMBER, a: "GEO", start: "2013", seen_to: "2014"},
      {kind: "shared_igos", a: "ARM", b: "GEO", start: "2003", value: 30},
    ],
  });
  expect(
    await store.rows(
      sql`SELECT kind, state, list(year ORDER BY year)::VARCHAR AS years, sum(valued) AS valued FROM meta.tie_coverage GROUP BY ALL ORDER BY ALL`,
    ),
  ).toEqual([
    {kind: "membership", state: "ARM", years: "[2002, 2003, 2004]", valued: 0},
    {kind: "membership", state: "GEO", years: "[2013, 2014]", valued: 0},
    {kind: "shared_igos", state: "ARM", years: "[2003]", valued: 1},
    {kind: "shared_igos", state: "GEO", years: "[2003]", valued: 1},
  ]);
});
