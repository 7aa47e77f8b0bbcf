// Sets the figures of bench/results/worlds.json into README.md and docs/benchmark-worlds.md, between their marks.
// Usage: node bench/worlds-pages.ts
import {readFileSync, writeFileSync} from "node:fs";
import {partsOf, withParts} from "./worlds/pages.ts";
import type {WorldsResult} from "./worlds/report.ts";

const at = (path: string): URL => new URL(path, import.meta.url);
const result: WorldsResult = JSON.parse(readFileSync(at("results/worlds.json"), "utf8"));
const parts = partsOf(result);
for (const page of ["../README.md", "../docs/benchmark-worlds.md"]) {
  const before = readFileSync(at(page), "utf8");
  writeFileSync(at(page), withParts(before, parts));
}
