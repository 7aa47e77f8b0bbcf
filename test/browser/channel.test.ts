import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {chromiumPath, launch, open, settled, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";

let browser: Browser;
let site: Site;

describe.skipIf(chromiumPath === null)(`a channel's page in a real browser${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test("the effect by period is fitted when asked for: each estimate of the finding is a dot with its interval", async () => {
    await using visit = await open(browser, `${site.url}/channels/KGZ?goods=eu-bans`);
    const {page, faults} = visit;
    await page.getByRole("button", {name: "Estimate it"}).click();
    await page.locator(".event-study").waitFor({timeout: 60_000});
    const answer = await page.request.get(
      `${site.url}/api/v1/channels?goods=eu-bans&hubs=KGZ&by=hub&effects=estimate&draws=0`,
    );
    const {estimates, warnings} = await answer.json();
    const series = estimates.filter(({term}: {term: string}) => /^rel::.*:RUS$/.test(term));
    expect(series.length).toBeGreaterThan(10);
    expect(await page.locator(".event-study .event-dot").count()).toBe(series.length);
    expect(await page.locator(".event-study .event-interval").count()).toBe(series.length);
    // The pack has too few goods for the hub itself: the page says the finding's own reason.
    const why = warnings.find((text: string) => text.startsWith("no effect for KGZ"));
    expect(await page.locator("#events-title + .answer").textContent()).toContain(why);
    const preTrend = estimates.find(({term}: {term: string}) => term === "pre-trend:RUS");
    expect(await page.locator(".event-tests").textContent()).toContain(`p = ${preTrend.p_value.toFixed(3)}`);
    expect(faults).toEqual([]);
  });

  test("both sides' books of the hub are those of the ledger", async () => {
    await using visit = await open(browser, `${site.url}/channels/KGZ`);
    const {page, faults} = visit;
    const lines = page.locator("#mirror-title + .answer .ledger li");
    const answer = await page.request.get(
      `${site.url}/api/v1/transit?origin=EU27&hub=KGZ&by=period&shock=2022-02-24`,
    );
    const {rows} = await answer.json();
    expect(await lines.count()).toBe(rows.length);
    expect(await lines.first().textContent()).toContain(
      `exported ${(rows[0].exporter_usd / 1e9).toFixed(2)}`,
    );
    await page.getByRole("link", {name: "The whole ledger"}).click();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/transit");
    expect(faults).toEqual([]);
  });

  test("unit values: the finding's reason where none is known, two marks a product where they are", async () => {
    await using visit = await open(browser, `${site.url}/channels/KGZ`);
    const {page, faults} = visit;
    const section = page.locator("#unit-values-title + .answer");
    expect(await section.textContent()).toContain("No product was weighed on both roads.");
    expect(await section.textContent()).toContain(
      "nobody reports the hub's exports to the target by product",
    );
    await page.route("**/api/v1/channels?*tests=full*", async (route) => {
      const answer = await (await route.fetch()).json();
      const rows = answer.rows.map((row: object, at: number) => ({
        ...row,
        in_usd_per_kg: at === 0 ? null : 10 * at,
        out_usd_per_kg: 15 * at,
      }));
      await route.fulfill({json: {...answer, rows}});
    });
    await page.reload();
    await settled(page);
    const known = Math.min(20, (await page.locator("#product-title + .answer .bars li").count()) - 1);
    expect(await section.locator("li").count()).toBeGreaterThanOrEqual(Math.min(known, 1));
    expect(await section.locator("li").first().locator("i, em").count()).toBe(2);
    expect(faults).toEqual([]);
  });

  test("source rows come by the page: neighbours, count, and all of them in a file", async () => {
    await using visit = await open(browser, `${site.url}/channels`);
    const {page, faults} = visit;
    const answer = await page.request.get(`${site.url}/api/v1/channels`);
    const {id, rows} = await answer.json();
    const at = rows.findIndex(({hub}: {hub: string}) => hub === "KAZ") + 1;
    const first = await page.request.get(`${site.url}/api/v1/findings/${id}/evidence/${at}`);
    const {sample, rows: shown} = await first.json();
    expect(shown).toHaveLength(500);
    expect(sample.rows_in).toBeGreaterThan(1000);
    expect(first.headers().link).toContain('from=501&rows=500>; rel="next"');
    await page.goto(`${site.url}/evidence/${id}/${at}`);
    await settled(page);
    const pages = page.getByRole("navigation", {name: "Pages of records"}).first();
    expect((await pages.textContent())?.replaceAll(/\s/g, " ")).toContain("1–500 of");
    await pages.getByRole("link", {name: /Further records/}).click();
    await settled(page);
    expect(new URL(page.url()).search).toBe("?from=501");
    expect(await page.locator(".finding-table tbody tr").first().textContent()).toMatch(/^501/);
    const file = await page.request.get(`${site.url}/api/v1/findings/${id}/evidence/${at}.csv`);
    expect((await file.text()).trimEnd().split("\n").length - 1).toBe(sample.rows_in);
    await page.goto(`${site.url}/evidence/${id}/${at}?from=999999`);
    await settled(page);
    const problem = page.getByRole("alert");
    expect(await problem.textContent()).toContain(`there are ${sample.rows_in}`);
    // The browser names the refused request itself.
    expect(faults.filter((fault) => !fault.includes("Failed to load resource"))).toEqual([]);
  });
});
