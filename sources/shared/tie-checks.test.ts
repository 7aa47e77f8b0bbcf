import {expect, test} from "vitest";
import type {Check} from "../../src/ingest/index.ts";
import {states} from "../../src/reference/index.ts";
import {sql} from "../../src/store/index.ts";
import {type TieRow, tieStoreOf} from "../../test/world/index.ts";
import {keepsEveryState, keepsStates, type SpanUniverse, type YearlyUniverse} from "./tie-checks.ts";

const UNIVERSE: YearlyUniverse = {source: "world/one", kind: "shared_igos", of: "un"};
const MEMBERS = states().all.filter(({unMember}) => unMember);

/** A figure of every member of the United Nations with the next one, in each of three years, without those of some. */
function figures(lost: (iso3: string, year: number) => boolean): TieRow[] {
  const kept = (year: number) => MEMBERS.map(({iso3}) => String(iso3)).filter((iso3) => !lost(iso3, year));
  return [2015, 2016, 2017].flatMap((year) =>
    kept(year).map((a, at, all) => ({
      kind: "shared_igos",
      a,
      b: all[(at + 1) % all.length] ?? a,
      start: String(year),
      value: 30,
    })),
  );
}

function outcomes(rows: readonly TieRow[], universe: YearlyUniverse): Promise<unknown[]> {
  return outcomesOf(rows, keepsEveryState(universe));
}

async function outcomesOf(rows: readonly TieRow[], checks: readonly Check[]): Promise<unknown[]> {
  const store = await tieStoreOf([{id: "one", rows, checks}]);
  const found = await store.rows(sql`SELECT outcome FROM meta.check ORDER BY name`);
  store.close();
  return found.map(({outcome}) => outcome);
}

test("a source that has every state in every year passes", async () => {
  expect(
    await outcomes(
      figures(() => false),
      UNIVERSE,
    ),
  ).toEqual(["passed", "passed"]);
});

test.each([
  ["a state that is gone altogether", (iso3: string) => iso3 === "GEO", 3],
  ["a state that is gone for one year", (iso3: string, year: number) => iso3 === "TUR" && year === 2016, 1],
  [
    "two states that are gone from some year on",
    (iso3: string, year: number) => /ROU|TUR/.test(iso3) && year > 2015,
    4,
  ],
] as const)("%s stops the build", async (_, lost, pairs) => {
  await expect(outcomes(figures(lost), UNIVERSE)).rejects.toMatchObject({
    code: "check-failed",
    message: expect.stringContaining(`in any year: observed ${pairs}`),
  });
});

test("a state that is declared as lacking may lack; when it comes back the build stops", async () => {
  const declared = {...UNIVERSE, lacks: {GEO: "the publisher mixes up its code"}};
  expect(
    await outcomes(
      figures((iso3) => iso3 === "GEO"),
      declared,
    ),
  ).toEqual(["passed", "passed"]);
  await expect(
    outcomes(
      figures(() => false),
      declared,
    ),
  ).rejects.toMatchObject({
    message: "no state said to be lacking from shared_igos is there: observed 1, wanted at most 0",
  });
});

test("a few rows are held to nothing", async () => {
  const rows = figures(() => false).slice(0, 20);
  expect(await outcomes(rows, UNIVERSE)).toEqual(["does not apply", "does not apply"]);
});

// Which state lacks a year is said of one state only: the same year of another still counts.
test("a state may lack a year that is said; another may not, and one that comes back stops the build", async () => {
  const declared = {...UNIVERSE, without: {GEO: [2016]}};
  const lost = (iso3: string, year: number) => iso3 === "GEO" && year === 2016;
  expect(await outcomes(figures(lost), declared)).toEqual(["passed", "passed"]);
  await expect(
    outcomes(
      figures((iso3, year) => lost(iso3, year) || (iso3 === "TUR" && year === 2016)),
      declared,
    ),
  ).rejects.toMatchObject({message: expect.stringContaining("in any year: observed 1")});
  await expect(
    outcomes(
      figures(() => false),
      declared,
    ),
  ).rejects.toMatchObject({
    message: "no state said to be lacking from shared_igos is there: observed 1, wanted at most 0",
  });
});

// Kiribati came in 1999; Georgia is of the study, whose states are awaited from their own beginning.
test.each([
  ["one that comes late passes", (iso3: string, year: number) => iso3 === "KIR" && year === 2015, null],
  [
    "one that was there and goes stops the build",
    (iso3: string, year: number) => iso3 === "KIR" && year > 2015,
    2,
  ],
  ["one that never comes stops the build", (iso3: string) => iso3 === "KIR", 3],
  [
    "a late one of the study stops the build",
    (iso3: string, year: number) => iso3 === "GEO" && year === 2015,
    1,
  ],
] as const)("awaited from its own first year, %s", async (_, lost, missing) => {
  const found = outcomes(figures(lost), {...UNIVERSE, fromFirst: true});
  if (missing === null) expect(await found).toEqual(["passed", "passed"]);
  else
    await expect(found).rejects.toMatchObject({
      message: expect.stringContaining(`any year: observed ${missing}`),
    });
});

test("where ties are sparse a state may lack years, but not all of them unless it is said", async () => {
  const sparse = (iso3: string, year: number) => iso3 === "TUR" && year !== 2016;
  const gone = (iso3: string) => iso3 === "TUR";
  const declared = {...UNIVERSE, lacks: {TUR: "the publisher has it under another name"}};
  expect(await outcomesOf(figures(sparse), keepsStates(UNIVERSE))).toEqual(["passed", "passed"]);
  await expect(outcomesOf(figures(gone), keepsStates(UNIVERSE))).rejects.toMatchObject({
    code: "check-failed",
    message:
      "no state of the United Nations is missing from shared_igos in all years: observed 1, wanted at most 0",
  });
  expect(await outcomesOf(figures(gone), keepsStates(declared))).toEqual(["passed", "passed"]);
  await expect(outcomesOf(figures(sparse), keepsStates(declared))).rejects.toMatchObject({
    message:
      "no state said to be lacking from all years of shared_igos is there: observed 1, wanted at most 0",
  });
});

test("a list of few states is held to them once it says how many make it whole", async () => {
  const study: SpanUniverse = {...UNIVERSE, of: "study", whole: 30};
  const few = figures((iso3) => !(iso3 < "E" || iso3 === "UZB"));
  expect(await outcomesOf(few, keepsStates({...study, whole: 100}))).toEqual([
    "does not apply",
    "does not apply",
  ]);
  await expect(outcomesOf(few, keepsStates(study))).rejects.toMatchObject({
    message: expect.stringContaining("no state of the study is missing from shared_igos in all years"),
  });
});
