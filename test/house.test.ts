import {spawnSync} from "node:child_process";
import {readdirSync} from "node:fs";
import {dirname, join, normalize} from "node:path";
import {expect, test} from "vitest";
import {checkImports} from "../tools/check-imports.ts";
import {missingOptional} from "../tools/complete-lock.js";
import {codeFiles, exists, houseFiles, linesMatching, pages, read, root} from "./house-files.ts";

/** Runs an installed tool; its output when it found fault, else the empty string. */
function complaints(tool: string, args: readonly string[]): string {
  const {status, stdout, stderr} = spawnSync(process.execPath, [join(root, "node_modules", tool), ...args], {
    cwd: root,
    encoding: "utf8",
    env: {...process.env, NO_COLOR: "1"},
  });
  return status === 0 ? "" : `${stdout}${stderr}`;
}

test("imports go one way", () => {
  expect(checkImports(root).map(({at, message}) => `${at}: ${message}`)).toEqual([]);
});

test.each([".", "web"])("types hold everywhere: %s", (project) => {
  expect(complaints("typescript/bin/tsc", ["-p", project])).toBe("");
});

test("format and lint are clean", () => {
  expect(complaints("@biomejs/biome/bin/biome", ["check", "--max-diagnostics=20", "."])).toBe("");
});

test("no code file is longer than 400 lines", () => {
  const long = codeFiles()
    .map((path) => ({path, lines: read(path).split("\n").length - 1}))
    .filter(({lines}) => lines > 400);
  expect(long).toEqual([]);
});

test("nothing is marked as left open", () => {
  const mark = /\b(?:TO|FIX)(?:DO|ME)\b/;
  expect([...codeFiles(), ...pages()].flatMap((path) => linesMatching(path, mark))).toEqual([]);
});

test("missing is never made zero in the engine", () => {
  const zeroed = /(?:\?\?|\|\|)=?\s*0(?![\w.])/;
  const engine = codeFiles().filter((path) => /^(src|sources)\//.test(path) && !path.includes(".test."));
  expect(engine.flatMap((path) => linesMatching(path, zeroed))).toEqual([]);
});

test("no file names a package registry or a path of one machine", () => {
  const place = /registry\.(?:npm|yarn)|"\/(?:root|home|Users|work)\//;
  const texts = houseFiles().filter((path) => /\.(ts|js|json|md|ya?ml)$|^\.[^/]+$|^\.ci\//.test(path));
  expect(texts.flatMap((path) => linesMatching(path, place))).toEqual([]);
});

const SOURCE_PARTS = [
  "README.md",
  "checks.ts",
  "corrections.yaml",
  "fixture",
  "parse.test.ts",
  "parse.ts",
  "source.yaml",
];

test("every source has all its parts and stands in the index", () => {
  const index = read("sources/index.ts");
  const sources = houseFiles("sources").flatMap((path) => /^sources\/([^/]+\/[^/]+)\//.exec(path)?.[1] ?? []);
  const faults = [...new Set(sources)].flatMap((id) => [
    ...SOURCE_PARTS.filter((part) => !exists(`sources/${id}/${part}`)).map(
      (part) => `sources/${id}/${part} is missing`,
    ),
    ...(index.includes(`./${id}/`) ? [] : [`sources/index.ts does not import ./${id}/`]),
  ]);
  expect(faults).toEqual([]);
});

/** First column of the table under a heading of ARCHITECTURE.md, without backticks. */
function mapped(heading: string): string[] {
  const section = read("ARCHITECTURE.md").split(`\n## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  return [...section.matchAll(/^\| `([^`]+)\/` +\|/gm)].flatMap(([, folder]) => folder ?? []);
}

/** Folders directly below `folder`, as paths from the root. */
function foldersIn(folder: string): string[] {
  return readdirSync(join(root, folder), {withFileTypes: true})
    .filter((entry) => entry.isDirectory() && houseFiles(join(folder, entry.name)).length > 0)
    .map(({name}) => join(folder, name))
    .filter((path) => !/^(node_modules|dist|coverage|\.git|\.roundabout)$/.test(path));
}

test("the map shows every folder of the root and every room of the engine", () => {
  const shown = mapped("What stands");
  expect([...foldersIn("."), ...foldersIn("src")].filter((folder) => !shown.includes(folder))).toEqual([]);
});

test("every folder the map shows stands, and none that is to come does", () => {
  expect(mapped("What stands").filter((folder) => !exists(folder))).toEqual([]);
  expect(mapped("What is to come").filter((folder) => exists(folder))).toEqual([]);
  expect(mapped("What is to come")).not.toEqual([]);
});

test("every relative link of every page leads somewhere", () => {
  const dead = pages().flatMap((page) =>
    [...read(page).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .flatMap(([, target]) => target ?? [])
      .filter((target) => !/^[a-z]+:/.test(target) && !exists(normalize(join(dirname(page), target))))
      .map((target) => `${page} → ${target}`),
  );
  expect(dead).toEqual([]);
});

test("the changelog has an unreleased section that says something", () => {
  const unreleased = read("CHANGELOG.md").split(/^## /m)[1] ?? "";
  expect(unreleased).toMatch(/^\[Unreleased\][\s\S]+^- /m);
});

test("the lock is complete, pins what package.json asks for, and names no download address", () => {
  const lock = JSON.parse(read("package-lock.json"));
  const manifest = JSON.parse(read("package.json"));
  for (const field of ["dependencies", "devDependencies", "optionalDependencies"]) {
    expect(lock.packages[""][field], `run \`npm run lock\`: ${field}`).toEqual(manifest[field]);
  }
  expect(missingOptional(lock.packages), "run `npm run lock`").toEqual([]);
  expect(linesMatching("package-lock.json", /"resolved": "(?!web\/)/)).toEqual([]);
});
