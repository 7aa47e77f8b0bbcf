import {spawnSync} from "node:child_process";
import {mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {afterAll, expect, test} from "vitest";
import {joinedEngine, joinModules} from "../scripts/engine.js";
import {root} from "./house-files.ts";

const folder = mkdtempSync(join(tmpdir(), "roundabout-engine-"));
afterAll(() => rmSync(folder, {recursive: true, force: true}));

test("the joined engine is another one after any change of a source or a table, and the same after a change of a test", () => {
  const checkout = join(folder, "checkout");
  const source = join(checkout, "src", "base", "one.ts");
  mkdirSync(join(checkout, "src", "base"), {recursive: true});
  mkdirSync(join(checkout, "sources"));
  mkdirSync(join(checkout, "reference"));
  writeFileSync(source, "export const one = 1;");
  const first = joinedEngine(checkout);
  writeFileSync(join(checkout, "src", "base", "one.test.ts"), "test");
  expect(joinedEngine(checkout)).toBe(first);
  writeFileSync(source, "export const one = 11;");
  const longer = joinedEngine(checkout);
  utimesSync(source, 1, 1);
  const older = joinedEngine(checkout);
  writeFileSync(join(checkout, "sources", "two.ts"), "");
  const more = joinedEngine(checkout);
  writeFileSync(join(checkout, "reference", "facts.csv"), "");
  const facts = joinedEngine(checkout);
  expect(new Set([first, longer, older, more, facts]).size).toBe(5);
});

test("joined, the engine answers as its sources do, threads and kernels included", async () => {
  const out = join(folder, "joined");
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
  const main = join(root, "src", "cli", "main.ts");
  await joinModules(main, out, (file) => JSON.stringify(pathToFileURL(file).href));
  const fit = [
    "fit",
    "trade_musd ~ agreement | exporter^year + importer^year",
    "--data",
    "docs/data/trade.csv",
  ];
  const build = ["build", "--quiet", "--store", join(folder, "pack.duckdb")];
  const channels = ["channels", "--format", "csv", "--store", join(folder, "pack.duckdb")];
  expect(answer(join(out, "main.js"), build).status).toBe(0);
  for (const question of [fit, channels, ["channels", "--hub"]]) {
    const joined = answer(join(out, "main.js"), question);
    expect(joined.stderr).not.toContain(" at ");
    expect(joined).toEqual(answer(main, question));
  }
});

function answer(main: string, argv: readonly string[]) {
  const program = `import(${JSON.stringify(pathToFileURL(main).href)}).then(async ({main}) =>
    process.exit(await main(${JSON.stringify(argv)})))`;
  const {status, stdout, stderr} = spawnSync(process.execPath, ["-e", program], {
    cwd: root,
    encoding: "utf8",
  });
  return {status, stdout, stderr};
}
