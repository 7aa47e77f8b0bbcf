import {mkdirSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {launch, open} from "../../test/browser/chromium.ts";
import {fontWidths, shrink} from "../../test/browser/picture.ts";
import {startSite} from "../../test/browser/site.ts";
import {showPart, VIEWS} from "../../test/browser/views.ts";
import {root} from "../../test/house-files.ts";

const named = process.argv.slice(2);

/**
 * Draws docs/images/app/ and the small golden pictures of test/golden/web/: npm run pictures, with the names of views behind `--`
 * for these alone. Needs chromium on PATH.
 */
async function draw(): Promise<void> {
  const [images, golden] = [join(root, "docs/images/app"), join(root, "test/golden/web")];
  for (const folder of [images, golden]) mkdirSync(folder, {recursive: true});
  await using site = await startSite();
  const browser = await launch();
  try {
    for (const view of VIEWS.filter(({name}) => named.length === 0 || named.includes(name))) {
      const {name, path} = view;
      await using visit = await open(browser, `${site.url}${path}`);
      const {page, faults} = visit;
      await showPart(page, view);
      if (faults.length > 0) throw new Error(`${name}: ${faults.join("; ")}`);
      const png = await page.screenshot();
      writeFileSync(join(images, `${name}.png`), png);
      const small = {fonts: await fontWidths(page), ...(await shrink(browser, png))};
      writeFileSync(join(golden, `${name}.json`), `${JSON.stringify(small)}\n`);
      process.stderr.write(`${name}\n`);
    }
  } finally {
    await browser.close();
  }
}

await draw();
