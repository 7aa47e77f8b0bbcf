import {existsSync, readdirSync, readFileSync} from "node:fs";
import {extname, join} from "node:path";

/** The built app: one page that starts it, and the files that page loads. */
export interface Bundle {
  readonly page: string;
  /** Address → file, such as `/assets/main-1a2b.js`. */
  readonly files: ReadonlyMap<string, BundleFile>;
}

/** A file of the app. */
export interface BundleFile {
  readonly type: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

const TYPES: Readonly<Record<string, string>> = {
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml; charset=utf-8",
  ".woff2": "font/woff2",
};

/**
 * Reads the built app into memory, so that no address can reach another file, and a new build never mixes with this one.
 *
 * @param folder what the build wrote; null where the app is not built
 * @returns null where there is no `index.html`
 */
export function readBundle(folder: string | null): Bundle | null {
  if (folder === null || !existsSync(join(folder, "index.html"))) return null;
  const paths = readdirSync(folder, {recursive: true, withFileTypes: true})
    .filter((entry) => entry.isFile() && extname(entry.name) in TYPES)
    .map(({parentPath, name}) => join(parentPath, name));
  const files = paths.map((path) => {
    const address = path.slice(folder.length).replaceAll("\\", "/");
    return [address, {type: TYPES[extname(path)] ?? "", bytes: Uint8Array.from(readFileSync(path))}] as const;
  });
  return {page: readFileSync(join(folder, "index.html"), "utf8"), files: new Map(files)};
}
