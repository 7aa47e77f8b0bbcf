import {existsSync, globSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {afterAll, beforeAll, expect, test} from "vitest";
import {main} from "../../src/cli/main.ts";
import {recordedEffects} from "../cli-effects.ts";
import {hasShared} from "../support/ingest.ts";
import {packStore, sharedStore, type TestStore} from "../support/stores.ts";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
/** Tried by test/bootstrap.test.ts and by the check on a bare machine; here they would start themselves anew. */
const ELSEWHERE = /^npm (start|test|ci|run [\w-]+)\b|^git clone\b|^cd\b|^npx vitest\b|^\.ci\/run\b/;

/** The page whose commands ask data that no pack may hold. */
const OTHER_DIRECTION = "docs/how-to/other-direction.md";

let pack: TestStore;
beforeAll(async () => {
  pack = await packStore();
});
afterAll(() => pack[Symbol.asyncDispose]());

const pages = ["README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", ...globSync("docs/**/*.md", {cwd: ROOT})];
const commands = pages.flatMap((page) =>
  [...readFileSync(join(ROOT, page), "utf8").matchAll(/```sh\n([\s\S]*?)```/g)].flatMap(([, block = ""]) =>
    block
      .split("\n")
      .map((line) => line.replace(/\s+#[^"]*$/, "").trim())
      .filter((line) => line !== "")
      .map((command) => ({page, command})),
  ),
);

/** Words of a command line; double quotes hold words together and are dropped. */
function shellWords(command: string): string[] {
  return [...command.matchAll(/(?:[^\s"]|"[^"]*")+/g)].map(([word]) => word.replaceAll('"', ""));
}

test("the pages show commands", () => {
  expect(commands.length).toBeGreaterThan(8);
});

async function expectAnswer(command: string, store: TestStore): Promise<void> {
  const [program, ...argv] = shellWords(command);
  expect(program).toBe("./bin/roundabout.js");
  const recorded = recordedEffects({width: 120, env: {ROUNDABOUT_STORE: store.path}});
  const code = await main(argv, recorded.effects);
  expect({code, err: recorded.err()}).toMatchObject({code: 0});
  expect(recorded.out().length).toBeGreaterThan(100);
}

const here = commands.filter(({page, command}) => page !== OTHER_DIRECTION && !ELSEWHERE.test(command));
test.each(here)("$page: $command", ({command}) => expectAnswer(command, pack));

test.skipIf(!hasShared)(`${OTHER_DIRECTION}: every command (needs ../shared)`, async () => {
  await using made = await sharedStore(["flows/comtrade_eu27_wood_imports_hs4_2018_2022.parquet"]);
  const own = commands.filter(({page}) => page === OTHER_DIRECTION);
  expect(own.length).toBeGreaterThan(3);
  for (const {command} of own) await expectAnswer(command, made);
});

test("the standard errors that the page of regressions prints are those of its commands", async () => {
  const page = readFileSync(join(ROOT, "docs/methods/ppml.md"), "utf8");
  const [, formula = ""] = /^\.\/bin\/roundabout\.js fit "([^"]+)".*--ssc ppmlhdfe$/m.exec(page) ?? [];
  const table = [...page.matchAll(/^\| `(iid|hetero|cluster:\S+)` +\|(.+)\|$/gm)];
  expect(table.length).toBe(5);
  for (const [, vcov = "", cells = ""] of table) {
    for (const [at, ssc] of ["fixest", "ppmlhdfe", "sandwich", "none"].entries()) {
      const recorded = recordedEffects();
      const options = ["--data", "docs/data/trade.csv", "--vcov", vcov, "--ssc", ssc, "--format", "ndjson"];
      expect(await main(["fit", formula, ...options], recorded.effects)).toBe(0);
      const row: {std_error: number} = JSON.parse(recorded.out());
      expect(row.std_error.toFixed(6), `${vcov} ${ssc}`).toBe(cells.split("|")[at]?.trim());
    }
  }
});

test.each(pages)("the pictures of %s exist and say what they show", (page) => {
  const text = readFileSync(join(ROOT, page), "utf8");
  for (const [, alt = "", file = ""] of text.matchAll(/!\[([^\]]*)\]\(([^)]+)\)/g)) {
    expect(existsSync(join(ROOT, page, "..", file)), file).toBe(true);
    expect(alt.length).toBeGreaterThan(20);
  }
});
