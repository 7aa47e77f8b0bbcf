import {expect, test} from "vitest";
import {sources} from "../../sources/index.ts";
import {type Check, type Correction, check, checkWhen, type Source} from "../../src/ingest/index.ts";
import {sql} from "../../src/store/index.ts";
import {loaded, refusal} from "./standing-store.ts";
import {totalsFile, totalsLine} from "./totals-file.ts";

const TOTALS = "eurostat/comext-totals";
const COMEXT = "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR";
const CELLS = sql`SELECT value_native, dropped, vintage FROM clean.eurostat_comext_totals ORDER BY vintage`;

/** An EasyComext extract of one cell, under the name that states the day of extraction. */
function extract(day: string, value: number) {
  const name = `Relational_View_${day}T08_00_00.000Z.csv`;
  return {[name]: `${COMEXT}\nGermany,Kyrgyzstan,Total,EXPORT,Total,Jan. 2022,${value}\n`};
}

/** The sources, one of them with other checks or corrections. */
function changed(change: Partial<Pick<Source, "checks" | "corrections">>): readonly Source[] {
  return sources.map((source) => (source.meta.id === TOTALS ? {...source, ...change} : source));
}

test("two files of one vintage that disagree stop the build with both names, the cell and both values", async () => {
  const {error, oldStoreWhole} = await refusal({
    "a.csv": totalsFile([totalsLine({value: "1000"}), totalsLine({partner: "ARM"})]),
    "b.csv": totalsFile([totalsLine({value: "2000"}), totalsLine({partner: "ARM"})]),
  });
  expect(error).toMatchObject({
    code: "files-disagree",
    message: '"a.csv" and "b.csv" are of one vintage and differ on DEU X KGZ TOTAL 202201: 1000 against 2000',
    where: TOTALS,
    hint: expect.stringContaining("keep the right file"),
  });
  expect(oldStoreWhole).toBe(true);
});

test("two files of one vintage that agree on a cell give it once", async () => {
  const {report} = await loaded(
    {
      "a.csv": totalsFile([totalsLine(), totalsLine({partner: "ARM"})]),
      "b.csv": totalsFile([totalsLine(), totalsLine({partner: "AZE"})]),
    },
    CELLS,
  );
  expect(report).toMatchObject({rows: 3, dropped: 1});
});

test.each([
  ["older first", [extract("2023-01-15", 1000), extract("2024-01-15", 2000)]],
  ["newer first", [extract("2024-01-15", 2000), extract("2023-01-15", 1000)]],
])("of two vintages the newer wins and the older is kept as dropped, %s", async (_, [first, second]) => {
  const {rows} = await loaded({...first, ...second}, CELLS);
  expect(rows).toEqual([
    {
      value_native: 1000,
      dropped: "superseded: the same cell stands in a newer or equal file",
      vintage: "2023-01-15",
    },
    {value_native: 2000, dropped: null, vintage: "2024-01-15"},
  ]);
});

test("a file that states no vintage gives way to one that does", async () => {
  const [stated] = Object.values(extract("2023-01-15", 1000));
  const {rows} = await loaded(
    {...extract("2023-01-15", 1000), "zzz.csv": (stated ?? "").replace(",1000", ",3000")},
    sql`SELECT value_native FROM layer.trade`,
  );
  expect(rows).toEqual([{value_native: 1000}]);
});

test("two releases of a flow table for one year are refused by name", async () => {
  const flows = (value: number) => `t,i,j,k,v,q\n2020,4,31,251512,${value},1\n`;
  const {error, oldStoreWhole} = await refusal({
    "BACI_HS17_Y2020_V202301.csv": flows(1),
    "BACI_HS17_Y2020_V202401.csv": flows(2),
  });
  expect(error).toMatchObject({
    code: "files-overlap",
    message: '"BACI_HS17_Y2020_V202301.csv" and "BACI_HS17_Y2020_V202401.csv" both hold 2020',
  });
  expect(oldStoreWhole).toBe(true);
});

const CORRECTION: Correction = {
  id: "kgz-2022-01",
  reason: "an invented error, a thousand times too large",
  source: "this test",
  match: {reporter: "DEU", partner: "KGZ", period: 202_201},
  set: {value_native: {from: 1_000_000, to: 1_000}},
};

test("a correction mends the wrong value and says how many rows", async () => {
  const options = {sources: changed({corrections: [CORRECTION]})};
  const file = {"a.csv": totalsFile([totalsLine({value: "1000000"}), totalsLine({partner: "ARM"})])};
  const {rows} = await loaded(file, sql`SELECT value_native FROM layer.trade`, options);
  expect(rows).toEqual([{value_native: 1000}, {value_native: 1000}]);
  const ledger = sql`SELECT id, reason, evidence, rows FROM meta.correction`;
  expect((await loaded(file, ledger, options)).rows).toEqual([
    {id: "kgz-2022-01", reason: CORRECTION.reason, evidence: "this test", rows: 1},
  ]);
});

test("a correction whose error the publisher has mended stops the build: it has outlived its cause", async () => {
  const {error, oldStoreWhole} = await refusal(
    {"a.csv": totalsFile([totalsLine({value: "1001"})])},
    {sources: changed({corrections: [CORRECTION]})},
  );
  expect(error).toMatchObject({
    code: "correction-outlived",
    message: "kgz-2022-01: 1 rows match but no longer hold the wrong value",
    where: `sources/${TOTALS}/corrections.yaml`,
    hint: "the publisher seems to have mended it: remove the correction",
  });
  expect(oldStoreWhole).toBe(true);
});

test("a correction of rows that are not in hand waits for them", async () => {
  const {rows} = await loaded(
    {"a.csv": totalsFile([totalsLine({partner: "ARM"})])},
    sql`SELECT rows FROM meta.correction`,
    {sources: changed({corrections: [CORRECTION]})},
  );
  expect(rows).toEqual([{rows: 0}]);
});

const OBSERVED = sql`SELECT count(*) AS observed FROM clean.eurostat_comext_totals`;
const NOTHING = sql`SELECT max(period) AS observed FROM clean.eurostat_comext_totals WHERE period > 999999`;

test.each<[string, Check, string]>([
  ["above its bound", check("few rows", OBSERVED, {atMost: 0}), "few rows: observed 1, wanted at most 0"],
  ["below its bound", check("many rows", OBSERVED, {atLeast: 5}), "many rows: observed 1, wanted at least 5"],
  [
    "outside its bounds",
    check("some rows", OBSERVED, {atLeast: 2, atMost: 3}),
    "some rows: observed 1, wanted 2 to 3",
  ],
  ["that observes nothing", check("latest", NOTHING, {atMost: 5}), "latest: observed no number"],
])("a check %s stops the build with what was observed and wanted", async (_, failing, message) => {
  const {error, oldStoreWhole} = await refusal(
    {"a.csv": totalsFile([totalsLine()])},
    {sources: changed({checks: [failing]})},
  );
  expect(error).toMatchObject({code: "check-failed", message, where: `sources/${TOTALS}/checks.ts`, exit: 4});
  expect(error.hint).not.toBeNull();
  expect(oldStoreWhole).toBe(true);
});

test("what checks observed is kept, and a check whose condition does not hold does not apply", async () => {
  const never = sql`SELECT count(*) > 5 AS yes FROM clean.eurostat_comext_totals`;
  const checks = [
    check("rows", OBSERVED, {atLeast: 1}),
    checkWhen(never, check("later", OBSERVED, {atLeast: 9})),
  ];
  const {rows} = await loaded(
    {"a.csv": totalsFile([totalsLine()])},
    sql`SELECT name, observed, at_least, at_most, outcome FROM meta.check ORDER BY name DESC`,
    {sources: changed({checks})},
  );
  expect(rows).toEqual([
    {name: "rows", observed: 1, at_least: 1, at_most: null, outcome: "passed"},
    {name: "later", observed: null, at_least: 9, at_most: null, outcome: "does not apply"},
  ]);
});
