import {readFileSync} from "node:fs";
import {expect, test} from "vitest";
import type {RawFile} from "../../../src/ingest/index.ts";
import {sql} from "../../../src/store/index.ts";
import {fixture, storeOf} from "../../../test/support/source-store.ts";
import {readReportPage} from "./report-page.ts";

const [PAGE = ""] = fixture(import.meta.url, "report_85_2025.html");

function page(text: string): RawFile {
  return {name: "page.html", bytes: async () => Buffer.from(text), text: async () => text};
}

// Expected: the page's first line, 85414300 in January 2025: 17.980 kg and 50.263 dollars out, nothing in.
test("points part thousands: 50.263 is fifty thousand dollars", async () => {
  await using store = await storeOf([PAGE]);
  expect(
    await store.rows(
      sql`SELECT period, partner, flow, value_usd, net_kg, hs_edition FROM layer.trade WHERE product = '85414300' AND period = 202501 ORDER BY flow`,
    ),
  ).toEqual([
    {period: 202501, partner: "RUS", flow: "M", value_usd: 0, net_kg: 0, hs_edition: "HS2022"},
    {period: 202501, partner: "RUS", flow: "X", value_usd: 50_263, net_kg: 17_980, hs_edition: "HS2022"},
  ]);
});

// Expected: the page's own lines "Total:" for January and February 2025, which are not loaded.
test("the lines of a month add up to the page's own total", async () => {
  await using store = await storeOf([PAGE]);
  const rows = await store.rows(
    sql`SELECT period, sum(value_usd) AS usd FROM layer.trade WHERE flow = 'X' AND period < 202503 GROUP BY period ORDER BY period`,
  );
  const totals = [...readFileSync(PAGE, "utf8").matchAll(/Total:.*?<\/tr>/gs)].map(([row]) =>
    row.match(/\d[\d.]*(?=<\/b>)/g)?.[4]?.replace(".", ""),
  );
  expect(rows.map((row) => String(row.usd))).toEqual(totals.slice(0, 2));
});

test("a second unit gives the quantity beside the kilograms", async () => {
  await using store = await storeOf([PAGE]);
  expect(
    await store.one(
      sql`SELECT net_kg, quantity, unit FROM layer.trade WHERE product = '85423239' AND flow = 'X' AND period = 202501`,
    ),
  ).toEqual({
    net_kg: 6,
    quantity: 8,
    unit: "ADET",
  });
});

test("the report's day is its vintage", async () => {
  await using store = await storeOf([PAGE]);
  expect(await store.one(sql`SELECT DISTINCT vintage FROM layer.trade`)).toEqual({vintage: "2025-09-10"});
});

test("other headings are refused, and a value that is no number by its row", async () => {
  const text = readFileSync(PAGE, "utf8");
  await expect(
    readReportPage(page(text.replace("Export&nbsp;Dollar", "Export&nbsp;Euro"))).next(),
  ).rejects.toMatchObject({
    code: "page-layout",
    message: expect.stringContaining("Export Euro"),
  });
  await expect(readReportPage(page(text.replace("50.263", "50.26x"))).next()).rejects.toMatchObject({
    code: "page-layout",
    message: expect.stringContaining('"50.26x" is no number'),
  });
});
