import {existsSync, readFileSync} from "node:fs";
import {fileURLToPath} from "node:url";
import {DuckDBInstance} from "@duckdb/node-api";
import {expect, test} from "vitest";
import type {Design, EffectCodes, Fit, Regressor} from "./design.ts";
import {fitLeastSquares} from "./least-squares.ts";
import {design} from "./made-designs.ts";
import {fitPoisson} from "./poisson.ts";

const SHARED = fileURLToPath(new URL("../../../../shared/data/", import.meta.url));
const GRAVITY = `${SHARED}trade/gravity/`;
const absent = !existsSync(GRAVITY);
/** Figures are given as published: the tolerance is half of their last digit. */
const digits = (fit: Fit, names: readonly string[], places: number) =>
  names.map((name) => (fit.beta[fit.names.indexOf(name)] ?? Number.NaN).toFixed(places));

type Table = ReadonlyMap<string, readonly unknown[]>;

async function read(sql: string): Promise<Table> {
  const connection = await (await DuckDBInstance.create()).connect();
  const columns = (await connection.runAndReadAll(sql)).getColumnsObjectJS();
  return new Map(Object.entries(columns));
}

function cells(table: Table, name: string): readonly unknown[] {
  const found = table.get(name);
  if (found === undefined) throw new Error(`no column "${name}"`);
  return found;
}

function numbers(table: Table, name: string): Float64Array {
  return Float64Array.from(cells(table, name), (cell) => (cell === null ? Number.NaN : Number(cell)));
}

function regressors(table: Table, names: readonly string[]): Regressor[] {
  return names.map((name) => ({name, values: numbers(table, name)}));
}

/** An effect from one or more columns, interacted. */
function effects(table: Table, ...names: readonly string[]): EffectCodes[] {
  return names.map((name) => {
    const parts = name.split("^").map((part) => cells(table, part));
    const seen = new Map<string, number>();
    const codes = Int32Array.from(cells(table, name.split("^")[0] ?? ""), (_, row) => {
      const key = parts.map((part) => String(part[row])).join("|");
      const code = seen.get(key) ?? seen.size;
      seen.set(key, code);
      return code;
    });
    return {name, codes, levels: seen.size};
  });
}

test.skipIf(absent)("two-way gravity of 2006 with domestic trade, 4,761 rows (needs ../shared)", async () => {
  const table = await read(
    `SELECT *, ln(dist) AS log_dist, CASE WHEN exporter = importer THEN 0 ELSE 1 END AS border
     FROM '${GRAVITY}agtpa_applications_69x69_1986_2006.parquet' WHERE year = 2006`,
  );
  const names = ["log_dist", "cntg", "border"];
  const fit = await fitPoisson(
    design({
      y: numbers(table, "trade"),
      regressors: regressors(table, names),
      effects: effects(table, "exporter", "importer"),
    }),
  );
  expect(fit.rows.length).toBe(4761);
  expect(digits(fit, names.slice(0, 2), 7)).toEqual(["-0.7912879", "0.6736456"]);
  expect(digits(fit, ["border"], 5)).toEqual(["-2.47445"]);
  expect(fit.logLikelihood.toFixed(1)).toBe("-2284121.5");
});

test.skipIf(absent)("four effects on the trade of fifteen states (needs ../shared)", async () => {
  const table = await read(
    `SELECT *, ln(dist_km) AS log_dist FROM '${GRAVITY}fixest_trade_eu15_2007_2016.parquet'`,
  );
  const fit = await fitPoisson(
    design({
      y: numbers(table, "Euros"),
      regressors: regressors(table, ["log_dist"]),
      effects: effects(table, "Origin", "Destination", "Product", "Year"),
    }),
  );
  expect(digits(fit, ["log_dist"], 5)).toEqual(["-1.52787"]);
});

test.skipIf(absent)("30 countries in 2006 (needs ../shared)", async () => {
  const table = await read(
    `SELECT * FROM read_csv('${GRAVITY}gegravity_sample_data_set.csv') WHERE year = 2006`,
  );
  const names = ["lndist", "contiguity", "common_language", "pta", "international"];
  const fit = await fitPoisson(
    design({
      y: numbers(table, "trade"),
      regressors: regressors(table, names),
      effects: effects(table, "exporter", "importer"),
    }),
  );
  expect(digits(fit, ["lndist", "pta"], 7)).toEqual(["-0.3898623", "0.4711383"]);
  // Published as 0.0326249; R's glm converges to 0.03262496673, as this does.
  expect(digits(fit, ["common_language"], 10)).toEqual(["0.0326249667"]);
  expect(digits(fit, ["contiguity", "international"], 6)).toEqual(["0.891577", "-3.412584"]);
});

test.skipIf(absent)("three-way gravity with an agreement, 5,950 rows (needs ../shared)", async () => {
  const table = await read(
    `SELECT * FROM '${GRAVITY}zylkin_example_trade_fta_35x35_1988_2004.parquet' WHERE category = 'TOTAL' AND isoexp <> isoimp`,
  );
  const fit = await fitPoisson(
    design({
      y: numbers(table, "trade"),
      regressors: regressors(table, ["fta"]),
      effects: effects(table, "isoexp^year", "isoimp^year", "isoexp^isoimp"),
    }),
  );
  expect(fit.audit.rowsIn).toBe(5950);
  expect(digits(fit, ["fta"], 8)).toEqual(["0.19244549"]);
});

/** The guide's sample: every fourth year, with remoteness after its chapter 1. */
const GUIDE = `
  WITH flows AS (
    SELECT *, sum(trade) OVER (PARTITION BY exporter, year) AS y, sum(trade) OVER (PARTITION BY importer, year) AS e,
      sum(trade) OVER (PARTITION BY year) AS world
    FROM '${GRAVITY}agtpa_applications_69x69_1986_2006.parquet' WHERE year % 4 = 2
  )
  SELECT *, ln(dist) AS log_dist, ln(y) AS log_y, ln(e) AS log_e, CASE WHEN trade > 0 THEN ln(trade) END AS log_trade,
    ln(sum(dist * world / e) OVER (PARTITION BY exporter, year)) AS rem_exp,
    ln(sum(dist * world / y) OVER (PARTITION BY importer, year)) AS rem_imp,
    ${[1986, 1990, 1994, 1998, 2002, 2006].map((year) => `CASE WHEN year = ${year} THEN ln(dist) ELSE 0 END AS log_dist_${year}`).join(", ")}
  FROM flows`;

/** Published columns beside ours: where the published value has not converged, ours is compared to the converged column. */
function published(model: string): {term: string; beta: number}[] {
  const [, ...lines] = readFileSync(`${SHARED}benchmarks/agtpa_chapter1_fixest.csv`, "utf8")
    .trim()
    .split("\n");
  return lines
    .map((line) => line.split(","))
    .flatMap(([name, term = "", beta]) => (name === model ? [{term, beta: Number(beta)}] : []));
}

const GRAVITY_TERMS = ["log_dist", "cntg", "lang", "clny"];
const YEARLY = [1986, 1990, 1994, 1998, 2002, 2006].map((year) => `log_dist_${year}`);
const TWO_WAY = ["exporter^year", "importer^year"];
const MODELS = [
  ["t1c1_ols", "positive", [...GRAVITY_TERMS, "log_y", "log_e"], []],
  ["t1c2_rem", "positive", [...GRAVITY_TERMS, "log_y", "log_e", "rem_exp", "rem_imp"], []],
  ["t1c3_fe", "positive", GRAVITY_TERMS, TWO_WAY],
  ["t1c4_ppml", "foreign", GRAVITY_TERMS, TWO_WAY],
  ["t2c2_ppml", "foreign", [...YEARLY, "cntg", "lang", "clny"], TWO_WAY],
  ["t3c2_ppml", "foreign", [...GRAVITY_TERMS, "rta"], TWO_WAY],
  ["t3c4_endg", "all", ["rta"], [...TWO_WAY, "pair_id"]],
] as const;

for (const [model, sample, terms, absorbed] of MODELS) {
  test.skipIf(absent)(
    `the guide's chapter 1, ${model}, to 1e-8 of fixest's converged values (needs ../shared)`,
    async () => {
      const filters = {
        positive: "WHERE exporter <> importer AND trade > 0",
        foreign: "WHERE exporter <> importer",
        all: "",
      };
      const table = await read(
        `SELECT * FROM (${GUIDE}) ${filters[sample]} ORDER BY exporter, importer, year`,
      );
      const made: Design = design({
        y: numbers(table, sample === "positive" ? "log_trade" : "trade"),
        regressors: regressors(table, terms),
        effects: effects(table, ...absorbed),
      });
      const fit = await (sample === "positive" ? fitLeastSquares(made) : fitPoisson(made));
      const expected = published(model);
      expect(expected.length).toBe(fit.names.length);
      for (const {term, beta} of expected) {
        const own = fit.beta[fit.names.indexOf(term)] ?? Number.NaN;
        expect(Math.abs(own / beta - 1)).toBeLessThan(1e-8);
      }
    },
  );
}
