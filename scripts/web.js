// Plain JavaScript without dependencies: builds the web app of a checkout, once for a state of its sources.
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync} from "node:fs";
import {join} from "node:path";
import {forgetOld} from "./kept.js";

/** What the built app is made of. */
const MADE_OF = ["web/**/*", "src/base/*.ts", "src/display/*.ts", "docs/methods/*.md", "package-lock.json"];

/**
 * The folder of the built app, built now unless it is there already. Talk goes to stderr.
 *
 * @param {string} root folder of package.json
 * @returns {string | null} null when the build failed, which is told
 */
export function ensureWeb(root) {
  const kept = join(root, "node_modules", ".roundabout-web");
  const folder = join(kept, stampOf(root));
  if (existsSync(join(folder, "index.html"))) return folder;
  process.stderr.write("building the web app (once; some seconds) …\n");
  mkdirSync(kept, {recursive: true});
  const fresh = `${folder}.${process.pid}`;
  try {
    const fault = buildWeb(root, fresh);
    if (fault !== null) {
      process.stderr.write(`the web app was not built, a plain page stands in its place: ${fault}\n`);
      return null;
    }
    // Another process may have built the same one meanwhile; then this one is not needed.
    if (!existsSync(folder)) renameSync(fresh, folder);
    return folder;
  } finally {
    rmSync(fresh, {recursive: true, force: true});
    forgetOld(kept, folder);
  }
}

/**
 * Builds the app into `out`.
 *
 * @param {string} root
 * @param {string} out
 * @returns {string | null} what went wrong
 */
export function buildWeb(root, out) {
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  if (!existsSync(vite)) return "vite is not installed";
  const args = [vite, "build", join(root, "web"), "--outDir", out, "--emptyOutDir", "--logLevel", "error"];
  const {status, stderr, stdout} = spawnSync(process.execPath, args, {cwd: root, encoding: "utf8"});
  return status === 0 ? null : `${stderr}${stdout}`.trim() || `exit ${status}`;
}

/**
 * What the app was built from: another text is another app.
 *
 * @param {string} root
 */
function stampOf(root) {
  const hash = createHash("sha256");
  const entries = MADE_OF.flatMap((pattern) => globSync(pattern, {cwd: root, withFileTypes: true}));
  const files = entries.filter((entry) => entry.isFile()).map(({parentPath, name}) => join(parentPath, name));
  for (const file of files.filter((path) => !/\.test\.tsx?$/.test(path)).sort()) {
    hash.update(file.slice(root.length)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}
