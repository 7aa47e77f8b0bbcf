import {existsSync, readFileSync} from "node:fs";
import {join} from "node:path";
import type {Browser} from "playwright-core";
import {afterAll, beforeAll, describe, expect, test} from "vitest";
import {root} from "../house-files.ts";
import {chromiumPath, launch, open, WITHOUT_CHROMIUM} from "./chromium.ts";
import {fontWidths, type SmallPicture, shareDiffering, shrink} from "./picture.ts";
import {type Site, startSite} from "./site.ts";
import {showPart, VIEWS} from "./views.ts";

/** Made by `npm run pictures`. */
interface Golden extends SmallPicture {
  readonly fonts: readonly number[];
}

let browser: Browser;
let site: Site;

// A block is 8 × 8 pixels. Another build of Chromium draws the edges of letters and lines otherwise, which moves the mean
// of a block by less than this; a part that is gone, moved or covered changes many blocks by more.
const MOST_GREYS = 32;
const MOST_BLOCKS = 0.02;

describe.skipIf(chromiumPath === null)(`golden pictures${WITHOUT_CHROMIUM}`, () => {
  beforeAll(async () => {
    site = await startSite();
    browser = await launch();
  });
  afterAll(async () => {
    await browser.close();
    await site[Symbol.asyncDispose]();
  });

  test.for(VIEWS)("$name looks as it did (skipped where the fonts are others)", async (view, {skip}) => {
    const {name, path} = view;
    const file = join(root, `test/golden/web/${name}.json`);
    expect(existsSync(file), "run npm run pictures").toBe(true);
    const golden: Golden = JSON.parse(readFileSync(file, "utf8"));
    await using visit = await open(browser, `${site.url}${path}`);
    const {page} = visit;
    if (String(await fontWidths(page)) !== String(golden.fonts))
      skip("other fonts than the picture was drawn with");
    await showPart(page, view);
    const now = await shrink(browser, await page.screenshot());
    expect(shareDiffering(now, golden, MOST_GREYS)).toBeLessThan(MOST_BLOCKS);
  });
});
