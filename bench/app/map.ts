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
  // Events made in the page have no pointer that could be captured.
  Element.prototype.setPointerCapture = () => undefined;
  window.frames = 0;
  const scaled = CanvasRenderingContext2D.prototype.setTransform;
  CanvasRenderingContext2D.prototype.setTransform = function (...given) {
    if (this.canvas.isConnected) window.drawn += 1;
    return scaled.apply(this, given);
  };
  const tick = () => { window.frames += 1; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
`;

/** Drags by events made in the page, one a frame, so that the way from this process to the browser is not measured. */
function drag(page: Page): Promise<{drawn: number; frames: number; seconds: number}> {
  return page.evaluate(`new Promise((resolve) => {
    const canvas = document.querySelector(".flow-map canvas");
    const box = canvas.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const fire = (type, dx, dy) =>
      canvas.dispatchEvent(new PointerEvent(type, {clientX: x + dx, clientY: y + dy, pointerId: 1, bubbles: true}));
    fire("pointerdown", 0, 0);
    const from = {drawn: window.drawn, frames: window.frames, at: performance.now()};
    let step = 0;
    const move = () => {
      const seconds = (performance.now() - from.at) / 1000;
      if (seconds < ${SECONDS}) {
        step += 1;
        fire("pointermove", 160 * Math.sin(step / 12), 60 * Math.sin(step / 17));
        requestAnimationFrame(move);
        return;
      }
      fire("pointerup", 0, 0);
      resolve({drawn: window.drawn - from.drawn, frames: window.frames - from.frames, seconds});
    };
    requestAnimationFrame(move);
  })`);
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
