import {expect, test} from "vitest";
import {states} from "../../src/reference/index.ts";
import {sql} from "../../src/store/index.ts";
import {type TieRow, tieStoreOf} from "../../test/world/index.ts";
import {keepsEveryState, type Universe} from "./tie-checks.ts";

const UNIVERSE: Universe = {source: "world/one", kind: "shared_igos", of: "un"};
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

async function outcomes(rows: readonly TieRow[], universe: Universe): Promise<unknown[]> {
  const store = await tieStoreOf([{id: "one", rows, checks: keepsEveryState(universe)}]);
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
