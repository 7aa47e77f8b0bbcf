import type {Browser, Page} from "playwright-core";
import {serve} from "./server.ts";
import {spreadOf} from "./spread.ts";

const RUNS = 9;
const COLD_RUNS = 5;

// Runs in the page before anything of the app: the first frame after table and form are there, and the main thread is free.
const WATCH = `
  const usable = () => document.querySelector(".ranking tbody th a") !== null && document.querySelector(".filters input, .filters select") !== null;
  const seen = () => {
    if (!usable()) return requestAnimationFrame(seen);
    requestAnimationFrame(() => setTimeout(() => { window.usableAt = performance.now(); }));
  };
  requestAnimationFrame(seen);
`;

/**
 * Milliseconds from the start of the navigation to the table of channels drawn and the form ready, each time in a fresh
 * profile: on a server that has answered before, and on one that was started just now; of that one also with its own start.
 */
export async function firstViews({
  browser,
  url,
  store,
  web,
}: {
  readonly browser: Browser;
  readonly url: string;
  readonly store: string;
  readonly web: string;
}) {
  await firstView(browser, url);
  const warm: number[] = [];
  for (let run = 0; run < RUNS; run++) warm.push(await firstView(browser, url));
  const cold: number[] = [];
  const whole: number[] = [];
  for (let run = 0; run < COLD_RUNS; run++) {
    const server = await serve(store, web);
    const first = await firstView(browser, server.url);
    cold.push(first);
    whole.push(server.startMs + first);
    await server.stop();
  }
  return {
    ...named("first_view", warm),
    ...named("first_view_of_a_server_just_started", cold),
    ...named("start_of_the_server_and_its_first_view", whole),
  };
}

function named(name: string, values: readonly number[]) {
  const {median_ms, max_ms} = spreadOf(values);
  return {[`${name}_median_ms`]: median_ms, [`${name}_largest_ms`]: max_ms};
}

async function firstView(browser: Browser, url: string): Promise<number> {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const page: Page = await context.newPage();
  await page.addInitScript(WATCH);
  await page.goto(`${url}/`, {waitUntil: "commit"});
  const at = await usableAt(page);
  await context.close();
  return at;
}

const PATIENCE_MS = 60_000;
const LOOK_EVERY_MS = 20;

/** The page's policy lets no text run as a script later, so that it is asked again and again. */
async function usableAt(page: Page): Promise<number> {
  for (let waited = 0; waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    const at = await page.evaluate<number | null>("window.usableAt ?? null");
    if (at !== null) return at;
    await page.waitForTimeout(LOOK_EVERY_MS);
  }
  throw new Error("the first view did not become usable");
}
