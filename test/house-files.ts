import {existsSync, readdirSync, readFileSync} from "node:fs";
import {join} from "node:path";
import {fileURLToPath} from "node:url";

/** Root of the repository. */
export const root: string = fileURLToPath(new URL("..", import.meta.url));

const NOT_OURS = /^(node_modules|dist|coverage|\.git|\.roundabout)$|\.duckdb/;
const CODE = /\.(ts|tsx|js|mjs)$/;
const PROSE = /\.md$/;

/** Every file of the repository, as paths from its root with forward slashes; what .gitignore names is left out. */
export function houseFiles(folder = ""): string[] {
  return readdirSync(join(root, folder), {withFileTypes: true})
    .filter(({name}) => !NOT_OURS.test(name))
    .flatMap((entry) => {
      const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
      return entry.isDirectory() ? houseFiles(path) : [path];
    })
    .sort();
}

/** Source code: TypeScript and JavaScript, tests included. */
export function codeFiles(): string[] {
  return houseFiles().filter((path) => CODE.test(path));
}

/** Markdown pages. */
export function pages(): string[] {
  return houseFiles().filter((path) => PROSE.test(path));
}

export function read(path: string): string {
  return readFileSync(join(root, path), "utf8");
}

export function exists(path: string): boolean {
  return existsSync(join(root, path));
}

/** Lines of `path` that `pattern` matches, as `path:line: text`. */
export function linesMatching(path: string, pattern: RegExp): string[] {
  return read(path)
    .split("\n")
    .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim()}`] : []));
}
