// Plain JavaScript without dependencies: runs before anything is installed, under any Node from 18 on.
import {spawn} from "node:child_process";
import {existsSync} from "node:fs";
import {join} from "node:path";

/** The Node versions that run the engine: `engines.node` of package.json, in words. */
export const NEEDED_NODE = "24.11 or a later 24, or 26 and later";

/**
 * True for a Node that strips types and has what the engine uses.
 *
 * @param {string} version such as "26.1.0", without a leading "v"
 */
export function isGoodNode(version) {
  const [major = 0, minor = 0] = version.split(".").map(Number);
  return major >= 26 || (major === 24 && minor >= 11);
}

/**
 * The Node to hand over to: the running one when it is good, else the one installed with the dependencies.
 *
 * @param {string} root folder that holds node_modules
 * @returns {string | null} path of an executable; null when neither will do
 */
export function goodNode(root) {
  if (isGoodNode(process.versions.node)) return process.execPath;
  const installed = join(root, "node_modules", ".bin", "node");
  return existsSync(installed) ? installed : null;
}

/** What to tell a person whose Node is too old where no other comes with the dependencies. */
export function nodeTooOld() {
  return [
    `error: this is Node ${process.versions.node}; Roundabout needs Node ${NEEDED_NODE}`,
    "hint: in a checkout on Linux x64 `npm ci` brings a fitting Node along; elsewhere install Node 26 (nodejs.org, nvm, brew or winget) and run this again",
  ].join("\n");
}

/**
 * Runs a program on this terminal, passing signals on; resolves with what the shell would show as its exit status.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnOptions} [options]
 * @returns {Promise<number>} 128 + the signal's number when a signal ended it
 */
export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {stdio: "inherit", ...options});
    const stopForwarding = forwardSignals(child);
    child.on("error", reject);
    child.on("close", (code, signal) => {
      stopForwarding();
      resolve(exitStatus(code, signal));
    });
  });
}

const SIGNALS = /** @type {const} */ ({SIGHUP: 1, SIGINT: 2, SIGTERM: 15});

/**
 * Exit status of an ended process; a process that a signal ended counts as 128 + its number.
 *
 * @param {number | null} code
 * @param {string | null} signal
 */
export function exitStatus(code, signal) {
  if (code !== null) return code;
  const known = Object.entries(SIGNALS).find(([name]) => name === signal);
  return known ? 128 + known[1] : 1;
}

/**
 * Passes signals on to a child until the returned function is called. A terminal sends Ctrl-C to the whole group, so
 * there SIGINT is only survived here, not sent twice.
 *
 * @param {import("node:child_process").ChildProcess} child
 */
export function forwardSignals(child) {
  const handlers = Object.keys(SIGNALS).map((name) => {
    const signal = /** @type {NodeJS.Signals} */ (name);
    const handler = () => {
      if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal);
    };
    process.on(signal, handler);
    return {signal, handler};
  });
  return () => {
    for (const {signal, handler} of handlers) process.off(signal, handler);
  };
}
