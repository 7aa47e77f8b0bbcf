import {existsSync} from "node:fs";
import {dirname, join} from "node:path";
import {fileURLToPath} from "node:url";

/**
 * Path of a file or folder that ships with the package, in a checkout and in the published package alike: in the
 * nearest folder above this module that has it; null where none does.
 */
export function packageFile(name: string): string | null {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (let above = dirname(folder); above !== folder; above = dirname(folder)) {
    folder = above;
    if (existsSync(join(folder, name))) return join(folder, name);
  }
  return null;
}
