import {writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {testFolder} from "../../test/support/folder.ts";
import {ingest} from "../../test/support/ingest.ts";
import {sql} from "../store/index.ts";
import {integer, text} from "./column.ts";
import type {Dialect, Source, SourceMeta} from "./source.ts";

const META: SourceMeta = {
  id: "test/vintage",
  title: "Exports to one partner",
  publisher: "nobody",
  url: "https://example.org",
  licence: "none",
  licence_url: null,
  redistributable: false,
  goods: "all",
  partners: "selected",
  sides: "mirror",
  rank: 1,
  valuation: "fob",
  mapping_bound: 1,
  vintage: null,
  notes: [],
};

const DIALECT: Dialect = {
  id: "year-value",
  what: "a year and a value",
  recognises: ({kind}) => kind === "csv",
  columns: {year: integer(), value: integer(), made: text()},
  schemes: {reporter: "iso3", partner: "iso3"},
  currency: "USD",
  clean: sql`SELECT year::INTEGER AS period, 'DEU' AS reporter_code, 'KGZ' AS partner_code, 'X' AS flow, 'TOTAL' AS product,
    NULL::VARCHAR AS hs_edition, value::DOUBLE AS value_native, NULL::DOUBLE AS net_kg, NULL::DOUBLE AS quantity, NULL::VARCHAR AS unit,
    'destination' AS partner_basis, NULL::VARCHAR AS dropped, file_id, source_row FROM typed`,
};

const byName: NonNullable<Dialect["vintage"]> = ({name}) => /\d{4}-\d{2}-\d{2}/.exec(name)?.[0] ?? null;
const byContent: NonNullable<Dialect["vintageOf"]> = async (file) =>
  /made (\S+)/.exec(await file.text())?.[1] ?? null;

const INSIDE = "year,value,made\n2022,5,made 2023-01-21\n";
const NOWHERE = "year,value,made\n2022,7,\n";

test.each([
  ["the name before the content", "2024-11-16.csv", INSIDE, null, "2024-11-16"],
  ["the content where the name is silent", "a.csv", INSIDE, "2020", "2023-01-21"],
  ["the source where both are silent", "a.csv", NOWHERE, "2020", "2020"],
])("a file's vintage is stated by %s", async (_, name, content, vintage, stated) => {
  const {store} = await ingest([sourceOf(vintage)], [written(name, content)]);
  expect(await store.one(sql`SELECT vintage FROM meta.file`)).toEqual({vintage: stated});
  expect(await store.one(sql`SELECT vintage FROM layer.trade`)).toEqual({vintage: stated});
  store.close();
});

test("a vintage that is stated nowhere is told by content, and any stated one is newer", async () => {
  const files = [written("a.csv", INSIDE), written("b.csv", NOWHERE)];
  const {store} = await ingest([sourceOf(null)], files);
  const rows = await store.rows(
    sql`SELECT vintage, value_native, dropped FROM clean.test_vintage ORDER BY value_native`,
  );
  expect(rows).toEqual([
    {vintage: "2023-01-21", value_native: 5, dropped: null},
    {
      vintage: expect.stringMatching(/^unstated \(content [0-9a-f]{8}\)$/),
      value_native: 7,
      dropped: "superseded: the same cell stands in a newer or equal file",
    },
  ]);
  store.close();
});

function sourceOf(vintage: string | null): Source {
  const dialects = [{...DIALECT, vintage: byName, vintageOf: byContent}];
  return {meta: {...META, vintage}, dialects, checks: [], corrections: []};
}

function written(name: string, content: string): string {
  const path = join(testFolder(), name);
  writeFileSync(path, content);
  return path;
}
