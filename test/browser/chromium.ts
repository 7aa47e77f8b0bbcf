import {existsSync} from "node:fs";
import {delimiter, join} from "node:path";
import {type Browser, type BrowserContextOptions, chromium, type Page} from "playwright-core";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** The Chromium of this machine: `CHROMIUM`, else on PATH or in /usr/bin; null where there is none. */
export const chromiumPath: string | null =
  process.env.CHROMIUM ??
  [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"]
    .flatMap((folder) => NAMES.map((name) => join(folder, name)))
    .find((path) => existsSync(path)) ??
  null;

/** Said behind the name of a test that needs one. */
export const WITHOUT_CHROMIUM = chromiumPath === null ? " (skipped: no chromium on PATH)" : "";

const ARGUMENTS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--font-render-hinting=none",
];
/** A graphics card worked out by the processor: without a real one there is no WebGL otherwise. */
const EMULATED_CARD = ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/**
 * Starts the real Chromium without a window.
 *
 * @param card "emulated" for WebGL, which makes the browser paint whole pages on that card too, a hundred times slower than by
 *   its own rasteriser; "none" for the browser as it is on a machine without a card
 */
export function launch(card: "emulated" | "none" = "emulated"): Promise<Browser> {
  const args = card === "emulated" ? [...ARGUMENTS, ...EMULATED_CARD] : ARGUMENTS;
  return chromium.launch({executablePath: chromiumPath ?? "chromium", args});
}

/** A page that remembers what went wrong on it. */
export interface WatchedPage extends AsyncDisposable {
  readonly page: Page;
  /** JavaScript errors, failed loads and complaints of the console so far. */
  readonly faults: readonly string[];
}

/** Opens an address and waits until the view has its answer. */
export async function open(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({
    viewport: {width: 1280, height: 900},
    reducedMotion: "reduce",
    acceptDownloads: true,
    permissions: ["clipboard-read", "clipboard-write"],
    ...options,
  });
  // Just below the time of a whole test, so that on a busy machine it still says what it waited for.
  context.setDefaultTimeout(50_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
  page.on("console", (message) => {
    // Chromium without a graphics card says that reading its own picture back is slow.
    if (message.text().includes("GL Driver Message")) return;
    if (message.type() === "error" || message.type() === "warning") faults.push(`console: ${message.text()}`);
  });
  await page.goto(url);
  await settled(page);
  return {page, faults, [Symbol.asyncDispose]: () => context.close()};
}

// A dossier asks some ten questions of the store, and the machine may have other work.
const SLOWEST_MS = 120_000;

/** Waits until no part of the page is on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator("h1").first().waitFor();
  const busy = page.locator('[aria-busy="true"], .waiting[data-shown="true"]');
  await busy.first().waitFor({state: "detached", timeout: SLOWEST_MS});
}
