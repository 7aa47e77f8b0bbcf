import {readFileSync} from "node:fs";
import {createRequire} from "node:module";
import type {Browser, Page} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {parseCsv} from "../csv.ts";
import {chromiumPath, launch, open, settled, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";
import {VIEWS} from "./views.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let site: Site;

interface AxeFault {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly {readonly html: string}[];
}

/** Faults of accessibility that axe calls serious or critical, with the first element of each. */
/** The first picture that a page saves in this format. */
async function picture(page: Page, format: string): Promise<Buffer> {
  const actions = page.locator(".actions").filter({hasText: "Picture"}).first();
  await actions.waitFor({state: "attached"});
  // A chart among several on a page keeps its actions with its table.
  if (!(await actions.isVisible()))
    await page.locator(".behind", {has: actions}).locator("summary").first().click();
  const choice = actions.getByText(format);
  if (!(await choice.isVisible())) await actions.getByText("Picture", {exact: true}).click();
  const started = page.waitForEvent("download");
  await choice.click();
  const bytes = readFileSync(await (await started).path());
  expect(bytes.length).toBeGreaterThan(2000);
  return bytes;
}

async function seriousFaults(page: Page): Promise<string[]> {
  // The page's policy forbids foreign scripts; the test speaks to the page past it.
  await page.evaluate(axe);
  const found = await page.evaluate<readonly AxeFault[]>(
    "axe.run(document).then(({violations}) => violations)",
  );
  return found
    .filter(({impact}) => impact === "serious" || impact === "critical")
    .map(({id, nodes}) => `${id}: ${nodes[0]?.html.slice(0, 200)} (${nodes.length})`);
}

describe.skipIf(chromiumPath === null)(`in a real browser${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test.each(VIEWS)(
    "$name loads without a fault, in light and dark, and axe finds nothing serious",
    async ({path, heading}) => {
      for (const colorScheme of ["light", "dark"] as const) {
        await using visit = await open(browser, `${site.url}${path}`, {colorScheme});
        const {page, faults} = visit;
        expect(await page.locator("h1").first().textContent()).toMatch(heading);
        expect(await page.locator(".problem").count()).toBe(0);
        expect(await seriousFaults(page)).toEqual([]);
        expect(faults).toEqual([]);
      }
    },
  );

  test.each(VIEWS)(
    "$name fits 360 and 2560 pixels: nothing but tables and menus scrolls sideways",
    async ({path}) => {
      for (const width of [360, 2560]) {
        await using visit = await open(browser, `${site.url}${path}`, {viewport: {width, height: 800}});
        const {page, faults} = visit;
        const beyond = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        expect(beyond, `at ${width}`).toBeLessThanOrEqual(0);
        expect(faults).toEqual([]);
      }
    },
  );

  test.each(VIEWS.filter(({choice}) => choice !== null))(
    "$name: what is chosen stands in the address, and the address brings it back",
    async ({path, choice}) => {
      if (choice === null) return;
      await using visit = await open(browser, `${site.url}${path}`);
      const {page, faults} = visit;
      const field = () => page.locator("form.filters").getByLabel(choice.field, {exact: true});
      await field().fill(choice.value);
      await field().press("Enter");
      await page.waitForURL((url) => url.search.includes(choice.says));
      await settled(page);
      const asked = await page.locator(".question").first().textContent();
      await page.reload();
      await settled(page);
      expect(await field().inputValue()).toBe(choice.value);
      expect(await page.locator(".question").first().textContent()).toBe(asked);
      await page.goBack();
      await settled(page);
      expect(await field().inputValue()).not.toBe(choice.value);
      expect(faults).toEqual([]);
    },
  );

  test.each(VIEWS.filter(({name}) => name !== "methods"))(
    "$name: its data open as a table",
    async ({path}) => {
      await using visit = await open(browser, `${site.url}${path}`);
      const {page} = visit;
      const actions = page.locator(".actions:visible").first();
      await actions.getByText("Data", {exact: true}).click();
      const started = page.waitForEvent("download");
      await actions.getByText("CSV, unrounded").click();
      const download = await started;
      const records = parseCsv(readFileSync(await download.path(), "utf8"));
      expect(download.suggestedFilename()).toMatch(/^[a-z-]+-[0-9a-f]{16}\.csv$/);
      expect(records.length).toBeGreaterThan(1);
      expect(new Set(records.map(({length}) => length)).size).toBe(1);
    },
  );

  test.each([
    ["channels", /^<svg[^>]*>(?=[\s\S]*<rect)(?=[\s\S]*>Kazakhstan<)/],
    ["channels/KGZ", /^<svg[^>]*>(?=[\s\S]*<(path|circle|line))(?=[\s\S]*Source)/],
    ["corridors", /^<svg[^>]*>(?=[\s\S]*<path)(?=[\s\S]*Kazakhstan)/],
    ["transit", /^<svg[^>]*>(?=[\s\S]*<rect)(?=[\s\S]*>Source<)/],
    ["trade", /^<svg[^>]*xmlns="http:\/\/www\.w3\.org\/2000\/svg"/],
    ["states", /^<svg[^>]*>(?=[\s\S]*Armenia)/],
    ["states/ARM", /^<svg[^>]*>(?=[\s\S]*<rect)(?=[\s\S]*Source)/],
    ["ties", /^<svg[^>]*>(?=[\s\S]*(CIS|EAEU))/],
    ["votes", /^<svg[^>]*>(?=[\s\S]*<path)/],
    ["laws", /^<svg[^>]*>(?=[\s\S]*(Kazakhstan|Georgia))/],
  ])("the pictures of %s open, scalable and as points", async (view, drawing) => {
    await using visit = await open(browser, `${site.url}/${view}`);
    const {page, faults} = visit;
    expect((await picture(page, "SVG, scalable")).toString("utf8")).toMatch(drawing);
    expect((await picture(page, "PNG, twice the screen")).toString("latin1")).toMatch(/^.PNG/);
    expect(faults).toEqual([]);
  });

  test("the picture of the map opens as points", async () => {
    await using visit = await open(browser, `${site.url}/atlas`);
    expect((await picture(visit.page, "PNG, twice the screen")).toString("latin1")).toMatch(/^.PNG/);
    expect(visit.faults).toEqual([]);
  });

  test("a hub that is closed is gone from the roads, and the others keep their size", async () => {
    await using visit = await open(browser, `${site.url}/corridors`);
    const {page, faults} = visit;
    const heightOf = (hub: string) =>
      page.locator(".road-diagram g", {hasText: hub}).locator(".road-node").getAttribute("height");
    const usual = await heightOf("Armenia");
    await page.getByRole("link", {name: "Close Kazakhstan"}).click();
    await page.waitForURL("**/corridors?close=KAZ");
    await settled(page);
    expect(await page.locator(".road-name", {hasText: "Kazakhstan"}).count()).toBe(0);
    expect(await heightOf("Armenia")).toBe(usual);
    await page.getByRole("button", {name: "As it is"}).click();
    expect(await page.locator(".road-name", {hasText: "Kazakhstan"}).count()).toBe(1);
    await page.getByRole("link", {name: "Open Kazakhstan again"}).click();
    await settled(page);
    expect(new URL(page.url()).searchParams.get("close")).toBeNull();
    expect(faults).toEqual([]);
  });

  test("the map's slider changes the period and the address, and before shows the year before the shock", async () => {
    await using visit = await open(browser, `${site.url}/atlas`);
    const {page, faults} = visit;
    const slider = page.getByRole("slider");
    await slider.focus();
    await page.keyboard.press("ArrowLeft");
    expect(new URL(page.url()).searchParams.get("at")).toBe("2022-10");
    expect(await page.locator(".atlas-period strong").textContent()).toBe("Oct 2022");
    await page.getByRole("button", {name: "Before: Oct 2021"}).click();
    expect(await page.locator(".atlas-period strong").textContent()).toBe("Oct 2021");
    await page.reload();
    await settled(page);
    expect(await page.locator(".atlas-period strong").textContent()).toBe("Oct 2021");
    expect(faults).toEqual([]);
  });

  test("the map's layer is chosen by keyboard: measures of the interface, the address, before and after, and a tip on each state", async () => {
    await using visit = await open(browser, `${site.url}/atlas?pole=RUS`);
    const {page, faults} = visit;
    const layer = page.getByLabel("Layer");
    const offered = await page.evaluate<string[]>(
      "[...document.querySelectorAll('#atlas-layer option')].map((option) => option.value)",
    );
    expect(offered).toContain("people/migrants");
    expect(offered[0]).toBe("trade");
    await layer.focus();
    await page.keyboard.type("security");
    await page.waitForURL(/layer=security&measure=on_record/);
    await settled(page);
    await page.locator(".flow-map canvas").waitFor();
    expect(await page.locator("#atlas-goods").count()).toBe(0);
    const after = await page.locator(".atlas-list").textContent();
    expect(after).toContain("Belarus");
    await page.getByRole("button", {name: "Before: 2021"}).click();
    expect(await page.locator(".atlas-period strong").textContent()).toBe("2021");
    await page.reload();
    await settled(page);
    expect(await page.locator(".atlas-period strong").textContent()).toBe("2021");
    expect(await tipOver(page, /: not looked at, 2021/)).toBe(true);
    await layer.selectOption("trade");
    await settled(page);
    expect(await page.locator("#atlas-goods").count()).toBe(1);
    expect(faults).toEqual([]);
  });

  test("the keyboard alone reaches every view: skip link, then the header's links, in order", async () => {
    await using visit = await open(browser, `${site.url}/`);
    const {page} = visit;
    await page.keyboard.press("Tab");
    expect(await page.evaluate("document.activeElement?.textContent")).toBe("Skip to the content");
    const passed: (string | null)[] = [];
    for (let at = 0; at < 13; at += 1) {
      await page.keyboard.press("Tab");
      passed.push(await page.evaluate<string | null>("document.activeElement?.textContent ?? null"));
    }
    expect(passed).toEqual([
      "Roundabout",
      "Channels",
      "Atlas",
      "Corridors",
      "Transit",
      "Trade",
      "States",
      "Ties",
      "Votes",
      "Laws",
      "Explore",
      "Sources",
      "Methods",
    ]);
    await page.keyboard.press("Enter");
    await settled(page);
    expect(new URL(page.url()).pathname).toBe("/methods");
    expect(await page.evaluate("document.activeElement?.id")).toBe("content");
  });

  test("the palette goes to a state's channel by typing its name", async () => {
    await using visit = await open(browser, `${site.url}/sources`);
    const {page, faults} = visit;
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox").fill("kyrg");
    await page.getByRole("option", {name: /Kyrgyzstan: channel/}).waitFor();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/channels/KGZ");
    await settled(page);
    expect(await page.locator("h1").textContent()).toContain("Kyrgyzstan");
    expect(faults).toEqual([]);
  });

  test("a newcomer reaches the top hub, its source rows, the data and the citation in five clicks", async () => {
    await using visit = await open(browser, `${site.url}/`);
    const {page, faults} = visit;
    let clicks = 0;
    const click = async (target: ReturnType<Page["locator"]>) => {
      clicks += 1;
      await target.click();
    };
    await click(page.locator(".ranking tbody th a").first());
    await settled(page);
    await click(page.getByRole("link", {name: "Open the source rows"}));
    await settled(page);
    expect(await page.locator(".finding-table tbody tr").count()).toBeGreaterThan(1);
    const actions = page.locator(".actions").first();
    await click(actions.getByText("Data", {exact: true}));
    const started = page.waitForEvent("download");
    await click(actions.getByText("CSV, unrounded"));
    expect(parseCsv(readFileSync(await (await started).path(), "utf8")).length).toBeGreaterThan(1);
    await click(actions.getByText("Cite", {exact: true}));
    expect(await actions.getByLabel("Citation").inputValue()).toContain("Roundabout, ");
    expect(clicks).toBeLessThanOrEqual(6);
    expect(faults).toEqual([]);
  });

  test("what the app shows is what the interface says, to the digit that it rounds to", async () => {
    await using visit = await open(browser, `${site.url}/channels`);
    const {page} = visit;
    const answer = await page.request.get(`${site.url}/api/v1/channels`);
    const {rows} = await answer.json();
    const shown = await page.locator(".ranking .refill-text").allTextContents();
    const expected = rows.map((row: {refill_upper_usd: number}) =>
      row.refill_upper_usd === 0 ? "0" : (row.refill_upper_usd / 1e6).toFixed(1),
    );
    expect(shown.map((text) => / to ([\d.,]+) /.exec(text)?.[1])).toEqual(expected);
  });
});

/** Whether a tip like this comes up somewhere along the middle of the map. */
async function tipOver(page: Page, text: RegExp): Promise<boolean> {
  const box = (await page.locator(".flow-map canvas").boundingBox()) ?? {x: 0, y: 0, width: 0, height: 0};
  const tip = page.locator(".map-tip");
  for (let step = 1; step < 40; step += 1) {
    await page.mouse.move(box.x + (box.width * step) / 40, box.y + box.height * 0.5);
    if ((await tip.count()) > 0 && text.test((await tip.textContent()) ?? "")) return true;
  }
  return false;
}
