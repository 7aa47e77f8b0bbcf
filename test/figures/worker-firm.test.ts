import {expect, test} from "vitest";
import {type Design, fitLeastSquares, fitPoisson} from "../../src/methods/regression/index.ts";
import {type StoredRow, storedRows} from "../support/verify.ts";

// verify/worker-firm/reference.R, R 4.2.2: lm and glm with explicit dummies, glm to a relative deviance of 1e-15.
const data = storedRows("worker-firm/data.csv");
const reference = storedRows("worker-firm/reference.csv");

function design(rows: readonly StoredRow[], outcome: string, effects: readonly string[]): Design {
  const values = (name: string): Float64Array => Float64Array.from(rows, (row) => Number(row[name]));
  return {
    y: values(outcome),
    regressors: ["x1", "x2"].map((name) => ({name, values: values(name)})),
    effects: effects.map((name) => {
      const codes = Int32Array.from(rows, (row) => Number(row[name]) - 1);
      return {name, codes, levels: Math.max(...codes) + 1};
    }),
    weights: null,
    offset: null,
  };
}

for (const panel of ["window", "cyclic"]) {
  for (const effects of [
    ["worker", "firm"],
    ["worker", "firm", "year"],
  ] as const) {
    for (const family of ["gaussian", "poisson"] as const) {
      test(`${panel} panel of ${effects.join(", ")}, ${family}: R's coefficients and errors with explicit dummies`, async () => {
        const rows = data.filter((row) => row.panel === panel);
        const fit =
          family === "gaussian"
            ? await fitLeastSquares(design(rows, "log", effects))
            : await fitPoisson(design(rows, "count", effects));
        const expected = reference.filter(
          (row) => row.panel === panel && row.family === family && Number(row.effects) === effects.length,
        );
        expect(expected).toHaveLength(2);
        for (const [at, {estimate, error}] of expected.entries()) {
          const se = Math.sqrt(fit.bread[at * 3] ?? Number.NaN);
          expect(Math.abs((fit.beta[at] ?? Number.NaN) / Number(estimate) - 1)).toBeLessThan(1e-8);
          expect(Math.abs(se / Number(error) - 1)).toBeLessThan(1e-8);
        }
      });
    }
  }
}
