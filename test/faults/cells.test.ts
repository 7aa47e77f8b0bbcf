import {readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {sql} from "../../src/store/index.ts";
import {loaded, refusal} from "./standing-store.ts";
import {TOTALS_HEADER, totalsFile, totalsLine} from "./totals-file.ts";

const COMEXT = "REPORTER,PARTNER,PRODUCT,FLOW,STAT_PROCEDURE,PERIOD,VALUE_IN_EUR";
const LEDGER = sql`SELECT reason, rows, value_usd IS NULL AS no_value, example FROM meta.dropped ORDER BY reason`;

const BULK = readFileSync(
  fileURLToPath(new URL("../../sources/eurostat/comext/fixture/full_v2_202201.dat", import.meta.url)),
  "utf8",
).split("\n");

/** A Comext bulk line like the first one of the fixture, another product and value. */
function bulkLine(product: string, value: number): string {
  return (BULK[1] ?? "").replace("84713000", product).replace("120000,120000", `${value},${value}`);
}

const FLOWS = "t,i,j,k,v,q";

test.each([
  ["renamed", "value_eur", "value_in_eur", "column-missing", 'expected column "value_eur", found "month"'],
  ["missing", ",value_eur", "", "column-missing", 'expected column "value_eur"'],
  ["extra", "value_eur", "value_eur,note", "column-unknown", 'column "note" is unknown to EasyComext totals'],
  ["double", "value_eur", "value_eur,flow", "column-twice", 'column "flow" stands twice in the header'],
])("a %s column is refused by name", async (_, from, to, code, message) => {
  const file = totalsFile([totalsLine()]).replace(from, to);
  const {error, oldStoreWhole} = await refusal({"a.csv": file});
  expect(error).toMatchObject({code, message: expect.stringContaining(message), where: "a.csv"});
  expect(error.hint).not.toBeNull();
  expect(oldStoreWhole).toBe(true);
});

test("a renamed column is shown with the name that is near", async () => {
  const {error} = await refusal({"a.csv": totalsFile([totalsLine()]).replace("value_eur", "value_euro")});
  expect(error.hint).toContain('did you mean "value_euro"?');
});

test.each(["abc", "5.5", "1,000", "1_000", "nan", "inf", "0x1F", "1e30"])(
  "a whole number written %s is refused by file, row, column and value",
  async (value) => {
    const file = totalsFile([totalsLine(), totalsLine({partner: "ARM", value: `"${value}"`})]);
    const {error, oldStoreWhole} = await refusal({"a.csv": file});
    expect(error).toMatchObject({
      code: "bad-cell",
      message: `row 3, column "value_eur": "${value}" is not a whole number`,
      where: "a.csv:3",
    });
    expect(oldStoreWhole).toBe(true);
  },
);

test("spaces around a number, its point and a plus sign are no fault", async () => {
  const lines = ['" 12 "', "+12", "12.0", "1.2e1"].map((value, at) =>
    totalsLine({month: `2022-0${at + 1}-01`, value}),
  );
  const {rows} = await loaded(
    {"a.csv": totalsFile(lines)},
    sql`SELECT DISTINCT value_native FROM layer.trade`,
  );
  expect(rows).toEqual([{value_native: 12}]);
});

test.each(["abc", "1.000,5", "1_000", "nan", "NaN", "inf", "-Infinity", "1e999", "n/a"])(
  "a number written %s is refused by file, row, column and value",
  async (value) => {
    const line = `Germany,Armenia,Total,EXPORT,Total,Aug. 2024,"${value}"`;
    const {error, oldStoreWhole} = await refusal({"a.csv": `${COMEXT}\n${line}\n`});
    expect(error).toMatchObject({
      code: "bad-cell",
      message: `row 2, column "VALUE_IN_EUR": "${value}" is not a number`,
      where: "a.csv:2",
    });
    expect(oldStoreWhole).toBe(true);
  },
);

test.each(["2022-13-01", "2022-02-30", "01.02.2022", "epoch", "infinity", "2022-01-01x"])(
  "a date written %s is refused by file, row, column and value",
  async (month) => {
    const {error} = await refusal({"a.csv": totalsFile([totalsLine({month})])});
    expect(error).toMatchObject({
      code: "bad-cell",
      message: `row 2, column "month": "${month}" is not a date YYYY-MM-DD`,
      where: "a.csv:2",
    });
  },
);

test("a word that is none of a column's choices is refused with the choices and how many rows are like it", async () => {
  const lines = ["E", "E", "X"].map((flow) => totalsLine({flow}));
  const {error} = await refusal({"a.csv": totalsFile(lines)});
  expect(error).toMatchObject({
    code: "bad-cell",
    message: 'row 2, column "flow": "E" is not one of "X", "M" (and 1 more rows like it)',
  });
});

test("a bad cell of a bulk file is refused by file, row, column and value too", async () => {
  const {error, oldStoreWhole} = await refusal({
    "full_v2_202201.dat": [
      BULK[0],
      bulkLine("84713000", 5),
      bulkLine("85423190", 6).replace(",6,6,", ",six,6,"),
      "",
    ].join("\n"),
  });
  expect(error).toMatchObject({
    code: "bad-cell",
    message: 'row 3, column "VALUE_EUR": "six" is not a number',
    where: "full_v2_202201.dat:3",
  });
  expect(oldStoreWhole).toBe(true);
});

test.each([
  ["value", "2020,4,31,251512,1.2.3,1", '"1.2.3" is not a number'],
  ["country", "2020,4,997,251512,1,1", '"997" is not a known code'],
  ["product", "2020,4,31,251513,1,1", '"251513" is not a known code'],
  ["year", "20,4,31,251512,1,1", '"20" is not a year'],
])("a flow table's bad %s is refused by file, row, column and value", async (_, line, message) => {
  const name = "BACI_HS17_Y2020_V202301.csv";
  const {error, oldStoreWhole} = await refusal({[name]: `${FLOWS}\n2020,4,31,251512,1,1\n${line}\n`});
  expect(error).toMatchObject({code: "bad-cell", where: `${name}:3`});
  expect(error.message).toContain(`row 3, column `);
  expect(error.message).toContain(message);
  expect(oldStoreWhole).toBe(true);
});

test("a negative value is dropped with that reason and counted with its row", async () => {
  const file = totalsFile([totalsLine(), totalsLine({partner: "ARM", value: "-5"})]);
  const {report, rows} = await loaded({"a.csv": file}, LEDGER);
  expect(report).toMatchObject({rows: 1, dropped: 1});
  expect(rows).toEqual([
    {reason: "negative value", rows: 1, no_value: false, example: "row 3: DEU X ARM TOTAL 202201"},
  ]);
});

test("a missing value is dropped as not published, and a zero stays a zero", async () => {
  const file = totalsFile([totalsLine({value: "0"}), totalsLine({partner: "ARM", value: ""})]);
  const {rows} = await loaded(
    {"a.csv": file},
    sql`SELECT partner, value_usd, dropped FROM clean.eurostat_comext_totals ORDER BY partner`,
  );
  expect(rows).toEqual([
    {partner: "ARM", value_usd: null, dropped: "no value published"},
    {partner: "KGZ", value_usd: 0, dropped: null},
  ]);
});

// The bound of this source is 99.9 % of the value.
test("an unknown country beyond the bound stops the build with file, row and code", async () => {
  const file = totalsFile([totalsLine({value: "1000"}), totalsLine({partner: "ZZZ", value: "2"})]);
  const {error, oldStoreWhole} = await refusal({"a.csv": file});
  expect(error).toMatchObject({
    code: "mapping-bound",
    message:
      'only 99.80 % of the value has known codes; the bound of eurostat/comext-totals is 99.9 %. The largest row without: 3, partner "ZZZ": unknown code',
    where: "a.csv:3",
    hint: expect.stringContaining("reference/states/codes.csv"),
  });
  expect(error.exit).toBe(4);
  expect(oldStoreWhole).toBe(true);
});

test("an unknown country within the bound is dropped with its code and counted", async () => {
  const file = totalsFile([totalsLine({value: "10000"}), totalsLine({partner: "ZZZ", value: "2"})]);
  const {rows} = await loaded({"a.csv": file}, LEDGER);
  expect(rows).toEqual([
    {
      reason: 'partner "ZZZ": unknown code',
      rows: 1,
      no_value: false,
      example: "row 3: DEU X ZZZ TOTAL 202201",
    },
  ]);
});

test("an unknown country name stops the build as an unknown code does", async () => {
  const line = "Germany,Atlantis,Total,EXPORT,Total,Aug. 2024,5";
  const {error} = await refusal({"a.csv": `${COMEXT}\n${line}\n`});
  expect(error).toMatchObject({
    code: "mapping-bound",
    message: expect.stringContaining('partner "Atlantis": unknown code'),
    where: "a.csv:2",
  });
});

test("a product code of an odd shape is dropped with it and counted", async () => {
  const lines = [
    bulkLine("84713000", 1_000_000),
    ...["8471300", "8471.30", "abc"].map((code) => bulkLine(code, 1)),
  ];
  const {rows} = await loaded({"full_v2_202201.dat": [BULK[0], ...lines, ""].join("\n")}, LEDGER);
  expect(rows.map(({reason, rows: count}) => [reason, count])).toEqual([
    ["no product code: 8471.30", 1],
    ["no product code: 8471300", 1],
    ["no product code: abc", 1],
  ]);
});

test("product codes that lost their leading zeros stop the build when they carry more than the bound leaves", async () => {
  const lines = [bulkLine("84713000", 1_000), bulkLine("1012100", 500)];
  const {error, oldStoreWhole} = await refusal({"full_v2_202201.dat": [BULK[0], ...lines, ""].join("\n")});
  expect(error).toMatchObject({
    code: "mapping-bound",
    message: expect.stringContaining("3, no product code: 1012100"),
    where: "full_v2_202201.dat:3",
  });
  expect(oldStoreWhole).toBe(true);
});

test.each([
  ["too few", "2022-01-01,DEU,Germany", "expected 6 cells, found 3"],
  ["too many", `${totalsLine()},7`, "expected 6 cells, found 7"],
])("a row of %s cells is refused with its line and text", async (_, line, message) => {
  const {error, oldStoreWhole} = await refusal({"a.csv": totalsFile([totalsLine(), line, totalsLine()])});
  expect(error).toMatchObject({
    code: "file-malformed",
    message: `line 3 does not read as csv: ${message}: ${JSON.stringify(line)}`,
    where: "a.csv:3",
    hint: "mend the line, or download the file again",
  });
  expect(oldStoreWhole).toBe(true);
});

test("a quote that never closes is refused with its line and text", async () => {
  const line = '2022-01-01,DEU,"Germany,KGZ,X,3';
  const {error, oldStoreWhole} = await refusal({"a.csv": totalsFile([totalsLine(), line, totalsLine()])});
  expect(error).toMatchObject({
    code: "file-malformed",
    message: `line 3 does not read as csv: a quote is opened and not closed: ${JSON.stringify(line)}`,
    where: "a.csv:3",
  });
  expect(oldStoreWhole).toBe(true);
});

test("a value in euro of a month without a reference rate is refused: no rate is guessed", async () => {
  const lines = [totalsLine(), totalsLine({month: "2099-01-01"}), totalsLine({month: "2099-02-01"})];
  const {error, oldStoreWhole} = await refusal({"a.csv": totalsFile(lines)});
  expect(error).toMatchObject({
    code: "rate-missing",
    message: "no euro reference rate for period 209901 and 1 more periods",
    where: "a.csv",
    hint: expect.stringContaining("reference/fx/eur-usd.csv"),
  });
  expect(oldStoreWhole).toBe(true);
});

test("a file whose header alone looks like ours and whose delimiter differs is read by its own delimiter", async () => {
  const file = totalsFile([totalsLine()]).replaceAll(",", ";");
  expect(file.startsWith(TOTALS_HEADER.replaceAll(",", ";"))).toBe(true);
  const {rows} = await loaded({"a.csv": file}, sql`SELECT value_native FROM layer.trade`);
  expect(rows).toEqual([{value_native: 1000}]);
});
