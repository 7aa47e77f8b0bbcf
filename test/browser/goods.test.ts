import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {chromiumPath, launch, open, settled, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";

let browser: Browser;
let site: Site;

const CHANNEL = "/channels/KGZ";
const NARROW = {viewport: {width: 360, height: 740}};

describe.skipIf(chromiumPath === null)(`names of goods in a real browser${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test("a newcomer reads what a product is, code first, and the edition in the tip", async () => {
    await using visit = await open(browser, `${site.url}${CHANNEL}`);
    const {page, faults} = visit;
    const bar = page.locator("#product-title + .answer .bars .bar-name", {hasText: "847150"});
    await bar.locator(".goods-name").waitFor();
    // CEPII's name in HS2017.
    expect(await bar.textContent()).toMatch(/^847150 Units of automatic data processing machines…$/);
    expect(await bar.locator(".goods-name").getAttribute("title")).toMatch(/^HS2017: .*processing units/);
    const behind = page.locator("#product-title + .answer .finding-table td", {hasText: "847150"});
    expect(await behind.first().textContent()).toBe("847150");
    expect(faults).toEqual([]);
  });

  test("codes that were asked for stand named in the heading", async () => {
    await using visit = await open(browser, `${site.url}${CHANNEL}?goods=870340,6309`);
    const asked = visit.page.locator(".channel-head .goods-asked li");
    await asked.first().locator(".goods-name").waitFor();
    expect((await asked.allTextContents()).map((text) => text.slice(0, 15))).toEqual([
      "870340 Vehicles",
      "6309",
    ]);
  });

  test("chapter 87 in explore has its name beside the number, and in the tip", async () => {
    await using visit = await open(browser, `${site.url}/explore`);
    const {page, faults} = visit;
    const bar = page.locator(".linked-chapter button", {hasText: "87"}).first();
    await bar.locator(".goods-name").waitFor();
    expect(await bar.textContent()).toMatch(/^87 Vehicles other than railway/);
    expect(await bar.getAttribute("title")).toContain("Chapter: Vehicles other than railway");
    expect(faults).toEqual([]);
  });

  test.each([CHANNEL, "/explore?chapter=87"])("%s is no wider than a narrow screen", async (path) => {
    await using visit = await open(browser, `${site.url}${path}`, NARROW);
    await visit.page.locator(".goods-name").first().waitFor();
    expect(await visit.page.evaluate<number>("document.documentElement.scrollWidth")).toBeLessThanOrEqual(
      360,
    );
  });

  test("without the file of names the codes stand alone, and nothing is broken", async () => {
    await using visit = await open(browser, `${site.url}/sources`);
    const {page} = visit;
    const refused = page.waitForEvent("requestfailed");
    await page.route("**/names-*.json", (route) => route.abort());
    await page.goto(`${site.url}${CHANNEL}`);
    await refused;
    await settled(page);
    const bars = page.locator("#product-title + .answer .bars .bar-name");
    expect(await bars.first().textContent()).toMatch(/^\d{6}\s?$/);
    expect(await page.locator(".goods-name, .goods-asked").count()).toBe(0);
    expect(await page.getByRole("alert").count()).toBe(0);
  });
});
