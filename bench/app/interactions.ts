import type {Browser, Page} from "playwright-core";
import {settled} from "../../test/browser/chromium.ts";
import {spreadOf} from "./spread.ts";

// The browser's own Event Timing: from the input to the next frame that was painted, in steps of 8 ms; shorter ones than 16 ms are not told.
// Movements of the pointer are not in it: for those the time from the event to the frame after the tip changed is taken.
const WATCH = `
  window.timed = [];
  window.hovered = [];
  new PerformanceObserver((list) => {
    for (const {name, duration, interactionId} of list.getEntries())
      if (interactionId > 0) window.timed.push({name, duration, id: interactionId});
  }).observe({type: "event", durationThreshold: 16, buffered: true});
  addEventListener("pointermove", (event) => {
    const before = document.querySelector(".map-tip")?.textContent;
    requestAnimationFrame(() => requestAnimationFrame(() => {
      if (document.querySelector(".map-tip")?.textContent !== before) window.hovered.push(performance.now() - event.timeStamp);
    }));
  }, true);
`;

/** Least duration that Event Timing tells; an interaction that it does not tell took at most this. */
const UNTOLD_MS = 16;
const PAUSE_MS = 120;

/** What a person does, and how often it is done. */
interface Act {
  readonly name: string;
  readonly path: string;
  readonly times: number;
  /** Does it once; answers how many interactions that were. */
  readonly once: (page: Page, time: number) => Promise<number>;
  /** The page asks the server then: waits for the answer too, which is told apart. */
  readonly asks?: true;
}

const ACTS: readonly Act[] = [
  {name: "Tab key", path: "/channels", times: 20, once: press("Tab")},
  {name: "open and close the palette", path: "/channels", times: 8, once: palette},
  {name: "type in the palette", path: "/channels", times: 10, once: typing},
  {name: "choose a filter and ask", path: "/channels", times: 6, once: filter, asks: true},
  {name: "open the table", path: "/channels", times: 6, once: click(".behind summary")},
  {name: "sort the table", path: "/channels", times: 8, once: sort},
  {name: "slider of the atlas", path: "/atlas", times: 20, once: slider},
  {name: "turn the globe by keys", path: "/atlas", times: 10, once: globe},
  {name: "from view to view", path: "/channels", times: 8, once: views, asks: true},
];

/** Each act in turn: interactions, milliseconds to the next frame, and, where the server is asked, to its answer drawn. */
export async function interactions(browser: Browser, url: string) {
  const rows = [];
  const all: number[] = [];
  for (const act of ACTS) {
    const {durations, answers} = await acted(browser, url, act);
    all.push(...durations);
    rows.push(rowOf(act.name, durations, answers));
  }
  const hovers = await hovering(browser, url);
  all.push(...hovers);
  return [...rows, rowOf("hover over arcs", hovers), rowOf("all", all)];
}

function rowOf(interaction: string, durations: readonly number[], answers: readonly number[] = []) {
  const answer = answers.length === 0 ? null : spreadOf(answers);
  return {
    interaction,
    ...spreadOf(durations),
    answer_median_ms: answer?.median_ms ?? null,
    answer_max_ms: answer?.max_ms ?? null,
  };
}

async function visited(browser: Browser, address: string): Promise<Page> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(address);
  await settled(page);
  await page.waitForTimeout(800);
  await page.evaluate("window.timed.length = 0");
  return page;
}

async function acted(browser: Browser, url: string, {path, times, once, asks}: Act) {
  const page = await visited(browser, `${url}${path}`);
  let count = 0;
  const answers: number[] = [];
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    count += await once(page, time);
    if (asks) {
      await settled(page);
      answers.push(performance.now() - began);
    }
    await page.waitForTimeout(PAUSE_MS);
  }
  // What is not painted yet is not told yet, and would count as the shortest.
  await page.evaluate(
    "new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))",
  );
  await page.waitForTimeout(400);
  const told = await page.evaluate<{id: number; duration: number}[]>("window.timed");
  await page.context().close();
  // One interaction has several events (press, release, click): the longest counts.
  const longest = [...Map.groupBy(told, ({id}) => id).values()].map((events) =>
    Math.max(...events.map(({duration}) => duration)),
  );
  const untold = Math.max(0, count - longest.length);
  return {durations: [...longest, ...Array.from({length: untold}, () => UNTOLD_MS)], answers};
}

function press(key: string): Act["once"] {
  return async (page) => {
    await page.keyboard.press(key);
    return 1;
  };
}

function click(selector: string): Act["once"] {
  return async (page) => {
    await page.locator(selector).first().click();
    return 1;
  };
}

async function palette(page: Page): Promise<number> {
  await page.keyboard.press("Control+k");
  await page.locator(".palette").waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".palette").waitFor({state: "detached"});
  return 2;
}

async function typing(page: Page, time: number): Promise<number> {
  if (time === 0) await page.keyboard.press("Control+k");
  await page.keyboard.press(time % 2 === 0 ? "k" : "Backspace");
  return 1;
}

async function filter(page: Page, time: number): Promise<number> {
  const goods = page.locator('.filters select[name="goods"], .filters input[name="goods"]').first();
  const value = time % 2 === 0 ? "eu-bans" : "chpl";
  if ((await goods.evaluate("(field) => field.tagName")) === "SELECT") await goods.selectOption(value);
  else await goods.fill(value);
  await page.locator(".filters button[type=submit]").click();
  return 1;
}

async function sort(page: Page, time: number): Promise<number> {
  if (time === 0) await page.locator(".behind summary").first().click();
  const heads = page.locator(".finding-table thead button");
  const count = await heads.count();
  if (count > 0) await heads.nth(time % count).click();
  return 1;
}

async function slider(page: Page, time: number): Promise<number> {
  await page.locator('input[type="range"]').press(time < 10 ? "ArrowLeft" : "ArrowRight");
  return 1;
}

async function globe(page: Page, time: number): Promise<number> {
  await page.locator("canvas").press(time % 2 === 0 ? "ArrowLeft" : "ArrowRight");
  return 1;
}

async function views(page: Page, time: number): Promise<number> {
  const names = ["Transit", "Trade", "Sources", "Channels"];
  await page
    .locator(".site-header")
    .getByRole("link", {name: names[time % names.length] ?? ""})
    .first()
    .click();
  return 1;
}

async function hovering(browser: Browser, url: string): Promise<number[]> {
  const page = await visited(browser, `${url}/atlas`);
  const box = await page.locator("canvas").boundingBox();
  if (box === null) throw new Error("the map has no canvas");
  for (let step = 0; step < 120; step++) {
    const share = step / 120;
    await page.mouse.move(
      box.x + box.width * (0.15 + 0.7 * share),
      box.y + box.height * (0.45 + 0.25 * Math.sin(20 * share)),
    );
    await page.waitForTimeout(25);
  }
  const found = await page.evaluate<number[]>("window.hovered");
  await page.context().close();
  return found;
}
