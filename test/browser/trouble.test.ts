import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {chromiumPath, launch, open, settled, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";

let browser: Browser;
let site: Site;

describe.skipIf(chromiumPath === null)(`bad input in a real browser${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test.each([
    ["an unknown target", "/channels?target=Atlantis", /unknown/i],
    ["an unknown option", "/channels?colour=red", /unknown option "colour"/i],
    ["an unknown hub", "/channels/QQQ", /QQQ/],
    ["a window that is none", "/channels?window=2022-13", /2022-13/],
    ["a pole that is none", "/atlas?pole=Nowhere", /Nowhere/],
    ["an unknown state", "/states/QQQ", /QQQ/],
    ["ties of an unknown state", "/ties?state=Nowhere", /Nowhere/],
    ["an unknown roll call", "/votes?call=99/1", /no roll call "99\/1"/i],
    ["an unknown family of laws", "/laws?family=tax", /unknown family of laws "tax"/i],
    ["10,000 characters", `/channels?goods=${"8".repeat(10_000)}`, /characters; at most/],
    ["a finding that nobody made", "/findings/channels-0000000000000000", /no finding/i],
    [
      "markup in the address",
      `/channels?goods=${encodeURIComponent("<img src=x onerror=alert(1)>")}`,
      /<img/,
    ],
  ])("%s: the page says what is wrong and offers a way back", async (_, path, says) => {
    await using visit = await open(browser, `${site.url}${path}`);
    const {page, faults} = visit;
    const problem = page.getByRole("alert").first();
    expect(await problem.textContent()).toMatch(says);
    expect(await problem.getByRole("link").count()).toBeGreaterThan(0);
    // The browser's console names the refused request; scripts must not fail.
    expect(faults.filter((fault) => !fault.includes("Failed to load resource"))).toEqual([]);
    await problem.getByRole("link").first().click();
    await settled(page);
    expect(await page.locator(".answer").count()).toBeGreaterThan(0);
  });

  test("an address that leads nowhere says so", async () => {
    await using visit = await open(browser, `${site.url}/no/such/view`);
    const {page, faults} = visit;
    expect(await page.locator("main").textContent()).toContain("There is nothing at /no/such/view.");
    expect(faults).toEqual([]);
  });

  test("a question without rows says that this is not zero", async () => {
    await using visit = await open(
      browser,
      `${site.url}/trade?reporter=KGZ&partner=ABW&flow=X&period=2011&by=product`,
    );
    const {page} = visit;
    expect(await page.locator("main").textContent()).toMatch(/No rows|missing|–/);
  });

  test("a frame shows the view alone, and only its addresses may stand in one", async () => {
    await using visit = await open(browser, `${site.url}/embed/transit?hub=KGZ`);
    const {page, faults} = visit;
    expect(await page.locator(".site-header").count()).toBe(0);
    expect(await page.locator("h1").textContent()).toContain("Sent, never arrived");
    expect(faults).toEqual([]);
    const policy = async (path: string) =>
      (await page.request.get(`${site.url}${path}`)).headers()["content-security-policy"] ?? "";
    expect(await policy("/embed/transit")).toContain("frame-ancestors *");
    expect(await policy("/transit")).toContain("frame-ancestors 'none'");
  });

  test("a choice made inside a frame stays inside it", async () => {
    await using visit = await open(browser, `${site.url}/embed/explore`);
    const {page, faults} = visit;
    await page.getByRole("slider", {name: "From"}).press("ArrowRight");
    expect(new URL(page.url()).pathname).toBe("/embed/explore");
    expect(await page.locator(".site-header").count()).toBe(0);
    expect(faults).toEqual([]);
  });

  test("the printed page has the figures and not the controls", async () => {
    await using visit = await open(browser, `${site.url}/channels`);
    const {page} = visit;
    await page.emulateMedia({media: "print"});
    expect(await page.locator(".ranking").isVisible()).toBe(true);
    expect(await page.locator(".filters").isVisible()).toBe(false);
    expect(await page.locator(".site-header").isVisible()).toBe(false);
  });

  test("source rows of a store that was replaced: the page says so, and asks the question anew", async () => {
    await using visit = await open(browser, `${site.url}/channels`);
    const {page} = visit;
    await page.route("**/evidence/**", (route) =>
      route.fulfill({
        status: 400,
        json: {
          ok: false,
          error: {
            code: "other-vintage",
            message: "the store was rebuilt",
            where: "x",
            hint: "ask the question again",
          },
          status: 400,
        },
      }),
    );
    await page.locator(".ranking tbody th a").first().click();
    await page.getByRole("link", {name: "Open the source rows"}).click();
    const problem = page.getByRole("alert");
    await problem.waitFor();
    expect(await problem.textContent()).toContain("The store was rebuilt");
    await problem.getByRole("link", {name: /Ask the question again/}).click();
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/channels");
    expect(await page.locator(".ranking tbody tr").count()).toBeGreaterThan(0);
  });

  test("a server that goes away leaves the last answer, and its return brings the next one", async () => {
    await using visit = await open(browser, `${site.url}/channels`);
    const {page} = visit;
    await site.stop();
    const field = page.locator("form.filters").getByLabel("goods", {exact: true});
    await field.fill("854231");
    await field.press("Enter");
    const problem = page.getByRole("alert");
    await problem.waitFor();
    expect(await problem.textContent()).toContain("The server does not answer");
    expect(await page.locator(".ranking").count()).toBe(1);
    expect(new URL(page.url()).searchParams.get("goods")).toBe("854231");
  });
});
