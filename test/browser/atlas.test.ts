import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {chromiumPath, launch, open, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";

let browser: Browser;
let site: Site;
/** Longer than the globe takes to rest, and than its fine outlines take to be drawn. */
const REST_MS = 1500;

/** The map's picture, as a data address: equal addresses, equal pixels. */
function picture(page: Page): Promise<string> {
  return page.evaluate<string>('document.querySelector(".flow-map canvas").toDataURL()');
}

/** The map's picture once it changes no more. */
async function restingPicture(page: Page): Promise<string> {
  let last = "";
  for (let now = await picture(page); now !== last; now = await picture(page)) {
    last = now;
    await page.waitForTimeout(REST_MS);
  }
  return last;
}

describe.skipIf(chromiumPath === null)(`the map that turns${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    // Painted by the browser itself: an emulated card draws the same path otherwise now and then.
    browser = await launch("none");
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test("it follows the pointer, and back in the usual view it shows the very picture that it showed first", async () => {
    await using visit = await open(browser, `${site.url}/atlas`);
    const {page, faults} = visit;
    const first = await restingPicture(page);
    const box = (await page.locator(".flow-map canvas").boundingBox()) ?? {x: 0, y: 0, width: 0, height: 0};
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 80, y + 30, {steps: 8});
    const dragged = await picture(page);
    expect(dragged).not.toBe(first);
    await page.mouse.up();
    const rested = await restingPicture(page);
    expect(rested).not.toBe(first);
    await page.getByRole("button", {name: "Eurasia"}).click();
    await page.mouse.move(0, 0);
    expect(await restingPicture(page)).toBe(first);
    // Where nothing turns, the fine outlines come back all the same.
    await page.getByRole("button", {name: "Eurasia"}).click();
    expect(await restingPicture(page)).toBe(first);
    expect(faults).toEqual([]);
  });

  test("the tip names the arc under the pointer, and the picture without the pointer is as before", async () => {
    await using visit = await open(browser, `${site.url}/atlas`);
    const {page, faults} = visit;
    const first = await restingPicture(page);
    const box = (await page.locator(".flow-map canvas").boundingBox()) ?? {x: 0, y: 0, width: 0, height: 0};
    const tip = page.locator(".map-tip");
    for (let step = 10; step < 30 && (await tip.count()) === 0; step += 1)
      await page.mouse.move(box.x + box.width * 0.4, box.y + (box.height * step) / 50);
    expect(await tip.textContent()).toMatch(/: .*(USD|US dollars|\$).*20\d\d/);
    expect(await restingPicture(page)).not.toBe(first);
    await page.mouse.move(0, 0);
    await tip.waitFor({state: "detached"});
    expect(await restingPicture(page)).toBe(first);
    expect(faults).toEqual([]);
  });
});
