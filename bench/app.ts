// Measures the app in a real Chromium over the store of the embedded pack: first view, interactions, the map while it is dragged.
// Usage: node bench/app.ts                     writes bench/results/app.{json,md}; needs chromium
//        node bench/app.ts --emulated-card     the browser of the tests, with WebGL; only prints
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {loadavg, tmpdir} from "node:os";
import {join} from "node:path";
import {chromiumPath, launch} from "../test/browser/chromium.ts";
import {packStore} from "../test/support/stores.ts";
import {firstViews} from "./app/first-view.ts";
import {interactions} from "./app/interactions.ts";
import {draggedMap} from "./app/map.ts";
import {builtApp, secondStarts, serve} from "./app/server.ts";
import {firstViewBytes} from "./app/size.ts";
import {machine} from "./machine.ts";
import {markdownTable} from "./markdown.ts";

if (chromiumPath === null) throw new Error("there is no chromium on PATH");
// On two cores a load above two means that others were running: the figures are then upper ones.
const [loadAtStart = Number.NaN] = loadavg();
const folder = mkdtempSync(join(tmpdir(), "roundabout-bench-app-"));
const web = await builtApp();
const pack = await packStore();
pack.store.close();
const server = await serve(pack.path, web);
const emulated = process.argv.includes("--emulated-card");
const browser = await launch(emulated ? "emulated" : "none");
try {
  const first = await firstViews({browser, url: server.url, store: pack.path, web});
  const latency = await interactions(browser, server.url);
  const map = await draggedMap(browser, server.url);
  report({first, latency, map, starts: await secondStarts(pack.path, web), bytes: firstViewBytes(web)});
} finally {
  await browser.close();
  await server.stop();
  rmSync(folder, {recursive: true, force: true});
}
process.exit(0);

interface Measured {
  readonly first: Awaited<ReturnType<typeof firstViews>>;
  readonly latency: Awaited<ReturnType<typeof interactions>>;
  readonly map: Awaited<ReturnType<typeof draggedMap>>;
  readonly starts: Awaited<ReturnType<typeof secondStarts>>;
  readonly bytes: number;
}

function report({first, latency, map, starts, bytes}: Measured): void {
  const head = {
    what: `the app over the store of the embedded pack, in Chromium without a window and ${emulated ? "with an emulated" : "without a"} graphics card`,
    machine_load_at_start: Math.round(loadAtStart * 100) / 100,
    first_view_javascript_gzipped_bytes: bytes,
    ...first,
    ...map,
    ...starts,
    ...machine(new Date()),
  };
  process.stdout.write(`${JSON.stringify({...head, interactions: latency}, null, 2)}\n`);
  if (emulated) return;
  const results = new URL("results/", import.meta.url);
  writeFileSync(
    new URL("app.json", results),
    `${JSON.stringify({...head, interactions: latency}, null, 2)}\n`,
  );
  const lines = Object.entries(head).map(([key, value]) => `| ${key.replaceAll("_", " ")} | ${value} |`);
  writeFileSync(
    new URL("app.md", results),
    `# The app\n\n| | |\n|---|---|\n${lines.join("\n")}\n\n${markdownTable(latency)}\n\nMade by \`node bench/app.ts\`; what each figure is stands in bench/README.md.\n`,
  );
}
