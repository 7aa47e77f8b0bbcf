// Measures the seven gravity models of the guide's first chapter together, three clustered errors each, on the data of ../shared.
// Usage: node bench/guide.ts     writes bench/results/guide.{json,md}
import {writeFileSync} from "node:fs";
import {covariance} from "../src/methods/inference/index.ts";
import {fitLeastSquares, fitPoisson} from "../src/methods/regression/index.ts";
import {GUIDE_MODELS, GUIDE_SQL, queryTable, tableCodes, tableDesign} from "../test/support/gravity.ts";
import {machine} from "./machine.ts";

const ROUNDS = 25;
const RULES = ["fixest", "ppmlhdfe", "none"] as const;

const models = await Promise.all(
  GUIDE_MODELS.map(async ({where, family, ...columns}) => {
    const table = await queryTable(`SELECT * FROM (${GUIDE_SQL}) ${where} ORDER BY exporter, importer, year`);
    return {family, design: tableDesign(table, columns), by: [tableCodes(table, "pair_id")]};
  }),
);
const seconds: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const started = performance.now();
  for (const {family, design, by} of models) {
    const fit = await (family === "gaussian" ? fitLeastSquares(design) : fitPoisson(design));
    for (const smallSample of RULES) covariance(fit, {kind: "cluster", by, smallSample});
  }
  seconds.push((performance.now() - started) / 1e3);
}
const rounded = seconds.map((value) => Number(value.toPrecision(3)));
const result = {
  what: `the seven models of the guide's chapter 1 one after another, ${RULES.length} clustered errors each; data in memory`,
  rows: models.reduce((sum, {design}) => sum + design.y.length, 0),
  first_seconds: rounded[0],
  median_seconds: rounded.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)],
  best_seconds: Math.min(...rounded),
  rounds: rounded.join(", "),
  ...machine(new Date()),
};
const results = new URL("results/", import.meta.url);
writeFileSync(new URL("guide.json", results), `${JSON.stringify(result, null, 2)}\n`);
const lines = Object.entries(result).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
writeFileSync(
  new URL("guide.md", results),
  `# The guide's seven models\n\n| | |\n|---|---|\n${lines.join("\n")}\n\nMade by \`node bench/guide.ts\`.\n`,
);
process.stdout.write(`${JSON.stringify(result, null, 2)}\n`);
