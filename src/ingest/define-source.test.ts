import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {pathToFileURL} from "node:url";
import {afterAll, expect, test} from "vitest";
import {defineSource} from "./define-source.ts";

const folder = mkdtempSync(join(tmpdir(), "source-"));
afterAll(() => rmSync(folder, {recursive: true}));

const url = pathToFileURL(`${folder}/`);
const code = {dialects: [], checks: []};

const DESCRIPTION = `id: office/trade
title: Trade
publisher: An office
url: https://example.org
licence: CC BY 4.0
licence_url: null
redistributable: true
goods: all
sides: mirror
rank: 12
valuation: exports fob
mapping_bound: 0.99
vintage: 2024-05-01
notes: []
`;

test("a source is its folder's two descriptions and the code it is given", () => {
  writeFileSync(join(folder, "source.yaml"), DESCRIPTION);
  writeFileSync(join(folder, "corrections.yaml"), "");
  const source = defineSource(url, code);
  expect(source).toMatchObject({dialects: [], checks: [], corrections: []});
  expect(source.meta).toMatchObject({id: "office/trade", rank: 12, partners: "all", licence_url: null});
});

test("a date without quotes stays the text it is", () => {
  expect(defineSource(url, code).meta.vintage).toBe("2024-05-01");
});

test("a description that is missing is refused by its path", () => {
  rmSync(join(folder, "corrections.yaml"));
  expect(() => defineSource(url, code)).toThrow(
    expect.objectContaining({code: "source-description", where: join(folder, "corrections.yaml")}),
  );
});
