import {readFileSync} from "node:fs";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {parseCsv} from "../csv.ts";
import {chromiumPath, launch, open, settled, WITHOUT_CHROMIUM} from "./chromium.ts";
import {type Site, startSite} from "./site.ts";

let browser: Browser;
let site: Site;

describe.skipIf(chromiumPath === null)(`positions in a real browser${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test("each place of the finding is a dot that says value, interval, session and source; bands are those of the stressed", async () => {
    await using visit = await open(browser, `${site.url}/votes?state=ARM`);
    const {page, faults} = visit;
    const part = page.locator(".positions");
    await part.locator(".ideal-plot").waitFor();
    const address =
      "session=60..&states=RUS,USA,CHN,TUR,ARM,AZE,BLR,EST,GEO,KAZ,KGZ,LTU,LVA,MDA,TJK,TKM,UKR,UZB";
    const answer = await page.request.get(`${site.url}/api/v1/votes-ideal-points?${address}`);
    const {rows} = await answer.json();
    const placed = rows.filter(({ideal_point: value}: {ideal_point: number | null}) => value !== null);
    expect(placed.length).toBeGreaterThan(200);
    expect(await part.locator(".ideal-dot circle").count()).toBe(placed.length);
    const armenia = placed.findLast(({state}: {state: string}) => state === "ARM");
    const said = await part.locator(".ideal-dot.ideal-chosen circle title").last().textContent();
    expect(said).toContain(`Armenia, session ${armenia.session} (${armenia.opened}): ideal point`);
    expect(said).toContain(armenia.ideal_point.toFixed(4));
    expect(said).toContain(`[${armenia.ideal_point_low.toFixed(4).replace("-", "−")}, `);
    expect(said).toMatch(/Voeten/);
    // Of the poles the shipped data hold one, and Armenia is stressed.
    expect(await part.locator(".ideal-band path").count()).toBe(2);
    expect(await part.locator(".ideal-missing").textContent()).toContain("United States, China");
    expect(faults).toEqual([]);
  });

  test("the keyboard stresses a state: the address says it, keeps it, and going back undoes it", async () => {
    await using visit = await open(browser, `${site.url}/votes`);
    const {page, faults} = visit;
    const name = page.locator(".ideal-names").getByRole("button", {name: "Kazakhstan"});
    await name.focus();
    await page.keyboard.press("Enter");
    expect(new URL(page.url()).searchParams.get("state")).toBe("KAZ");
    await page.reload();
    await settled(page);
    expect(await name.getAttribute("aria-pressed")).toBe("true");
    expect(await page.locator(".ideal-line.ideal-chosen path").count()).toBe(1);
    await name.press("Enter");
    expect(new URL(page.url()).searchParams.get("state")).toBeNull();
    await page.goBack();
    await settled(page);
    expect(await name.getAttribute("aria-pressed")).toBe("true");
    expect(faults).toEqual([]);
  });

  test("its data, its picture and its source rows open", async () => {
    await using visit = await open(browser, `${site.url}/votes?states=ARM,KAZ&session=70..`);
    const {page, faults} = visit;
    const part = page.locator(".positions");
    await part.locator(".ideal-plot").waitFor();
    const saved = async (menu: string, choice: string) => {
      const item = part.locator(".actions").getByText(choice);
      await part.locator(".actions").getByText(menu, {exact: true}).click();
      const started = page.waitForEvent("download");
      await item.click();
      return readFileSync(await (await started).path(), "utf8");
    };
    const [head = [], ...lines] = parseCsv(await saved("Data", "CSV, unrounded"));
    expect(head).toContain("ideal_point_low");
    expect(lines.length).toBe(6 * 9);
    const drawing = await saved("Picture", "SVG, scalable");
    expect(drawing).toMatch(/>Kazakhstan</);
    expect(drawing).toMatch(/stroke="rgb\(14, 111, 118\)"/);
    await part.getByText("Table behind the picture").click();
    await part.locator(".finding-table tbody th a").first().click();
    await settled(page);
    expect(await page.locator(".finding-table tbody").textContent()).toContain("ideal_point");
    expect(faults).toEqual([]);
  });

  test("a state that is none is refused with a way back, and the roll call above stays", async () => {
    await using visit = await open(browser, `${site.url}/votes?state=Nowhere`);
    const {page, faults} = visit;
    const problem = page.locator(".positions").getByRole("alert");
    expect(await problem.textContent()).toContain("Nowhere");
    expect(await problem.getByRole("link").count()).toBeGreaterThan(0);
    expect(await page.locator(".roll-call-map svg").count()).toBe(1);
    expect(faults.filter((fault) => !fault.includes("Failed to load resource"))).toEqual([]);
  });
});
