import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {dirname, join} from "node:path";
import {expect, test} from "vitest";
import {checkImports} from "./check-imports.ts";
import {violations} from "./imports/check.ts";
import type {Import} from "./imports/read-imports.ts";

const packages = {dependencies: ["commander", "@duckdb/node-api"], devDependencies: ["vitest"]};

/** What the check says of `file` importing `specifier` on its line 1; the rules are design §3. */
function said(file: string, specifier: string, typeOnly = false): string[] {
  return violations([{file, line: 1, specifier, typeOnly}], packages).map(
    ({at, message}) => `${at} ${message}`,
  );
}

/** Plants files into a new folder and gives what `checkImports` says of it. */
function planted(files: Readonly<Record<string, string>>): string[] {
  const root = mkdtempSync(join(tmpdir(), "check-imports-"));
  const config = {compilerOptions: {allowImportingTsExtensions: true, noEmit: true}, include: ["**/*"]};
  const manifest = {dependencies: {commander: "1"}};
  const all = {"tsconfig.json": JSON.stringify(config), "package.json": JSON.stringify(manifest), ...files};
  try {
    for (const [path, text] of Object.entries(all)) {
      mkdirSync(dirname(join(root, path)), {recursive: true});
      writeFileSync(join(root, path), text);
    }
    return checkImports(root).map(({at, message}) => `${at}: ${message}`);
  } finally {
    rmSync(root, {recursive: true});
  }
}

test("an upward import is refused with file, line, edge and the allowed list", () => {
  expect(said("src/base/ids.ts", "../store/index.ts")).toEqual([
    "src/base/ids.ts:1 base → store is not allowed; base may import no other room",
  ]);
  expect(said("src/layers/trade/flows.ts", "../../analyses/channels/index.ts")).toEqual([
    "src/layers/trade/flows.ts:1 layers → analyses is not allowed; layers may import base, reference, store, network",
  ]);
});

test.each([
  ["src/store/sql.ts", "../base/index.ts"],
  ["src/ingest/run.ts", "../store/index.ts"],
  ["src/report/table.ts", "../reference/index.ts"],
  ["src/cli/main.ts", "../server/index.ts"],
  ["src/cli/commands/build.ts", "../../../sources/index.ts"],
  ["sources/eurostat/comext/parse.ts", "../../../src/ingest/index.ts"],
  ["sources/index.ts", "./eurostat/comext/parse.ts"],
  ["test/world/make.ts", "../../src/ingest/run.ts"],
  ["src/base/ids.test.ts", "../../test/world/make.ts"],
])("%s may import %s", (file, specifier) => {
  expect(said(file, specifier)).toEqual([]);
});

test.each([
  ["src/ingest/run.ts", "../../sources/index.ts", "ingest → sources"],
  ["src/server/app.ts", "../cli/main.ts", "server → cli"],
  ["src/store/sql.ts", "../../test/world/make.ts", "store → test/world/make.ts"],
  ["src/report/table.ts", "../store/index.ts", "report → store"],
  ["sources/eurostat/comext/parse.ts", "../../../src/layers/index.ts", "sources → layers"],
])("%s may not import %s", (file, specifier, edge) => {
  expect(said(file, specifier)[0]).toContain(`${edge} is not allowed`);
});

test("a source is entered through the index of sources only", () => {
  expect(said("src/cli/main.ts", "../../sources/eurostat/comext/parse.ts")).toEqual([
    "src/cli/main.ts:1 sources is entered through sources/index.ts, not sources/eurostat/comext/parse.ts",
  ]);
});

test("an import that leaves the repository is refused, in tests too", () => {
  for (const specifier of [
    "../../../elsewhere/x.ts",
    "/etc/x.ts",
    "file:///x.ts",
    "https://example.org/x.js",
  ]) {
    expect(said("src/base/ids.ts", specifier)[0]).toContain("leaves the repository");
    expect(said("src/base/ids.test.ts", specifier)[0]).toContain("leaves the repository");
  }
});

test("only the store opens a database", () => {
  expect(said("src/store/database.ts", "@duckdb/node-api")).toEqual([]);
  expect(said("src/report/pack.ts", "@duckdb/node-api")).toEqual([
    'src/report/pack.ts:1 "@duckdb/node-api" opens a database; only src/store may import it',
  ]);
  expect(said("src/storefront/x.ts", "@duckdb/node-api")[0]).toContain("opens a database");
});

test("rooms use published dependencies only; tests and tools use all", () => {
  expect(said("src/cli/main.ts", "commander")).toEqual([]);
  expect(said("src/cli/main.ts", "vitest")[0]).toContain('package "vitest" is not among the dependencies');
  expect(said("src/cli/main.test.ts", "vitest")).toEqual([]);
  expect(said("src/cli/main.ts", "left-pad/lib/x.js")[0]).toContain('package "left-pad" is not');
});

test("types alone may cross from the server to the web", () => {
  expect(said("web/state.ts", "../src/server/api.ts", true)).toEqual([]);
  expect(said("web/state.ts", "../src/server/api.ts")[0]).toContain("web → server is for types only");
});

test("a folder that is no room is refused", () => {
  expect(said("src/utils/x.ts", "../base/index.ts")[0]).toContain(
    "src/utils/x.ts:1 stands in no room; rooms are base, methods",
  );
  expect(said("src/base/x.ts", "../utils/x.ts")[0]).toContain("base → src/utils/x.ts is not allowed");
});

const edge = (file: string, specifier: string, line: number): Import => ({
  file,
  line,
  specifier,
  typeOnly: true,
});

test("two sub-folders of one room may not import each other, at whatever depth and not even types", () => {
  const found = violations(
    [edge("src/ingest/a/deep/x.ts", "../../b/y.ts", 3), edge("src/ingest/b/z.ts", "../a/w.ts", 7)],
    packages,
  );
  expect(found).toEqual([
    {
      at: "src/ingest/a/deep/x.ts:3",
      message:
        "folders src/ingest/a and src/ingest/b import each other (back at src/ingest/b/z.ts:7); move what both need to one side",
    },
  ]);
});

test("a folder and its own sub-folder may not import each other", () => {
  const down = edge("src/ingest/index.ts", "./a/x.ts", 1);
  const up = edge("src/ingest/a/x.ts", "../types.ts", 2);
  expect(violations([down], packages)).toEqual([]);
  expect(violations([down, up], packages).map(({message}) => message)).toEqual([
    "folders src/ingest and src/ingest/a import each other (back at src/ingest/a/x.ts:2); move what both need to one side",
  ]);
});

test("every form of import in a planted tree is found, and none in comments, strings and templates", () => {
  const found = planted({
    "src/base/x.ts": [
      'import {a} from "../store/a.ts";',
      'export * from "../store/b.ts";',
      'export const later = () => import("../store/c.ts");',
      'export type T = import("../store/d.ts").T;',
      'import type {E} from "../store/e.ts"; export const quote = /["`]/;',
      '// import "../store/no.ts";',
      '/* import("../store/no.ts") */ export const text = \'import "../store/no.ts"\';',
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text of the planted file
      'export const template = `import("../store/no.ts") ${await import("../store/f.ts")}`;',
      "export {a, type E};",
    ].join("\n"),
  });
  const base = "base → store is not allowed; base may import no other room";
  expect(found.sort()).toEqual([1, 2, 3, 4, 5, 8].map((line) => `src/base/x.ts:${line}: ${base}`));
});

test("a sound planted tree passes", () => {
  const found = planted({
    "src/base/index.ts": "export const one = 1;",
    "src/cli/main.ts":
      'import {Command} from "commander";\nimport {one} from "../base/index.ts";\nexport {Command, one};',
  });
  expect(found).toEqual([]);
});
