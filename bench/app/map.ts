import type {Browser, CDPSession, Page} from "playwright-core";
import {settled} from "../../test/browser/chromium.ts";

const ARCS = 2_000;
const SECONDS = 4;

/** Frames a second while a map of 2,000 invented arcs is dragged: pictures drawn, and frames that the browser had time for. */
export async function draggedMap(browser: Browser, url: string) {
  const context = await browser.newContext({viewport: {width: 1280, height: 900}});
  const page = await context.newPage();
  await page.addInitScript(COUNT);
  await invent(page);
  await page.goto(`${url}/atlas?pole=EU27&goods=TOTAL`);
  await settled(page);
  await page.waitForTimeout(1500);
  const clock = await page.context().newCDPSession(page);
  await clock.send("Performance.enable", {timeDomain: "threadTicks"});
  const spent = await threadSeconds(clock);
  const {drawn, frames, seconds} = await drag(page);
  const picture = (1e3 * ((await threadSeconds(clock)) - spent)) / drawn;
  await context.close();
  return {
    map_arcs: ARCS,
    map_main_thread_ms_a_picture: Math.round(10 * picture) / 10,
    map_pictures_drawn_a_second: Math.round((10 * drawn) / seconds) / 10,
    map_frames_a_second: Math.round((10 * frames) / seconds) / 10,
  };
}

/** Seconds of the processor that the page's main thread has taken: they do not grow while others work. */
async function threadSeconds(clock: CDPSession): Promise<number> {
  const {metrics} = await clock.send("Performance.getMetrics");
  return metrics.find(({name}) => name === "TaskDuration")?.value ?? Number.NaN;
}

// A picture begins with the one call that sets its scale.
const COUNT = `
  window.drawn = 0;
  window.frames = 0;
  const scaled = CanvasRenderingContext2D.prototype.setTransform;
  CanvasRenderingContext2D.prototype.setTransform = function (...given) {
    if (this.canvas.isConnected) window.drawn += 1;
    return scaled.apply(this, given);
  };
  const tick = () => { window.frames += 1; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
`;

async function drag(page: Page): Promise<{drawn: number; frames: number; seconds: number}> {
  const box = await page.locator("canvas").boundingBox();
  if (box === null) throw new Error("the map has no canvas");
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const counts = () =>
    page.evaluate<{drawn: number; frames: number; at: number}>(
      "({drawn: window.drawn, frames: window.frames, at: performance.now()})",
    );
  const before = await counts();
  const ends = Date.now() + SECONDS * 1000;
  for (let step = 0; Date.now() < ends; step++)
    await page.mouse.move(x + 160 * Math.sin(step / 12), y + 60 * Math.sin(step / 17));
  const after = await counts();
  await page.mouse.up();
  return {
    drawn: after.drawn - before.drawn,
    frames: after.frames - before.frames,
    seconds: (after.at - before.at) / 1000,
  };
}

/** Puts invented states and flows in the place of the server's answers: the same shapes, more of them. */
export async function invent(page: Page): Promise<void> {
  const codes = Array.from({length: ARCS}, (_, at) => `I${at.toString(36).toUpperCase().padStart(3, "0")}`);
  await page.route("**/api/v1/states", async (route) => {
    const answer = await (await route.fetch()).json();
    const rows = codes.map((iso3, at) => ({
      iso3,
      name: `Invented ${at}`,
      blocs: "",
      latitude_deg: 10 + ((at * 37) % 60),
      longitude_deg: -10 + ((at * 73) % 140),
    }));
    await route.fulfill({json: {...answer, rows: [...answer.rows, ...rows]}});
  });
  await page.route("**/api/v1/trade?**", async (route) => {
    const answer = await (await route.fetch()).json();
    const rows = codes.map((partner, at) => ({
      partner,
      period: "2022",
      value_usd: 1e9 / (at + 1),
      source: "invented",
    }));
    await route.fulfill({json: {...answer, rows}});
  });
}
