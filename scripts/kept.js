// Plain JavaScript without dependencies: builds that are kept under the digest of what they were made of.
import {readdirSync, rmSync} from "node:fs";
import {join} from "node:path";

/** Builds kept beside the current one: checkouts may share one node_modules. */
const MOST_KEPT = 4;

/**
 * Removes all but a few builds.
 *
 * @param {string} kept folder of the builds
 * @param {string} current the build that stays in any case
 */
export function forgetOld(kept, current) {
  const others = readdirSync(kept).filter(
    (name) => /^[0-9a-f]{16}$/.test(name) && join(kept, name) !== current,
  );
  for (const name of others.slice(0, Math.max(0, others.length - MOST_KEPT)))
    rmSync(join(kept, name), {recursive: true, force: true});
}
