import {createHash} from "node:crypto";
import {readFileSync} from "node:fs";
import {join} from "node:path";

/** Name of the file that lists a pack's tables with their checksums. */
export const INDEX = "pack.json";

/** Identity of a pack's content: a store built from it carries the same. Stands by itself, so that a start need not load the engine. */
export function packChecksum(folder: string): string {
  return sha256(join(folder, INDEX));
}

/** SHA-256 of a file, in hex. */
export function sha256(path: string): string {
  return createHash("sha256").update(readFileSync(path)).digest("hex");
}
