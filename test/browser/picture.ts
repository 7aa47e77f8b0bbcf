import type {Browser, Page} from "playwright-core";

/** A picture made small: grey means of blocks, row by row, 0 black to 255 white. */
export interface SmallPicture {
  readonly width: number;
  readonly height: number;
  readonly greys: readonly number[];
}

/** Side of a block, in pixels of the screen. */
export const BLOCK = 8;

/** Text whose width tells which fonts a machine has. */
const SAMPLE = "Where it goes round 0123456789";

/** The width of a sample of text in each of the app's two font stacks, in CSS pixels: equal widths, equal fonts. */
export function fontWidths(page: Page): Promise<readonly number[]> {
  return page.evaluate<readonly number[]>(`["--sans", "--serif"].map((stack) => {
    const probe = document.createElement("span");
    probe.textContent = ${JSON.stringify(SAMPLE)};
    probe.style.cssText = "position:absolute;white-space:nowrap;font:100px var(" + stack + ")";
    document.body.append(probe);
    const {width} = probe.getBoundingClientRect();
    probe.remove();
    return Math.round(width);
  })`);
}

/** Makes a PNG file small, in a blank page of the browser. */
export async function shrink(browser: Browser, png: Uint8Array): Promise<SmallPicture> {
  const page = await browser.newPage();
  try {
    const data = `data:image/png;base64,${Buffer.from(png).toString("base64")}`;
    return await page.evaluate<SmallPicture>(`(${SHRINK})(${JSON.stringify(data)}, ${BLOCK})`);
  } finally {
    await page.close();
  }
}

// Text, because it runs in the browser and not here.
const SHRINK = `async (address, block) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const [width, height] = [Math.floor(image.width / block), Math.floor(image.height / block)];
  const canvas = new OffscreenCanvas(image.width, image.height);
  const pen = canvas.getContext("2d");
  pen.drawImage(image, 0, 0);
  const {data} = pen.getImageData(0, 0, image.width, image.height);
  const sums = new Float64Array(width * height);
  for (let y = 0; y < height * block; y += 1) {
    for (let x = 0; x < width * block; x += 1) {
      const at = 4 * (y * image.width + x);
      sums[Math.floor(y / block) * width + Math.floor(x / block)] += (data[at] + data[at + 1] + data[at + 2]) / 3;
    }
  }
  return {width, height, greys: [...sums].map((sum) => Math.round(sum / block / block))};
}`;

/** The share of blocks that differ by more than `most` greys. */
export function shareDiffering(a: SmallPicture, b: SmallPicture, most: number): number {
  if (a.width !== b.width || a.height !== b.height) return 1;
  const differing = a.greys.filter((grey, at) => Math.abs(grey - (b.greys[at] ?? Number.NaN)) > most);
  return differing.length / a.greys.length;
}
