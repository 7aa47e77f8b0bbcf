import {existsSync, readFileSync} from "node:fs";
import {gunzipSync} from "node:zlib";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {agreementFinding, agreementParams, idealPointsFinding} from "../../src/analyses/index.ts";
import {sql} from "../../src/store/index.ts";
import {parseCsv} from "../csv.ts";
import {SHARED} from "../support/ingest.ts";
import {type FixtureStore, storeOfLayers} from "../support/source-store.ts";

const FILES = [
  "unga_rollcall_matrix_1946_2021.csv.gz",
  "unga_rollcalls_2020_2022_unlibrary.csv.gz",
  "unga_ukraine_key_votes.csv",
  "unga_ideal_points_1946_2023.csv.gz",
].map((name) => `${SHARED}layers/votes/${name}`);

describe.skipIf(!FILES.every((file) => existsSync(file)))("the General Assembly (needs ../shared)", () => {
  let store: FixtureStore;
  beforeAll(async () => {
    store = await storeOfLayers(FILES);
  }, 300_000);
  afterAll(() => store[Symbol.asyncDispose]());

  // Expected: column RUSSAgree of the publisher's release of June 2024, printed with seven digits.
  test.each([70, 74, 75, 76])(
    "agreement with Russia in session %i equals the published one to the printed digit",
    async (session) => {
      const {rows} = await agreementFinding(store.writer, agreementParams({sessions: [session]}));
      const compared = rows.filter(({difference_share}) => difference_share !== null);
      expect(compared.length).toBeGreaterThanOrEqual(190);
      // Half of the last digit that the publisher prints.
      expect(Math.max(...compared.map((row) => Math.abs(Number(row.difference_share))))).toBeLessThan(5.1e-8);
    },
  );

  test("agreement with Russia falls between sessions 76 and 78 for seven neighbours", async () => {
    const states = ["ARM", "GEO", "KAZ", "KGZ", "MDA", "TJK", "UZB"];
    const {rows, warnings} = await agreementFinding(
      store.writer,
      agreementParams({sessions: [76, 78], states}),
    );
    const shown = (session: string) =>
      rows.filter((row) => row.session === session).map((row) => Number(row.published_share).toFixed(2));
    expect(shown("76")).toEqual(["0.67", "0.47", "0.68", "0.68", "0.45", "0.65", "0.72"]);
    expect(shown("78")).toEqual(["0.56", "0.27", "0.56", "0.57", "0.29", "0.59", "0.62"]);
    expect(rows.filter(({session}) => session === "78").every((row) => row.agreement_share === null)).toBe(
      true,
    );
    expect(warnings).toContain("no roll calls of session 78: only the published figure is shown");
  });

  test("Turkey's two votes of session 78 are not shown as full agreement", async () => {
    const {rows} = await agreementFinding(store.writer, agreementParams({sessions: [78], states: ["TUR"]}));
    expect(rows).toMatchObject([{agreement_share: null, published_share: null}]);
  });

  // Expected: the published file itself, read line by line by another parser; the rows are compared as sets of figures.
  test("every ideal point is the published one, and only rows of fewer than five votes are left out", async () => {
    const {rows} = await idealPointsFinding(store.writer, {sessions: {from: 1}, states: null, source: null});
    const [head = [], ...lines] = parseCsv(
      gunzipSync(readFileSync(FILES[3] ?? ""))
        .toString("utf8")
        .replaceAll("\n", "\r\n"),
    );
    const figures = (line: readonly (string | null)[]) =>
      ["session", "IdealPointAll", "Q5%All", "Q95%All", "NVotesAll"].map((name) =>
        Number(line[head.indexOf(name)]),
      );
    const published = lines.map(figures).filter(([, , , , votes = 0]) => votes >= 5);
    const given = rows.map((row) =>
      [row.session, row.ideal_point, row.ideal_point_low, row.ideal_point_high, row.votes].map(Number),
    );
    expect(rows.length).toBeGreaterThan(11_000);
    expect(given.map(String).sort()).toEqual(published.map(String).sort());
  });

  test("Russia moved away from the United States between sessions 76 and 78, by more than both intervals", async () => {
    const {rows} = await idealPointsFinding(store.writer, {
      sessions: [76, 78],
      states: ["RUS"],
      source: null,
    });
    expect(rows.map(({ideal_point}) => ideal_point)).toEqual([0.1087701, -0.5316102]);
    expect(Number(rows[1]?.ideal_point_high)).toBeLessThan(Number(rows[0]?.ideal_point_low));
  });

  // Expected: official records of the United Nations.
  test("ES-11/1 to 3 were 141-5-35, 140-5-38 and 93-24-58, and two sources agree on every state", async () => {
    const rows = await store.rows(
      sql`SELECT DISTINCT resolution, yes, no, abstain FROM layer.roll_call WHERE meeting = 'ES-11' ORDER BY resolution`,
    );
    expect(rows.map(({yes, no, abstain}) => `${yes}-${no}-${abstain}`)).toEqual([
      "141-5-35",
      "140-5-38",
      "93-24-58",
    ]);
    expect(
      await store.one(
        sql`SELECT count(*) AS rows FROM layer.tie_disagreement WHERE layer = 'votes' AND item LIKE '%ES-11%'`,
      ),
    ).toEqual({rows: 0});
  });

  test("no state of the study disappears from the roll calls of sessions 47 to 76", async () => {
    const rows = await store.rows(sql`
      SELECT s.iso3, count(DISTINCT c.year) AS years FROM ref.state AS s
      LEFT JOIN meta.tie_coverage AS c ON c.state = s.iso3 AND c.kind = 'roll_call' AND c.year BETWEEN 1992 AND 2021 AND c.ties > 0
      WHERE s.study GROUP BY s.iso3 ORDER BY s.iso3`);
    expect(rows.length).toBeGreaterThanOrEqual(15);
    expect(rows.filter(({years}) => Number(years) < 29).map(({iso3}) => iso3)).toEqual([]);
  });
});
