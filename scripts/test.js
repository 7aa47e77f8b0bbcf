// Plain JavaScript without dependencies: `npm test` in a fresh clone comes here first.
import {spawn} from "node:child_process";
import {delimiter, join} from "node:path";
import {createInterface} from "node:readline";
import {fileURLToPath} from "node:url";
import {exitStatus, forwardSignals, goodNode, nodeTooOld} from "../bin/runtime.js";
import {closingLine, parseClosing, verdict} from "./closing-line.js";
import {ensureInstalled} from "./install.js";

const root = fileURLToPath(new URL("..", import.meta.url));

/** Installs what is missing and runs every test; the arguments of `npm test -- …` go to vitest. */
async function main() {
  ensureInstalled(root);
  const node = goodNode(root);
  if (node === null) throw new Error(nodeTooOld());
  return runVitest(node, process.argv.slice(2));
}

/**
 * Runs vitest, shows its output, and holds its closing line back, so that nothing can come after it.
 *
 * @param {string} node
 * @param {readonly string[]} args
 */
async function runVitest(node, args) {
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  // The pipe hides the terminal from vitest; tests must not see colour, so this is a flag, not FORCE_COLOR.
  const colour = process.stdout.isTTY && !process.env.NO_COLOR ? ["--color"] : [];
  /** @type {["ignore", "pipe", "inherit"]} */
  const stdio = ["ignore", "pipe", "inherit"];
  const child = spawn(node, [vitest, "run", ...colour, ...args], {cwd: root, env: environment(), stdio});
  const stopForwarding = forwardSignals(child);
  const ended = new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => resolve(exitStatus(code, signal)));
  });
  let counts = null;
  for await (const line of createInterface({input: child.stdout})) {
    const closing = parseClosing(line);
    if (closing === null) process.stdout.write(`${line}\n`);
    else counts = closing;
  }
  const status = await ended;
  stopForwarding();
  return verdict(counts, status);
}

/** Ours, with the installed tools and the installed Node first on PATH. */
function environment() {
  return {...process.env, PATH: [join(root, "node_modules", ".bin"), process.env.PATH].join(delimiter)};
}

main()
  .catch((error) => {
    process.stderr.write(`${error.message}\n`);
    return verdict(null, 1);
  })
  .then(({counts, status}) => {
    process.stdout.write(`${closingLine(counts)}\n`);
    process.exitCode = status;
  });
