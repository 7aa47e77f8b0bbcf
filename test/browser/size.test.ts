import {mkdtempSync, readdirSync, readFileSync, rmSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {gzipSync} from "node:zlib";
import {afterAll, beforeAll, expect, test} from "vitest";
import {buildWeb} from "../../scripts/web.js";
import {root} from "../house-files.ts";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "roundabout-size-"));
  expect(buildWeb(root, folder)).toBeNull();
});
afterAll(() => rmSync(folder, {recursive: true}));

const zipped = (path: string) => gzipSync(readFileSync(join(folder, path))).length;

test("the first view's JavaScript is at most 250 kB gzipped", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const loaded = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path = ""]) => path);
  expect(loaded.length).toBeGreaterThan(0);
  expect(loaded.reduce((sum, path) => sum + zipped(path), 0)).toBeLessThan(250_000);
});

test("the map's code and outlines wait until the atlas is opened", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const files = readdirSync(join(folder, "assets"));
  expect(files.some((name) => /^(110m|50m)-.*\.json$/.test(name))).toBe(true);
  expect(page).not.toMatch(/110m|50m/);
});

test("the cross-filter's code waits until explore is opened, and brings no database along", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const holders = readdirSync(join(folder, "assets")).filter(
    (name) =>
      name.endsWith(".js") && readFileSync(join(folder, "assets", name), "utf8").includes("explore.arrow"),
  );
  expect(holders.length).toBe(1);
  expect(page).not.toContain(holders[0]);
  expect(zipped(join("assets", holders[0] ?? ""))).toBeLessThan(100_000);
});

test("names of goods are a file of their own, at most 150 kB gzipped, which no page names", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const files = readdirSync(join(folder, "assets")).filter((name) => /^names-.*\.json$/.test(name));
  expect(files.length).toBe(1);
  expect(page).not.toMatch(/names-/);
  expect(zipped(join("assets", files[0] ?? ""))).toBeLessThan(150_000);
});

test("the plotting library waits until positions are drawn, and no page names it", () => {
  const page = readFileSync(join(folder, "index.html"), "utf8");
  const holders = readdirSync(join(folder, "assets")).filter(
    (name) =>
      name.endsWith(".js") && readFileSync(join(folder, "assets", name), "utf8").includes("ideal-leader"),
  );
  expect(holders.length).toBe(1);
  expect(page).not.toContain(holders[0]);
  expect(zipped(join("assets", holders[0] ?? ""))).toBeLessThan(100_000);
});

test("nothing of the app is fetched from elsewhere", () => {
  const texts = readdirSync(join(folder, "assets"))
    .filter((name) => /\.(js|css)$/.test(name))
    .map((name) => readFileSync(join(folder, "assets", name), "utf8"));
  const outside = texts.flatMap(
    (text) => text.match(/(?:url\(|@import |import\(|fetch\()["'`]?https?:[^)"'`]+/g) ?? [],
  );
  expect(outside).toEqual([]);
});
