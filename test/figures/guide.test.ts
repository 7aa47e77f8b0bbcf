import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import {fitLeastSquares, fitPoisson} from "../../src/methods/regression/index.ts";
import {
  GUIDE_MODELS,
  GUIDE_SQL,
  hasGravity,
  queryTable,
  SHARED_DATA,
  tableDesign,
} from "../support/gravity.ts";
import {certificate} from "../support/sample.ts";

/** Rows that fixest used, by model: column nobs of benchmarks/agtpa_chapter1_fixest.csv. */
function rowsUsed(): Map<string, number> {
  const [, ...lines] = readFileSync(`${SHARED_DATA}benchmarks/agtpa_chapter1_fixest.csv`, "utf8")
    .trim()
    .split("\n");
  return new Map(lines.map((line) => [line.split(",")[0] ?? "", Number(line.split(",").at(-1))]));
}

// Coefficients and errors of these models are held to 1e-8 and 1e-6 beside the estimators (published.test.ts).
for (const {model, where, family, ...columns} of GUIDE_MODELS) {
  test.skipIf(!hasGravity)(
    `the guide's chapter 1, ${model}: fixest's rows, every other one told with its reason (needs ../shared)`,
    async () => {
      const table = await queryTable(
        `SELECT * FROM (${GUIDE_SQL}) ${where} ORDER BY exporter, importer, year`,
      );
      const design = tableDesign(table, columns);
      const fit = await (family === "gaussian" ? fitLeastSquares(design) : fitPoisson(design));
      const dropped = [...fit.audit.dropped].map(([reason, rows]) => [reason, rows.length] as const);
      expect(fit.rows).toHaveLength(rowsUsed().get(model) ?? Number.NaN);
      expect(dropped.map(([reason]) => reason)).toEqual(model === "t3c4_endg" ? ["all-zero-level"] : []);
      expect(dropped.reduce((sum, [, rows]) => sum + rows, fit.rows.length)).toBe(design.y.length);
      const {levels, slopes} = certificate(fit);
      expect(Math.max(levels, slopes)).toBeLessThan(1e-8);
    },
  );
}
