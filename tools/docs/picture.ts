import {execFileSync} from "node:child_process";
import {mkdtempSync, rmSync, writeFileSync} from "node:fs";
import {tmpdir} from "node:os";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {channelsFinding} from "../../src/analyses/index.ts";
import {render} from "../../src/report/index.ts";
import {openReader} from "../../src/store/index.ts";

/** Draws docs/images/channels.png from a store made of the embedded pack: npm run picture -- STORE. Needs chromium on PATH. */
async function draw(storePath: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "roundabout-picture-"));
  const store = await openReader(storePath);
  try {
    const page = join(folder, "page.html");
    const html = render(await channelsFinding(store, {}), "html", {width: 200, colour: false});
    // A page scrolls a wide table; a picture must show all of it.
    writeFileSync(page, html.replace("</head>", "<style>body { max-width: none; }</style></head>"));
    const picture = fileURLToPath(new URL("../../docs/images/channels.png", import.meta.url));
    execFileSync(
      "chromium",
      [...FLAGS, `--user-data-dir=${join(folder, "profile")}`, `--screenshot=${picture}`, `file://${page}`],
      {stdio: "ignore"},
    );
  } finally {
    store.close();
    rmSync(folder, {recursive: true, force: true});
  }
}

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--hide-scrollbars",
  "--window-size=2700,700",
];

await draw(process.argv[2] ?? ".roundabout/store.duckdb");
