import {spawnSync} from "node:child_process";
import {existsSync, mkdtempSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {
  GRAVITY,
  GUIDE_MODELS,
  GUIDE_SQL,
  hasGravity,
  queryTable,
  SHARED_DATA,
  tableCodes,
  tableDesign,
} from "../../../test/support/gravity.ts";
import {seeded} from "../../base/index.ts";
import type {Design, Fit} from "../regression/design.ts";
import {fitLeastSquares, fitPoisson} from "../regression/index.ts";
import {type CovarianceChoice, coefficientTable, covariance, nullScores, wildBootstrap} from "./index.ts";

const needsShared = test.skipIf(!hasGravity);

function errorsOf(fit: Fit, choice: CovarianceChoice): Map<string, number> {
  return new Map(coefficientTable(fit, covariance(fit, choice)).rows.map(({name, se}) => [name, se]));
}

/** Each error as text, with as many decimals as published. */
function printed(errors: ReadonlyMap<string, number>, decimals: Readonly<Record<string, number>>): string[] {
  return Object.entries(decimals).map(([name, places]) => (errors.get(name) ?? Number.NaN).toFixed(places));
}

function csvRows(path: string): Record<string, string>[] {
  const [heading = "", ...lines] = readFileSync(`${SHARED_DATA}${path}`, "utf8").trim().split("\n");
  return lines.map((line) => {
    const cells = line.split(",");
    return Object.fromEntries(heading.split(",").map((name, i) => [name, cells[i] ?? ""]));
  });
}

needsShared(
  "two-way gravity of 2006: ppmlhdfe's robust errors to the printed digit (needs ../shared)",
  async () => {
    const table = await queryTable(
      `SELECT *, ln(dist) AS log_dist, CASE WHEN exporter = importer THEN 0 ELSE 1 END AS border
     FROM '${GRAVITY}agtpa_applications_69x69_1986_2006.parquet' WHERE year = 2006`,
    );
    const fit = await fitPoisson(
      tableDesign(table, {
        y: "trade",
        regressors: ["log_dist", "cntg", "border"],
        effects: ["exporter", "importer"],
      }),
    );
    const errors = errorsOf(fit, {kind: "hc1", smallSample: "ppmlhdfe"});
    expect(printed(errors, {log_dist: 7, cntg: 7, border: 7})).toEqual([
      "0.0501494",
      "0.1073719",
      "0.1193816",
    ]);
  },
);

needsShared(
  "four effects, clustered by origin: fixest's error to the printed digit (needs ../shared)",
  async () => {
    const table = await queryTable(
      `SELECT *, ln(dist_km) AS log_dist FROM '${GRAVITY}fixest_trade_eu15_2007_2016.parquet'`,
    );
    const effects = ["Origin", "Destination", "Product", "Year"];
    const fit = await fitPoisson(tableDesign(table, {y: "Euros", regressors: ["log_dist"], effects}));
    const errors = errorsOf(fit, {kind: "cluster", by: ["Origin"]});
    expect(printed(errors, {log_dist: 6})).toEqual(["0.115678"]);
  },
);

needsShared("30 countries in 2006: the robust errors to the printed digit (needs ../shared)", async () => {
  const table = await queryTable(
    `SELECT * FROM read_csv('${GRAVITY}gegravity_sample_data_set.csv') WHERE year = 2006`,
  );
  const regressors = ["lndist", "contiguity", "common_language", "pta", "international"];
  const fit = await fitPoisson(
    tableDesign(table, {y: "trade", regressors, effects: ["exporter", "importer"]}),
  );
  const errors = errorsOf(fit, {kind: "hc1", smallSample: "ppmlhdfe"});
  expect(printed(errors, {lndist: 7, contiguity: 7, common_language: 7, pta: 7, international: 7})).toEqual([
    "0.0729915",
    "0.1327354",
    "0.0840702",
    "0.1076578",
    "0.2151235",
  ]);
});

const RULES = {se_fixest_cluster: "fixest", se_Gadj_only: "ppmlhdfe", se_CR0: "none"} as const;

for (const {model, where, family, ...columns} of GUIDE_MODELS) {
  needsShared(
    `the guide's chapter 1, ${model}: three clustered errors as of fixest (needs ../shared)`,
    async () => {
      const table = await queryTable(
        `SELECT * FROM (${GUIDE_SQL}) ${where} ORDER BY exporter, importer, year`,
      );
      const design = tableDesign(table, columns);
      const fit = await (family === "gaussian" ? fitLeastSquares(design) : fitPoisson(design));
      const by = [tableCodes(table, "pair_id")];
      const rows = csvRows("benchmarks/agtpa_chapter1_fixest.csv").filter((row) => row.model === model);
      expect(rows).toHaveLength(fit.names.length);
      for (const [column, smallSample] of Object.entries(RULES)) {
        const errors = errorsOf(fit, {kind: "cluster", by, smallSample});
        const apart = rows.map((row) =>
          Math.abs((errors.get(row.term ?? "") ?? Number.NaN) / Number(row[column]) - 1),
        );
        // fixest iterates Poisson to a relative deviance of 1e-8 or closer, which leaves errors with six digits and more.
        expect(Math.max(...apart)).toBeLessThan(1e-6);
      }
    },
  );
}

const GENERATOR = fileURLToPath(new URL("../../../../shared/tools/panels.mjs", import.meta.url));

function panel(name: string): {design: Design; cluster: Int32Array} {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-panel-"));
  try {
    spawnSync(process.execPath, [GENERATOR, name, folder]);
    const bytes = (file: string): ArrayBuffer =>
      new Uint8Array(readFileSync(join(folder, name, file))).buffer;
    const meta = JSON.parse(readFileSync(join(folder, name, "meta.json"), "utf8"));
    const codes = (file: string): Int32Array => new Int32Array(bytes(`${file}.i32`));
    const design = {
      y: new Float64Array(bytes("y.f64")),
      regressors: meta.x.map((file: string, i: number) => ({
        name: meta.xnames[i],
        values: new Float64Array(bytes(`${file}.f64`)),
      })),
      effects: meta.fe.map((file: string, i: number) => ({
        name: meta.fenames[i],
        codes: codes(file),
        levels: meta.nfe[i],
      })),
      weights: null,
      offset: null,
    };
    return {design, cluster: codes(meta.cluster)};
  } finally {
    rmSync(folder, {recursive: true, force: true});
  }
}

// fixest's default tolerance leaves four digits of the errors in small panels, its tight runs six; the factor between its
// two columns does not depend on convergence and agrees to rounding.
for (const [name, tol, tolerance] of [
  ["a20k", "default", 1e-4],
  ["a200k", "tight", 1e-6],
  ["b100k", "default", 1e-4],
] as const) {
  test.skipIf(!existsSync(GENERATOR))(
    `panel ${name}: fixest's clustered errors, ${tol} (needs ../shared)`,
    async () => {
      const {design, cluster} = panel(name);
      const fit = await fitPoisson(design);
      const by = [
        {
          name: "cluster",
          codes: cluster,
          levels: cluster.reduce((most, code) => Math.max(most, code + 1), 0),
        },
      ];
      const rows = csvRows("benchmarks/poisson_panels/fixest_coefficients.csv").filter(
        (row) => row.data === name && row.tol === tol,
      );
      expect(rows).toHaveLength(fit.names.length);
      const own = errorsOf(fit, {kind: "cluster", by});
      const groupsOnly = errorsOf(fit, {kind: "cluster", by, smallSample: "ppmlhdfe"});
      for (const row of rows) {
        const term = row.term ?? "";
        const [ours, groups] = [own.get(term) ?? Number.NaN, groupsOnly.get(term) ?? Number.NaN];
        expect(Math.abs(ours / Number(row.se_default) - 1)).toBeLessThan(tolerance);
        expect(Math.abs(groups / Number(row.se_Gadj) - 1)).toBeLessThan(tolerance);
        expect(ours / groups).toBeCloseTo(Number(row.se_default) / Number(row.se_Gadj), 11);
      }
    },
  );
}

needsShared(
  "a score bootstrap of the guide's agreements, the hypothesis imposed (needs ../shared)",
  async () => {
    const chosen = GUIDE_MODELS.find(({model}) => model === "t3c2_ppml");
    const table = await queryTable(
      `SELECT * FROM (${GUIDE_SQL}) ${chosen?.where} ORDER BY exporter, importer, year`,
    );
    const design = tableDesign(table, chosen ?? {y: "", regressors: [], effects: []});
    const fit = await fitPoisson(design);
    const scores = await nullScores(
      design,
      {rows: fit.rows, coefficient: "rta"},
      {poisson: fitPoisson, leastSquares: fitLeastSquares},
    );
    const found = wildBootstrap(fit, {
      by: tableCodes(table, "pair_id"),
      coefficient: "rta",
      random: seeded(1),
      draws: 199,
      scores,
    });
    expect(found).toMatchObject({kind: "score-restricted", exhaustive: false});
    // The coefficient is 2.9 errors from zero: p near 0.004, at most a few of 199 draws beyond.
    expect(found.p).toBeLessThan(0.03);
  },
);
