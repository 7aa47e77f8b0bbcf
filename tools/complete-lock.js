// Completes package-lock.json: `npm run lock`. A registry mirror may not carry the binaries of other systems; npm then
// leaves them out of the lock, and `npm ci` refuses that lock everywhere. An entry with version, system and processor
// but no checksum mends it: npm fetches such a package only on the system it is for.
import {readFileSync, writeFileSync} from "node:fs";
import {fileURLToPath} from "node:url";

const SYSTEMS = [
  "aix",
  "android",
  "darwin",
  "freebsd",
  "linux",
  "netbsd",
  "openbsd",
  "openharmony",
  "sunos",
  "win32",
];
const PROCESSORS = ["arm", "arm64", "ia32", "loong64", "mips64el", "ppc64", "riscv64", "s390x", "x64"];

/**
 * @typedef {{version?: string, resolved?: string, link?: boolean, integrity?: string, dev?: boolean, optional?: boolean, os?: string[],
 *   cpu?: string[], libc?: string[], dependencies?: Record<string, string>, optionalDependencies?: Record<string, string>}} Locked
 * @typedef {Record<string, Locked>} LockedPackages
 */

/**
 * Optional packages that a locked package names and the lock has no entry for.
 *
 * @param {LockedPackages} packages the `packages` of a lock
 * @returns {{name: string, range: string, dev: boolean}[]}
 */
export function missingOptional(packages) {
  return Object.entries(packages).flatMap(([parent, {optionalDependencies = {}, dev = false}]) =>
    Object.entries(optionalDependencies)
      .filter(([name]) => !packages[`node_modules/${name}`] && !packages[`${parent}/node_modules/${name}`])
      .map(([name, range]) => ({name, range, dev})),
  );
}

/**
 * The packages with an entry for each missing optional one, in the order npm writes, and without download addresses
 * (but with the folder of a package of this repository): which registry serves a package is for each machine to say.
 *
 * @param {LockedPackages} packages
 * @returns {LockedPackages}
 * @throws Error when a missing package is not pinned, or its name does not tell its system
 */
export function completed(packages) {
  /** @type {LockedPackages} */
  const all = {};
  for (const [path, {resolved, ...entry}] of Object.entries(packages))
    all[path] = entry.link && resolved ? {resolved, ...entry} : entry;
  for (const {name, range, dev} of missingOptional(packages))
    all[`node_modules/${name}`] = entryFor(name, range, dev);
  return Object.fromEntries(Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * @param {string} name such as "@biomejs/cli-linux-arm64-musl"
 * @param {string} range
 * @param {boolean} dev
 * @returns {Locked}
 */
function entryFor(name, range, dev) {
  const words = name.split(/[/-]/);
  const os = SYSTEMS.filter((each) => words.includes(each));
  const cpu = PROCESSORS.filter((each) => words.includes(each));
  if (!/^\d+\.\d+\.\d+/.test(range) || os.length !== 1) {
    throw new Error(
      `${name}@${range}: cannot tell its version and system; add it to package-lock.json by hand`,
    );
  }
  const libc = words.includes("musl") ? {libc: ["musl"]} : {};
  return {
    version: range,
    ...(cpu.length > 0 ? {cpu} : {}),
    ...(dev ? {dev} : {}),
    ...libc,
    optional: true,
    os,
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const path = fileURLToPath(new URL("../package-lock.json", import.meta.url));
  const lock = JSON.parse(readFileSync(path, "utf8"));
  const count = missingOptional(lock.packages).length;
  writeFileSync(path, `${JSON.stringify({...lock, packages: completed(lock.packages)}, null, 2)}\n`);
  process.stderr.write(`package-lock.json: ${count} optional packages added\n`);
}
