import {copyFileSync, renameSync, rmSync} from "node:fs";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {openWriter, sql} from "../../src/store/index.ts";
import {chromiumPath, launch, open, settled, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";

let browser: Browser;
let site: Site;

/** Every view that asks the server something of its own. */
const ASKING = [
  "channels",
  "channels/KGZ",
  "atlas",
  "corridors",
  "transit",
  "trade",
  "states",
  "ties",
  "votes",
  "laws",
  "explore",
] as const;

/** What a person may make of an address by hand, and what the page then says. */
const EDITED: readonly (readonly [string, RegExp])[] = [
  ["/channels?tests=most", /unknown tests "most"/i],
  ["/channels?baseline=2010-01..2010-02&window=2010-03..2010-04", /neither in exports/],
  ["/channels/%E0%A4%A", /%E0%A4%A/],
  ["/channels?goods=chpl:9", /no tier "9"/],
  ["/corridors/extra/path", /nothing at/],
  ["/atlas?pole=", /exports/i],
  ["/atlas?at=1850-01", /exports/i],
  ["/atlas?goods=nolist", /nolist/],
  ["/atlas?layer=peeple", /no measure reads a layer "peeple".*people/i],
  ["/atlas?layer=people&measure=nothing", /unknown measure "nothing"/i],
  ["/atlas?layer=institutions&pole=DEU", /no organisation is known/i],
  ["/corridors?close=Atlantis", /Atlantis/],
  ["/corridors?hubs=", /roads/i],
  ["/transit?hub=Atlantis", /Atlantis/],
  ["/transit?period=1850", /1850|No rows/],
  ["/trade?reporter=Atlantis", /Atlantis/],
  ["/trade?period=2023..2019", /2023\.\.2019/],
  ["/trade?by=week", /week/],
  ["/votes?session=999", /999/],
  ["/votes?session=199", /no ideal point is known of session 199/i],
  ["/votes?states=Atlantis", /Atlantis/],
  ["/votes?states=ABW&state=&with=VAT", /Nobody is placed/],
  ["/ties?reach=nowhere&link=nothing", /The network/],
  ["/explore?partner=Atlantis", /Atlantis/],
  ["/explore?period=1850", /no record|No rows/i],
  ["/explore?freq=W", /unknown freq "W"/i],
  ["/evidence/nobody/1", /no finding|no finding id/i],
  ["/evidence", /nothing at/],
  ["/findings/..%2F..%2Fetc%2Fpasswd", /unknown format|no finding id/i],
  ["/methods/nothing", /no page on/],
];

describe.skipIf(chromiumPath === null)(`addresses edited by hand${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test.each(EDITED)(
    "%s: no script fails, the page says what it is, and the header leads on",
    async (path, says) => {
      await using visit = await open(browser, `${site.url}${path}`);
      const {page, faults} = visit;
      expect(await page.locator("main").textContent()).toMatch(says);
      // The browser's console names the refused request; scripts must not fail.
      expect(faults.filter((fault) => !fault.includes("Failed to load resource"))).toEqual([]);
      await page.locator(".site-header").getByRole("link", {name: "Sources"}).click();
      await settled(page);
      expect(await page.locator(".shelf li").count()).toBeGreaterThan(0);
    },
  );

  test.each(ASKING)("/%s with 10,000 characters says how many are read", async (view) => {
    await using visit = await open(browser, `${site.url}/${view}?goods=${"8".repeat(10_000)}`);
    const {page, faults} = visit;
    expect(await page.getByRole("alert").first().textContent()).toMatch(/characters; at most/);
    expect(faults.filter((fault) => !fault.includes("Failed to load resource"))).toEqual([]);
  });

  test("another store takes the place of this one while the page is open: old source rows are refused, new ones come", async () => {
    await using visit = await open(browser, `${site.url}/trade?reporter=KGZ&flow=M&period=2020..2023`);
    const {page} = visit;
    const first = page.locator(".finding-table tbody th a").first();
    const before = await first.getAttribute("href");
    const fresh = `${site.store}.fresh`;
    copyFileSync(site.store, fresh);
    const writer = await openWriter(fresh);
    await writer.run(sql`UPDATE meta.file SET sha256 = reverse(sha256), vintage = vintage || ' revised'`);
    // What stands in the log beside the file would stay behind.
    await writer.run(sql`CHECKPOINT`);
    writer.close();
    renameSync(fresh, site.store);
    await first.click();
    const problem = page.getByRole("alert");
    await problem.waitFor();
    expect(await problem.textContent()).toContain("The store was rebuilt");
    await problem.getByRole("link", {name: /Ask the question again/}).click();
    await settled(page);
    await page.goto(`${site.url}/trade?reporter=KGZ&flow=M&period=2020..2023`);
    await settled(page);
    expect(await first.getAttribute("href")).not.toBe(before);
    await first.click();
    await settled(page);
    expect(await page.locator(".finding-table tbody tr").count()).toBeGreaterThan(0);
    await page.goto(`${site.url}/explore?partner=KGZ`);
    await settled(page);
    await page.getByText("Sources and their vintages").click();
    expect(await page.locator(".lineage").textContent()).toContain("revised");
  });

  test("the store is gone while the page is open: the page says how to make one, and keeps the last answer", async () => {
    await using visit = await open(browser, `${site.url}/trade`);
    const {page} = visit;
    rmSync(site.store);
    const field = page.locator("form.filters").getByLabel("reporter", {exact: true});
    await field.fill("DEU");
    await field.press("Enter");
    const problem = page.getByRole("alert");
    await problem.waitFor();
    expect(await problem.textContent()).toContain("There is no store to read");
    expect(await problem.textContent()).toContain("roundabout build");
    expect(await page.locator(".finding-table").count()).toBeGreaterThan(0);
    expect(new URL(page.url()).searchParams.get("reporter")).toBe("DEU");
  });
});
