import {readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";
import {type Packages, type Violation, violations} from "./imports/check.ts";
import {readImports} from "./imports/read-imports.ts";

/**
 * Checks every import under `root` against the directions of the house: `npm run check-imports` prints what it finds.
 *
 * @param root folder with tsconfig.json and package.json
 */
export function checkImports(root: string): Violation[] {
  return violations(readImports(root), packagesOf(root));
}

function packagesOf(root: string): Packages {
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const names = (field: string) => Object.keys(manifest[field] ?? {});
  return {
    dependencies: [...names("dependencies"), ...names("optionalDependencies")],
    devDependencies: names("devDependencies"),
  };
}

if (import.meta.main) {
  const found = checkImports(fileURLToPath(new URL("..", import.meta.url)));
  for (const {at, message} of found) process.stdout.write(`${at}: ${message}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
