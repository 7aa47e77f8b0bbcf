import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {chromiumPath, launch, open, settled, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";

let browser: Browser;
let site: Site;

/** Records under a choice, as the interface counts them. */
async function recordsOf(page: Page, query: string): Promise<string> {
  const answer = await page.request.get(`${site.url}/api/v1/explore?by=total&${query}`);
  const {rows} = await answer.json();
  return rows[0].records.toLocaleString("en").replaceAll(",", "");
}

/** Waits until the page counts as many records. */
async function untilRecords(page: Page, records: string): Promise<void> {
  const shown = page.locator(".explore .summary dd").nth(1);
  await expect.poll(async () => (await shown.textContent())?.replaceAll(/\D/g, "")).toBe(records);
}

const columns = (page: Page) => page.locator(".period-brush svg");

describe.skipIf(chromiumPath === null)(`explore in a real browser${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test("a range drawn over the columns filters all other charts, and stands in the address once it rests", async () => {
    await using visit = await open(browser, `${site.url}/explore`);
    const {page, faults} = visit;
    const box = await columns(page).boundingBox();
    if (box === null) throw new Error("there are no columns");
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * 0.6, y);
    await page.mouse.down();
    for (let share = 0.6; share < 0.8; share += 0.02) await page.mouse.move(box.x + box.width * share, y);
    expect(new URL(page.url()).search).toBe("");
    await page.mouse.up();
    const period = new URL(page.url()).searchParams.get("period") ?? "";
    expect(period).toMatch(/^20\d\d-\d\d\.\.20\d\d-\d\d$/);
    await untilRecords(page, await recordsOf(page, `period=${period}`));
    await page.getByRole("button", {name: "All periods"}).click();
    expect(new URL(page.url()).search).toBe("");
    await untilRecords(page, await recordsOf(page, ""));
    expect(faults).toEqual([]);
  });

  test("without a pointer: two sliders set the range, and the bars are buttons", async () => {
    await using visit = await open(browser, `${site.url}/explore`);
    const {page, faults} = visit;
    await page.getByRole("slider", {name: "From"}).press("ArrowRight");
    await page.getByRole("slider", {name: "To"}).press("ArrowLeft");
    expect(new URL(page.url()).searchParams.get("period")).toBe("2020-02..2022-10");
    const bar = page.locator(".linked-partner").getByRole("button", {name: /^Kyrgyzstan/});
    await bar.focus();
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).searchParams.get("partner")).toBe("KGZ");
    expect(await bar.getAttribute("aria-pressed")).toBe("true");
    await untilRecords(page, await recordsOf(page, "period=2020-02..2022-10&partner=KGZ"));
    await page.reload();
    await settled(page);
    await untilRecords(page, await recordsOf(page, "period=2020-02..2022-10&partner=KGZ"));
    expect(await bar.getAttribute("aria-pressed")).toBe("true");
    expect(faults).toEqual([]);
  });

  test("a chart keeps all of its own bars, so that another can be chosen beside", async () => {
    await using visit = await open(browser, `${site.url}/explore?partner=KGZ`);
    const {page} = visit;
    const bars = page.locator(".linked-partner .choice-bars button");
    expect(await bars.count()).toBe(7);
    await bars.filter({hasText: "Kazakhstan"}).click();
    expect(new URL(page.url()).searchParams.get("partner")).toBe("KGZ,KAZ");
    await untilRecords(page, await recordsOf(page, "partner=KGZ,KAZ"));
  });

  test("the table behind a chart has the chart's rows, and leads to the records", async () => {
    await using visit = await open(browser, `${site.url}/explore?period=2022-03&reporter=LTU&chapter=87`);
    const {page, faults} = visit;
    await page.locator(".linked-partner .behind summary").click();
    const table = page.locator(".linked-partner .finding-table");
    await table.waitFor();
    const row = table.locator("tbody tr", {hasText: "KGZ"});
    const records = (await row.locator("td").allTextContents()).at(-2) ?? "";
    await row.locator("th a").click();
    await settled(page);
    expect(await page.locator(".evidence .soft").first().textContent()).toContain(`${records} record`);
    expect(faults).toEqual([]);
  });

  test("other records are chosen by source and flow; a choice without a record says that this is not zero", async () => {
    await using visit = await open(browser, `${site.url}/explore`);
    const {page} = visit;
    await page.getByText(/Choose other records/).click();
    await page.getByRole("link", {name: /kgz-nsc.*imports, years/}).click();
    await settled(page);
    expect(new URL(page.url()).searchParams.get("flow")).toBe("M");
    await untilRecords(page, await recordsOf(page, "source=kgz-nsc/trade-by-partner&flow=M&freq=A"));
    await page.goto(`${site.url}/explore?source=kgz-nsc/trade-by-partner&partner=ABW&period=1994`);
    await settled(page);
    expect(await page.locator(".explore .summary dd").first().textContent()).toBe("no record");
  });

  test.each([
    ["a source that is none", "source=nobody/nothing", /no source "nobody\/nothing"/i],
    ["a chapter that is none", "chapter=870", /"870" is no chapter/],
    [
      "months of years",
      "source=kgz-nsc/trade-by-partner&period=2021-01",
      /has years, and "2021-01" is a month/,
    ],
  ])("%s: the page says what is wrong, once, and offers a way back", async (_, query, says) => {
    await using visit = await open(browser, `${site.url}/explore?${query}`);
    const {page} = visit;
    const problems = page.getByRole("alert");
    expect(await problems.count()).toBe(1);
    expect(await problems.textContent()).toMatch(says);
    await problems.getByRole("link").click();
    await settled(page);
    expect(await page.locator(".linked-chart").count()).toBe(4);
  });

  test("the server goes while a range is drawn: the page says so, and goes on when it is back", async () => {
    await using visit = await open(browser, `${site.url}/explore`);
    const {page} = visit;
    await page.route("**/api/v1/explore*", (route) => route.abort());
    await page.getByRole("slider", {name: "From"}).press("ArrowRight");
    const problem = page.getByRole("alert").first();
    await problem.waitFor();
    expect(await problem.textContent()).toContain("The server does not answer");
    await page.unroute("**/api/v1/explore*");
    await problem.getByRole("button", {name: "Try again"}).click();
    await settled(page);
    await untilRecords(page, await recordsOf(page, "period=2020-02..2022-11"));
  });

  test("while records are gathered the page says how far it is, can be left and come back to, and then answers", async () => {
    await using visit = await open(browser, `${site.url}/sources`);
    const {page, faults} = visit;
    const gathered = Promise.withResolvers<void>();
    let asked = 0;
    let done = 30_000_000;
    await page.route("**/api/v1/explore?by=total*", async (route) => {
      asked += 1;
      await gathered.promise;
      await route.continue();
    });
    await page.route("**/api/v1/progress", (route) =>
      route.fulfill({
        json: {gathering: [{source: "big/customs", flow: "X", frequency: "A", done, of: 120_000_000}]},
      }),
    );
    const toExplore = () => page.locator("header").getByRole("link", {name: "Explore"}).click();
    const progress = page.getByRole("progressbar", {name: /Gathering big\/customs/});
    await toExplore();
    await progress.waitFor();
    expect(await page.locator(".gathering").textContent()).toContain(
      "30,000,000 of 120,000,000 records, 25 %",
    );
    done = 90_000_000;
    await expect.poll(() => progress.getAttribute("value")).toBe("90000000");
    await page.locator("header").getByRole("link", {name: "Sources"}).click();
    await page.getByRole("heading", {name: "What this rests on"}).waitFor();
    expect(await page.locator(".gathering").count()).toBe(0);
    await toExplore();
    await progress.waitFor();
    gathered.resolve();
    await settled(page);
    expect(await page.locator(".gathering").count()).toBe(0);
    expect(await page.locator(".linked-chart").count()).toBe(4);
    expect(asked).toBe(1);
    await untilRecords(page, await recordsOf(page, ""));
    expect(faults).toEqual([]);
  });
});
