import {mkdtempSync, readFileSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {recordedEffects} from "../../test/cli-effects.ts";
import {hasShared, SHARED} from "../../test/support/ingest.ts";
import {main} from "./main.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const SAMPLE = "docs/data/trade.csv";
let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "regressions-"));
});
afterAll(() => rmSync(folder, {recursive: true}));

interface Answer {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(argv: readonly string[], width: number | null = null): Promise<Answer> {
  const recorded = recordedEffects({
    width,
    cwd: ROOT,
    env: {NO_COLOR: "1", ROUNDABOUT_STORE: join(folder, "none.duckdb")},
  });
  const code = await main(argv, recorded.effects);
  return {code, out: recorded.out(), err: recorded.err()};
}

interface Row {
  readonly [column: string]: string | number | null;
}

interface Found {
  readonly rows: readonly Row[];
  readonly estimates: readonly Row[];
  readonly sample: {readonly rows_in: number; readonly rows_used: number; readonly dropped: readonly Row[]};
  readonly warnings: readonly string[];
}

async function found(...argv: string[]): Promise<Found> {
  const {code, out, err} = await run([...argv, "--format", "json"]);
  expect({code, err}).toMatchObject({code: 0});
  const finding: Found = JSON.parse(out);
  return finding;
}

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** Relative difference. */
function apart(value: unknown, wanted: number): number {
  return Math.abs(Number(value) / wanted - 1);
}

describe.skipIf(!hasShared)("published figures come out of the command (needs ../shared)", () => {
  const gravity = (name: string) => join(SHARED, "trade/gravity", name);

  // R fixest on the rows of the structural gravity guide, chapter 1, table 1, column 4: 16 digits each. Its solver stops at
  // a relative change of 1e-8 in the standard errors' weights, hence 1e-7 there.
  test("the guide's PPML with exporter-year and importer-year effects", async () => {
    const {rows, sample} = await found(
      "fit",
      "trade ~ log(dist) + cntg + lang + clny | exporter^year + importer^year",
      ...["--data", gravity("agtpa_applications_69x69_1986_2006.parquet")],
      ...["--where", "exporter != importer & year %% 4 == 2", "--vcov", "cluster:pair_id"],
    );
    const wanted = [
      [-0.84092731309231, 0.0321347908826044],
      [0.437443242719958, 0.0844135608306223],
      [0.247476505057316, 0.0776926688182902],
      [-0.22248986158186, 0.117996676937933],
    ] as const;
    for (const [at, [estimate, error]] of wanted.entries()) {
      expect(apart(rows[at]?.estimate, estimate)).toBeLessThan(1e-10);
      expect(apart(rows[at]?.std_error, error)).toBeLessThan(1e-7);
    }
    expect(sample.rows_used).toBe(28_152);
  });

  // The same file, column 1 (least squares on the logarithm of positive flows), the guide's own errors, G/(G − 1) alone.
  test("the guide's least squares on positive flows, with its own factors", async () => {
    const data = gravity("agtpa_applications_69x69_1986_2006.parquet");
    const where = "exporter != importer & year %in% c(1986, 1990, 1994, 1998, 2002, 2006) & trade > 0";
    const {rows} = await found(
      "fit",
      "log(trade) ~ log(dist) + cntg + lang + clny | exporter^year + importer^year",
      ...["--data", data, "--where", where, "--family", "gaussian"],
      ...["--vcov", "cluster:pair_id", "--ssc", "ppmlhdfe"],
    );
    expect(apart(rows[0]?.estimate, -1.21557282791124)).toBeLessThan(1e-10);
    expect(apart(rows[0]?.std_error, 0.0375541759319328)).toBeLessThan(1e-7);
  });

  // methods.md: printed to six digits.
  test("four effects, clustered by origin", async () => {
    const {rows} = await found(
      ...["fit", "Euros ~ log(dist_km) | Origin + Destination + Product + Year"],
      ...["--data", gravity("fixest_trade_eu15_2007_2016.parquet")],
    );
    expect(Number(rows[0]?.estimate).toFixed(5)).toBe("-1.52787");
    expect(Number(rows[0]?.std_error).toFixed(6)).toBe("0.115678");
  });

  // The estimators' own papers and the authors' program: methods.md §9.
  test.each([
    ["sdid", "-15.603828"],
    ["sc", "-19.619663"],
    ["did", "-27.349111"],
  ])("proposition 99 by %s is %s", async (method, wanted) => {
    const data = join(SHARED, "benchmarks/synthetic_control/california_prop99.csv");
    const columns = [
      "--unit",
      "State",
      "--time",
      "Year",
      "--outcome",
      "PacksPerCapita",
      "--treated",
      "treated",
    ];
    const {rows} = await found("synth", "--data", data, ...columns, "--method", method);
    expect(Number(rows[0]?.effect).toFixed(6)).toBe(wanted);
  });
});

/** Compares with a file reviewed by eye; `UPDATE_GOLDEN=1` writes it anew. */
function expectGolden(name: string, text: string): void {
  const path = join(ROOT, "test/golden/regressions", name);
  if (process.env.UPDATE_GOLDEN === "1") writeFileSync(path, text);
  expect(text).toBe(readFileSync(path, "utf8"));
}

const THREE_WAY = "exporter^year + importer^year + exporter^importer";

describe("what a person at a terminal of 80 cells sees", () => {
  test.each([
    ["fit.txt", ["fit", `trade_musd ~ agreement | ${THREE_WAY}`]],
    [
      "fit-steps.txt",
      ["fit", "trade_musd ~ log(distance_km) + csw0(border, agreement) | exporter^year + importer^year"],
    ],
    ["fit-dropped.txt", ["fit", `trade_musd ~ agreement | ${THREE_WAY}`, "--show", "dropped"]],
    ["events.txt", ["events", `trade_musd ~ i(rel, signs, ref = -1) | ${THREE_WAY}`]],
    ["events-sunab.txt", ["events", "trade_musd ~ sunab(since, year) | exporter^importer + year"]],
    [
      "events-bounds.txt",
      ["events", `trade_musd ~ i(rel, signs, ref = -1) | ${THREE_WAY}`, "--show", "bounds"],
    ],
  ])("%s", async (name, argv) => {
    const {code, out} = await run([...argv, "--data", SAMPLE, "--vcov", "cluster:exporter^importer"], 80);
    expect(code).toBe(0);
    expect(Math.max(...out.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
    // How many steps the solver takes, and how far below its tolerance it ends, is not what this is about.
    const solved = /;\s+solved\s+in\s+\d+\s+steps?\s+to\s+a\s+relative\s+score\s+of\s+\S+/g;
    expectGolden(name, out.replaceAll(solved, ""));
  });
});

test("what was planted in the sample is found: distance −0.9, agreements 0.1 rising to 0.3", async () => {
  const {rows} = await found(
    "fit",
    "trade_musd ~ log(distance_km) + border | exporter^year + importer^year",
    "--data",
    SAMPLE,
  );
  // Within two standard errors of what tools/docs/sample-trade.ts plants.
  expect(Math.abs(Number(rows[0]?.estimate) + 0.9)).toBeLessThan(2 * Number(rows[0]?.std_error));
  const after = await found(
    "events",
    `trade_musd ~ i(rel, signs, ref = -1) | ${THREE_WAY}`,
    "--data",
    SAMPLE,
    "--vcov",
    "cluster:exporter^importer",
  );
  for (const [at, gain] of [0, 0, 0, 0, 0.1, 0.2, 0.3, 0.3, 0.3, 0.3].entries()) {
    const {estimate, std_error: error} = after.rows[at] ?? {};
    expect(Math.abs(Number(estimate) - gain)).toBeLessThanOrEqual(2.5 * Number(error));
  }
  expect(after.estimates.at(-1)).toMatchObject({term: "pre-trend", estimate: null});
});

test("the audit tells every dropped row of the file, after --where too", async () => {
  const {sample, rows} = await found(
    "fit",
    `trade_musd ~ agreement | ${THREE_WAY}`,
    "--data",
    SAMPLE,
    "--where",
    "year > 2014",
    "--show",
    "dropped",
  );
  expect(sample.rows_in).toBe(1056);
  expect(sample.dropped[0]).toEqual({reason: "not where year > 2014", rows: 132});
  const lines = readFileSync(join(ROOT, SAMPLE), "utf8").split("\n");
  for (const {row, reason} of rows) {
    const [from, to, , trade] = (lines[Number(row)] ?? "").split(",");
    if (reason === "missing value") expect(trade).toBe("NA");
    else expect([[from, to].sort().join(" "), trade]).toEqual(["CAL IRE", "0"]);
  }
  const left = sample.dropped.reduce((sum, {rows: count}) => sum + Number(count), 0);
  expect(sample.rows_used + left).toBe(1056);
});

test("one effect equals its dummies, weights equal repeated rows, an offset is a coefficient of one", async () => {
  const slopeOf = ({rows}: Found) =>
    Number(rows.find(({term}) => term === "agreement" || term === "x")?.estimate);
  const close = (a: Found, b: Found) => expect(apart(slopeOf(a), slopeOf(b))).toBeLessThan(1e-8);
  const absorbed = await found("fit", "trade_musd ~ agreement | exporter", "--data", SAMPLE);
  close(
    absorbed,
    await found(
      "fit",
      "trade_musd ~ agreement + i(exporter)",
      "--data",
      SAMPLE,
      "--vcov",
      "cluster:exporter",
    ),
  );
  const twice = file("twice.csv", "y,x,w\n1,0,2\n3,1,1\n4,2,1\n2,1,1\n");
  const once = file("once.csv", "y,x\n1,0\n1,0\n3,1\n4,2\n2,1\n");
  close(
    await found("fit", "y ~ x", "--data", twice, "--weights", "w"),
    await found("fit", "y ~ x", "--data", once),
  );
  const free = await found("fit", "trade_musd ~ agreement + log(distance_km) | exporter", "--data", SAMPLE);
  const slope = Number(free.rows[1]?.estimate);
  close(
    free,
    await found(
      "fit",
      "trade_musd ~ agreement | exporter",
      "--data",
      SAMPLE,
      "--offset",
      `${slope} * log(distance_km)`,
    ),
  );
});

const bad = {
  "text.csv": "y,x,name\n1,2,a\n2,1,b\n3,5,c\n",
  "nan.csv": "y,x\n1,NaN\n2,NA\n3,\n",
  "infinite.csv": "y,x\n1,2\n2,inf\n3,4\n",
  "empty.csv": "y,x\n",
  "small.csv": "y,a,b,c\n1,2,3,5\n2,3,4,4\n",
  "zero.csv": "y,x\n0,1\n0,2\n0,3\n",
  "one-cluster.csv": "y,x,g\n1,1,1\n2,3,1\n3,2,1\n4,7,1\n",
  "gap.csv": "u,t,y,d\na,1,1,0\na,2,2,0\na,3,3,1\nb,1,1,0\nb,2,2,0\nc,1,1,0\nc,2,2,0\nc,3,3,0\n",
} as const;

describe("bad input ends in a code, a place and a mend, and never in a table", () => {
  test.each([
    ["fit", "y ~ x +", "text.csv", [], 2, /ends where a name/],
    ["fit", "y ~ z", "text.csv", [], 2, /no column "z"/],
    ["fit", "y ~ name", "text.csv", [], 2, /name holds text such as "a" in row 1/],
    ["fit", "y ~ x", "nan.csv", [], 5, /no row is left|all 3 rows/],
    ["fit", "y ~ x", "infinite.csv", [], 2, /x is infinite in row 2/],
    ["fit", "y ~ x", "empty.csv", [], 2, /no row to estimate from/],
    ["fit", "y ~ a + b + c", "small.csv", ["--vcov", "iid"], 5, /degrees of freedom/],
    ["fit", "y ~ x", "zero.csv", [], 5, /outcome is 0 in all 3 rows/],
    ["fit", "y ~ x", "one-cluster.csv", ["--vcov", "cluster:g"], 5, /"g" has 1 group/],
    ["fit", "I(y - 2) ~ x", "text.csv", [], 5, /is -1 in row 1; a Poisson outcome/],
    ["fit", "y ~ x", "text.csv", ["--weights", "x - 2"], 2, /weight x - 2 is -1 in row 2/],
    ["fit", "y ~ x", "text.csv", ["--where", "x > 9"], 2, /no row to estimate/],
    ["fit", "y ~ x", "text.csv", ["--where", "x >"], 2, /ends where/],
    ["fit", "y ~ x", "text.csv", ["--vcov", "clustr:x"], 2, /unknown vcov/],
    ["fit", "y ~ x", "text.csv", ["--vcov", "cluster:nam"], 2, /no column "nam"/],
    ["fit", "y ~ x", "text.csv", ["--ssc", "stata"], 2, /unknown ssc "stata"/],
    ["fit", "y ~ x", "text.csv", ["--level", "195"], 2, /no confidence level/],
    ["fit", "y ~ x", "nowhere.csv", [], 2, /there is no file/],
    ["fit", "y ~ x | f | g", "text.csv", [], 2, /two parts/],
    ["events", "y ~ x", "text.csv", [], 2, /no coefficient is named/],
    ["events", "c(y, x) ~ 1", "text.csv", [], 2, /stands for 2 regressions/],
    ["events", "y ~ sunab(y, y)", "text.csv", [], 2, /none is left to compare/],
  ])("%s %s over %s %j", async (command, formula, name, options, exit, message) => {
    const text = Object.entries(bad).find(([known]) => known === name)?.[1];
    const path = text === undefined ? join(folder, name) : file(name, text);
    const {code, out, err} = await run([command, formula, "--data", path, ...options]);
    expect(err).toMatch(message);
    expect({code, out}).toEqual({code: exit, out: ""});
    expect(err).toMatch(/\n {2}fix: /);
  });

  test("a panel with a hole names unit and period", async () => {
    const columns = ["--unit", "u", "--time", "t", "--outcome", "y", "--treated", "d"];
    const {code, err} = await run(["synth", "--data", file("gap.csv", bad["gap.csv"]), ...columns]);
    expect(code).toBe(2);
    expect(err).toMatch(/unit "b" has no row in period "3"/);
  });

  test("a missing option is named with its meaning", async () => {
    expect((await run(["fit", "y ~ x"])).err).toMatch(/--data is missing/);
    expect((await run(["synth", "--data", "x.csv", "--unit", "u"])).err).toMatch(/--time is missing/);
  });
});

test("every format prints, and no store is needed", async () => {
  for (const format of ["table", "ndjson", "csv", "md", "html"]) {
    const {code, out} = await run([
      "fit",
      "trade_musd ~ agreement | exporter",
      "--data",
      SAMPLE,
      "--format",
      format,
    ]);
    expect(code).toBe(0);
    expect(out).toContain("agreement");
  }
});

test("fit adds p by a wild cluster bootstrap, the same from the same seed, and refuses it where it means nothing", async () => {
  const fit = ["fit", "trade_musd ~ agreement + signs | exporter^importer + year", "--data", SAMPLE];
  const asked = [...fit, "--vcov", "cluster:exporter^importer", "--boot", "webb", "--draws", "199"];
  const [first, again] = [await found(...asked), await found(...asked)];
  expect(again.rows).toEqual(first.rows);
  const plain = await found(...fit, "--vcov", "cluster:exporter^importer");
  for (const [at, row] of first.rows.entries()) {
    const {boot_p_value: p, ...others} = row;
    expect(others).toEqual(plain.rows[at]);
    // (1 + #)/(1 + 199): a multiple of 1/200.
    expect(Number(p) * 200).toBeCloseTo(Math.round(Number(p) * 200), 9);
  }
  for (const [wrong, code] of [
    [["--vcov", "hetero", "--boot", "webb"], "clustered one way"],
    [["--vcov", "cluster:exporter+importer", "--boot", "webb"], "clustered one way"],
    [["--draws", "99"], "none is asked for"],
    [["--boot", "wild"], "wild"],
  ] as const) {
    const answer = await run([...fit, ...wrong]);
    expect(answer.code).toBe(2);
    expect(answer.err).toContain(code);
  }
});

test("fit takes all signs of twelve groups, and the constant of least squares is tested, too", async () => {
  const {rows} = await found(
    "fit",
    "log(trade_musd) ~ log(distance_km) + border",
    ...["--data", SAMPLE, "--where", "trade_musd > 0", "--family", "gaussian"],
    ...["--vcov", "cluster:exporter", "--boot", "rademacher"],
  );
  // Shares of 2^12.
  for (const {boot_p_value: p} of rows) expect(Number.isInteger(Number(p) * 4096)).toBe(true);
  expect(rows).toHaveLength(3);
});

test("a formula without constant and effect is a regression through the origin", async () => {
  const {code, out} = await run([
    "fit",
    "trade_musd ~ 0 + log(distance_km)",
    "--data",
    SAMPLE,
    "--format",
    "json",
  ]);
  expect(code).toBe(0);
  expect(JSON.parse(out).estimates.map(({term}: {term: string}) => term)).toEqual(["log(distance_km)"]);
});
