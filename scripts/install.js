// Plain JavaScript without dependencies: runs before anything is installed, under any Node from 18 on.
import {spawnSync} from "node:child_process";
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";

const STAMP = "node_modules/.roundabout-installed";

/**
 * Makes node_modules what package-lock.json says; does nothing when a stamp shows that it is. Talk goes to stderr.
 *
 * @param {string} root folder of package.json
 * @throws Error when npm is missing or fails, with what to do
 */
export function ensureInstalled(root) {
  const lock = readFileSync(join(root, "package-lock.json"), "utf8");
  const stamp = stampOf(lock);
  if (readIfThere(join(root, STAMP)) === stamp) return;
  if (!installedByHand(root, lock)) npmCi(root);
  mkdirSync(join(root, "node_modules"), {recursive: true});
  writeFileSync(join(root, STAMP), stamp);
}

/**
 * What node_modules was installed from and for: a folder carried to another system is not current there.
 *
 * @param {string} lock text of package-lock.json
 */
export function stampOf(lock) {
  return `${createHash("sha256").update(lock).digest("hex")} ${process.platform}-${process.arch}\n`;
}

/**
 * True when npm's own record of node_modules holds just what the lock asks for on this system, so that a person who
 * ran `npm ci` first, perhaps with no network now, is not made to wait for it again.
 *
 * @param {string} root
 * @param {string} lock text of package-lock.json
 */
function installedByHand(root, lock) {
  const record = readIfThere(join(root, "node_modules", ".package-lock.json"));
  return record !== null && agrees(JSON.parse(record).packages, JSON.parse(lock).packages);
}

/**
 * @typedef {{version?: string, optional?: boolean, os?: string[], cpu?: string[], libc?: string[]}} Locked
 *
 * @param {Record<string, Locked>} installed packages that npm recorded
 * @param {Record<string, Locked>} wanted packages of the lock; the entry "" is the project itself
 * @returns {boolean} false when one is missing, of another version, or not in the lock
 */
export function agrees(installed, wanted) {
  const unknown = Object.keys(installed).some((path) => installed[path]?.version !== wanted[path]?.version);
  const missing = Object.keys(wanted).some(
    (path) => path !== "" && !(path in installed) && isNeeded(wanted[path] ?? {}),
  );
  return !unknown && !missing;
}

/**
 * True for a package that must be there on this system. Of the optional ones only those made for it: npm leaves out
 * binaries for other systems and what hangs on them. Musl variants are left to npm.
 *
 * @param {Locked} locked
 */
function isNeeded({optional, os, cpu, libc}) {
  if (!optional) return true;
  const ours = os?.includes(process.platform) && (cpu === undefined || cpu.includes(process.arch));
  return ours === true && !libc?.includes("musl");
}

/** @param {string} root */
function npmCi(root) {
  process.stderr.write("installing the dependencies of package-lock.json (once; about half a minute) …\n");
  const flags = [
    "ci",
    "--include=dev",
    "--include=optional",
    "--ignore-scripts",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
  ];
  const {command, args} = npm();
  const {status, error} = spawnSync(command, [...args, ...flags], {cwd: root, stdio: ["ignore", 2, 2]});
  if (status === 0) return;
  const why = error ? error.message : `exit ${status}`;
  throw new Error(
    `\`npm ci\` failed (${why})\nhint: the lines above say why; it needs npm 8 or later, the package registry, and write access to ${root}`,
  );
}

/** The npm that runs this script, else the one on PATH. */
function npm() {
  const caller = process.env.npm_execpath;
  if (caller?.endsWith("npm-cli.js") && existsSync(caller))
    return {command: process.execPath, args: [caller]};
  return {command: process.platform === "win32" ? "npm.cmd" : "npm", args: []};
}

/** @param {string} path */
function readIfThere(path) {
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
