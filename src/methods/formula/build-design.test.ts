import fc from "fast-check";
import {describe, expect, test} from "vitest";
import {UsageError} from "../../base/index.ts";
import {
  buildDesign,
  type Column,
  combinedCodes,
  levelCodes,
  parseExpression,
  readFormula,
  rowsOf,
  type Table,
} from "./index.ts";

const NA = Number.NaN;

/** A table of number and text columns; null is missing. */
function tableOf(columns: Readonly<Record<string, readonly (number | string | null)[]>>): Table {
  const rows = Object.values(columns)[0]?.length ?? NA;
  return {
    rows,
    rowNumbers: null,
    columns: new Map(Object.entries(columns).map(([name, cells]) => [name, columnOf(cells)])),
  };
}

function columnOf(cells: readonly (number | string | null)[]): Column {
  if (!cells.some((cell) => typeof cell === "string")) {
    return {kind: "number", values: Float64Array.from(cells, (cell) => (cell === null ? NA : Number(cell)))};
  }
  const levels = [...new Set(cells.flatMap((cell) => (cell === null ? [] : [String(cell)])))].reverse();
  const codes = Int32Array.from(cells, (cell) => (cell === null ? -1 : levels.indexOf(String(cell))));
  return {kind: "text", codes, levels};
}

const trade = tableOf({
  y: [1, 2, 3, 4, 5, 6],
  x: [1, -2, 0.5, null, 4, 9],
  year: [2006, 2008, 2006, 2010, null, 2008],
  from: ["USA", "DEU", "USA", "FRA", null, "DEU"],
  to: ["DEU", "DEU", "FRA", "FRA", "USA", "USA"],
  treat: [0, 1, 1, 0, 1, 1],
});

function built(formula: string, table = trade) {
  const [model] = readFormula(formula);
  if (model === undefined) throw new Error("no model");
  const {design, cohorts} = buildDesign(model, table);
  const columns = Object.fromEntries(design.regressors.map(({name, values}) => [name, [...values]]));
  return {design, columns, cohorts};
}

function fault(formula: string, table = trade): UsageError {
  try {
    built(formula, table);
  } catch (thrown) {
    if (thrown instanceof UsageError) return thrown;
    throw thrown;
  }
  throw new Error(`${formula} was built`);
}

describe("arithmetic", () => {
  // By hand, after R's rules of precedence and missing values.
  test.each([
    ["I(-x^2)", [-1, -4, -0.25, NA, -16, -81]],
    ["I(2^3^2 + 0 * y)", [512, 512, 512, 512, 512, 512]],
    ["I(y %in% c(2, 5))", [0, 1, 0, 0, 1, 0]],
    ['I(from %in% c("USA", "FRA"))', [1, 0, 1, 1, NA, 0]],
    ["I(y %% 4 == 2)", [0, 1, 0, 0, 0, 1]],
    ["I(-y %% 4)", [3, 2, 1, 0, 3, 2]],
    ["I(1 - 2 - 3 + 0 * y)", [-4, -4, -4, -4, -4, -4]],
    ["I(y / 2 * 3)", [1.5, 3, 4.5, 6, 7.5, 9]],
    ["I(!y > 3)", [1, 1, 1, 0, 0, 0]],
    ["I(x > 0 & y < 3)", [1, 0, 0, 0, 0, 0]],
    ["I(x > 0 | y > 3)", [1, 0, 1, 1, 1, 1]],
    ["I(x > 0)", [1, 0, 1, NA, 1, 1]],
    ["abs(x)", [1, 2, 0.5, NA, 4, 9]],
    ["exp(log(y))", [1, 2, 3, 4, 5, 6]],
    ["sqrt(y^2)", [1, 2, 3, 4, 5, 6]],
    ["round(x)", [1, -2, 0, NA, 4, 9]],
    ["pmax(x, 1)", [1, 1, 1, NA, 4, 9]],
    ["ifelse(x > 0, log(x), NA)", [0, NA, Math.log(0.5), NA, Math.log(4), Math.log(9)]],
    ["is.na(x)", [0, 0, 0, 1, 0, 0]],
    ['I(from == "USA")', [1, 0, 1, 0, NA, 0]],
    ["I(from != to)", [1, 0, 1, 0, NA, 1]],
    ["x:y", [1, -4, 1.5, NA, 20, 54]],
  ])("%s", (piece, wanted) => {
    const [[name, values] = []] = Object.entries(built(`y ~ ${piece}`).columns);
    expect(name).toBe(piece.replace("y / 2", "y/2"));
    // The last digit of exp(log(y)) is the library's.
    const digits = (given: readonly number[] | undefined) => given?.map((value) => value.toPrecision(14));
    expect(digits(values)).toEqual(digits(wanted));
  });
});

describe("i() names its columns as fixest does", () => {
  test.each([
    ["y ~ i(year)", ["year::2008", "year::2010"]],
    ["y ~ 0 + i(year)", ["year::2006", "year::2008", "year::2010"]],
    ["y ~ i(year) | to", ["year::2008", "year::2010"]],
    ["y ~ i(year, ref = 2008)", ["year::2006", "year::2010"]],
    ["y ~ i(year, ref = c(2008, 2010))", ["year::2006"]],
    ["y ~ i(year, keep = 2008)", ["year::2008"]],
    ["y ~ i(year, treat)", ["year::2006:treat", "year::2008:treat", "year::2010:treat"]],
    ["y ~ i(year, treat, 2006)", ["year::2008:treat", "year::2010:treat"]],
    ["y ~ i(year, treat, ref = TRUE)", ["year::2008:treat", "year::2010:treat"]],
    ["y ~ i(year, i.treat, ref = 2006, ref2 = 0)", ["year::2008:treat::1", "year::2010:treat::1"]],
    ['y ~ i(year, to, ref = 2006, keep2 = "USA")', ["year::2008:to::USA", "year::2010:to::USA"]],
    ['y ~ i(from, ref = "USA")', ["from::DEU", "from::FRA"]],
    ["y ~ i(year, ref = 2006):x", ["year::2008:x", "year::2010:x"]],
  ])("%s", (formula, names) => {
    expect(Object.keys(built(formula).columns)).toEqual(names);
  });

  test("values are 1, the number, or missing where either is", () => {
    const {columns} = built("y ~ i(year, x, ref = 2006) + i(year)");
    expect(columns["year::2008:x"]).toEqual([0, -2, 0, NA, NA, 9]);
    expect(columns["year::2008"]).toEqual([0, 1, 0, 0, NA, 1]);
  });
});

test("offsets add up, weights are an expression, the constant is told", () => {
  const [model] = readFormula("y ~ 0 + x + offset(y) + offset(2 * y)");
  if (model === undefined) throw new Error("no model");
  const weights = parseExpression("treat + 1");
  const {design} = buildDesign(model, trade, {weights, offset: parseExpression("y")});
  expect([...(design.offset ?? [])]).toEqual([4, 8, 12, 16, 20, 24]);
  expect([...(design.weights ?? [])]).toEqual([1, 2, 2, 1, 2, 2]);
  expect(design.constant).toBe(false);
  expect(built("y ~ x").design.constant).toBeUndefined();
});

test("an effect is coded by its levels, a missing one as −1", () => {
  const {design} = built("y ~ x | from + from^to");
  expect(design.effects.map(({name, levels, codes}) => ({name, levels, codes: [...codes]}))).toEqual([
    {name: "from", levels: 3, codes: [2, 0, 2, 1, -1, 0]},
    {name: "from^to", levels: 5, codes: [3, 0, 4, 2, -1, 1]},
  ]);
});

describe("what cannot be evaluated is refused with the place and the row", () => {
  test.each([
    ["y ~ lx", "unknown-column", /no column "lx"/],
    ["y ~ yeer", "unknown-column", /no column "yeer"/],
    ["y ~ from", "text-not-number", /"USA" in row 1/],
    ["y ~ log(from)", "text-not-number", /from holds text/],
    ["y ~ log(x)", "undefined-value", /log\(x\) is not defined in row 2, where x is -2/],
    ["y ~ I(1 / treat)", "infinite-value", /infinite in row 1, where treat is 0/],
    ["y ~ lgo(x)", "unknown-function", /unknown function "lgo"/],
    ["y ~ log(x, 2)", "formula", /log\(\) takes 1 argument/],
    ["y ~ i(year, ref = 2007)", "unknown-level", /year is never 2007/],
    ["y ~ x:from", "text-not-number", /from holds text/],
  ])("%s", (formula, code, message) => {
    const {code: found, message: told, hint} = fault(formula);
    expect(found).toBe(code);
    expect(told).toMatch(message);
    expect(told).toContain("^");
    expect(hint).not.toBeNull();
  });

  test("near names are told, rows are those of the file, no rows are refused", () => {
    expect(fault("y ~ yaer").hint).toBe('did you mean "year"?');
    expect(fault("y ~ log(x)", rowsOf(trade, Int32Array.of(0, 1))).message).toMatch(/row 2, where x is -2/);
    expect(fault("y ~ x", rowsOf(trade, new Int32Array(0))).code).toBe("no-rows");
    const infinite = tableOf({y: [1, 2], x: [Number.POSITIVE_INFINITY, 1]});
    expect(fault("y ~ x", infinite)).toMatchObject({code: "infinite-value"});
  });
});

describe("sunab", () => {
  test("relative periods beside cohorts numbered 1 and 2 are refused: they could be calendar time", () => {
    const relative = [-2, -1, 0, 1, -2, -1, 0, 1, -1, -1, -1, -1];
    const numbered = tableOf({
      y: Array.from({length: 12}, (_, at) => at),
      cohort: [1, 1, 1, 1, 2, 2, 2, 2, 9, 9, 9, 9],
      period: relative,
    });
    expect(fault("y ~ sunab(cohort, period)", numbered).code).toBe("ambiguous-periods");
  });

  // Cohorts 2 and 3 of periods 1..4, 9 never treated, 1 always: cells by hand.
  const panel = tableOf({
    y: Array.from({length: 16}, (_, at) => at),
    cohort: [2, 2, 2, 2, 3, 3, 3, 3, 9, 9, 9, 9, 1, 1, 1, 1],
    period: [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4],
  });

  test("one column a treated cohort and relative period but −1; always treated rows are missing", () => {
    const {columns, cohorts} = built("y ~ sunab(cohort, period) | period", panel);
    expect(Object.keys(columns)).toEqual([
      "period::-2:cohort::3",
      "period::0:cohort::2",
      "period::0:cohort::3",
      "period::1:cohort::2",
      "period::1:cohort::3",
      "period::2:cohort::2",
    ]);
    expect(columns["period::0:cohort::3"]).toEqual([0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, NA, NA, NA, NA]);
    expect(cohorts?.alwaysTreated).toBe(4);
    expect([...(cohorts?.cellOfRow ?? [])]).toEqual([
      -1, 1, 3, 5, 0, -1, 2, 4, -1, -1, -1, -1, -1, -1, -1, -1,
    ]);
  });

  test("without anyone to compare with it is refused; ref.c names one", () => {
    const treated = rowsOf(panel, Int32Array.of(0, 1, 2, 3, 4, 5, 6, 7));
    expect(fault("y ~ sunab(cohort, period)", treated)).toMatchObject({code: "no-comparison"});
    const {columns} = built("y ~ sunab(cohort, period, ref.c = 3)", treated);
    expect(Object.keys(columns)).toEqual([
      "period::0:cohort::2",
      "period::1:cohort::2",
      "period::2:cohort::2",
    ]);
  });
});

const numbers = fc.array(fc.oneof(fc.integer({min: -5, max: 5}), fc.double({noNaN: true}), fc.constant(NA)), {
  minLength: 1,
  maxLength: 300,
});

test("codes name the value: the same level for equal values only, ascending, missing as −1", () => {
  fc.assert(
    fc.property(numbers, (cells) => {
      const {codes, levels} = levelCodes({kind: "number", values: Float64Array.from(cells)});
      expect(levels.length).toBe(
        new Set(cells.filter((cell) => !Number.isNaN(cell)).map((cell) => cell + 0)).size,
      );
      for (const [row, cell] of cells.entries()) {
        if (Number.isNaN(cell)) expect(codes[row]).toBe(-1);
        else expect(levels[codes[row] ?? -1] === cell).toBe(true);
      }
      expect([...levels].every((level, at) => at === 0 || Number(levels[at - 1]) < Number(level))).toBe(true);
    }),
  );
});

test("a combination has one code for each pair of levels that occurs, sparse or dense", () => {
  const pairs = fc.array(fc.tuple(fc.integer({min: 0, max: 9}), fc.integer({min: -3, max: 2e9})), {
    minLength: 1,
    maxLength: 200,
  });
  fc.assert(
    fc.property(pairs, (rows) => {
      const [a, b] = [0, 1].map((at) =>
        levelCodes({kind: "number", values: Float64Array.from(rows, (row) => row[at] ?? NA)}),
      );
      if (a === undefined || b === undefined) throw new Error("two columns");
      const {codes, count} = combinedCodes([a, b]);
      const keys = rows.map((row) => row.join(" "));
      expect(count).toBe(new Set(keys).size);
      expect(new Set(keys.map((key, row) => `${key} ${codes[row]}`)).size).toBe(count);
    }),
  );
});
