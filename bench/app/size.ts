import {readFileSync} from "node:fs";
import {join} from "node:path";
import {gzipSync} from "node:zlib";

/** Bytes of the JavaScript that the page itself names, each file gzipped. */
export function firstViewBytes(web: string): number {
  const page = readFileSync(join(web, "index.html"), "utf8");
  const files = [...page.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path = ""]) => path);
  return files.reduce((sum, path) => sum + gzipSync(readFileSync(join(web, path))).length, 0);
}
