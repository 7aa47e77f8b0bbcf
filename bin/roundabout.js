#!/usr/bin/env node
// Plain JavaScript that any Node from 18 on can start: finds the command line, in TypeScript in a checkout and compiled
// in the published package, and runs it in this process when this Node will do, else under the installed one.
import {existsSync} from "node:fs";
import * as nodeModule from "node:module";
import {fileURLToPath, pathToFileURL} from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const checkout = existsSync(new URL("../src/cli/main.ts", import.meta.url));

/** Installs into a fresh checkout, and only there: a running command never replaces the packages of another. */
async function installIfFresh() {
  if (!checkout || existsSync(new URL("../node_modules", import.meta.url))) return;
  const {ensureInstalled} = await import("../scripts/install.js");
  ensureInstalled(root);
}

/** Commands that serve the web app. */
const SERVING = ["start", "serve"];

/**
 * Builds the web app of a checkout and joins the engine's modules, where that is not done yet; the published package holds
 * both.
 */
async function buildIfServing() {
  if (!checkout || process.env.ROUNDABOUT_WEB || !SERVING.includes(process.argv[2] ?? "")) return;
  const [{ensureWeb}, {ensureEngine}] = await Promise.all([
    import("../scripts/web.js"),
    import("../scripts/engine.js"),
  ]);
  const folder = ensureWeb(root);
  if (folder !== null) process.env.ROUNDABOUT_WEB = folder;
  await ensureEngine(root);
}

/** The joined engine where it is what the sources say, else the sources. */
async function engine() {
  if (!checkout) return new URL("./engine/main.js", import.meta.url);
  const {joinedEngine} = await import("../scripts/engine.js");
  const joined = joinedEngine(root);
  return existsSync(joined) ? pathToFileURL(joined) : new URL("../src/cli/main.ts", import.meta.url);
}

async function launch() {
  await installIfFresh();
  const {goodNode, nodeTooOld, run} = await import("./runtime.js");
  const node = goodNode(root);
  if (node === null) throw new Error(nodeTooOld());
  if (node !== process.execPath) {
    process.exitCode = await run(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)]);
    return;
  }
  nodeModule.enableCompileCache?.();
  await buildIfServing();
  const {main} = await import((await engine()).href);
  process.exit(await main(process.argv.slice(2)));
}

launch().catch((error) => {
  process.stderr.write(`${error.stack ?? error}\n`);
  process.exitCode = 1;
});
