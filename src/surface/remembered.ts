import {mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync} from "node:fs";
import {dirname, join} from "node:path";
import {type Finding, UsageError} from "../base/index.ts";
import {isFinding} from "./decode-finding.ts";

/** Findings kept beside a store, so that `explain` finds what was printed. */
const MOST_FINDINGS = 200;
const MOST_BYTES = 256 * 2 ** 20;

/** The folder of remembered findings of a store. */
export function findingsFolder(storePath: string): string {
  return join(dirname(storePath), "findings");
}

/**
 * Keeps a finding beside its store; the oldest beyond 200, or beyond 256 MiB together, are removed. Readers never see
 * half a file.
 *
 * @throws the file system's error when the folder cannot be written
 */
export function rememberFinding(storePath: string, finding: Finding): void {
  const folder = findingsFolder(storePath);
  mkdirSync(folder, {recursive: true});
  const fresh = join(folder, `.${finding.id}.${process.pid}`);
  writeFileSync(fresh, JSON.stringify(finding));
  renameSync(fresh, fileOf(folder, finding.id));
  forgetOldest(folder);
}

/**
 * A finding that was printed before.
 *
 * @throws UsageError "unknown-finding" when it is not remembered, "finding-unreadable" when its file is not whole
 */
export function recallFinding(storePath: string, id: string): Finding {
  const folder = findingsFolder(storePath);
  const file = fileOf(folder, id);
  const text = textOf(file);
  if (text === null) throw unknownFinding(id, folder);
  const finding = parsed(text);
  if (isFinding(finding)) return finding;
  throw new UsageError("finding-unreadable", {
    message: `the remembered finding "${id}" is not whole`,
    where: file,
    hint: "remove the file and ask the question again",
  });
}

function unknownFinding(id: string, folder: string): UsageError {
  return new UsageError("unknown-finding", {
    message: `no finding "${id}" is remembered`,
    where: folder,
    hint: `ask the question again and take the id from its answer; the last ${MOST_FINDINGS} are kept beside the store`,
  });
}

// An id comes from a person or an address: only its own letters may become a file name.
function fileOf(folder: string, id: string): string {
  if (/^[a-z][a-z0-9_-]*$/.test(id) && id.length <= 100) return join(folder, `${id}.json`);
  throw new UsageError("bad-finding-id", {
    message: `"${id.slice(0, 100)}" is no finding id`,
    hint: 'give the id printed under a table, such as "channels-0123456789abcdef"',
  });
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, "utf8");
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && cause.code === "ENOENT") return null;
    throw cause;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    if (cause instanceof SyntaxError) return null;
    throw cause;
  }
}

function forgetOldest(folder: string): void {
  const kept = readdirSync(folder)
    .filter((name) => name.endsWith(".json"))
    .flatMap((name) => {
      const path = join(folder, name);
      // Another process may have forgotten it between the listing and here.
      const found = statSync(path, {throwIfNoEntry: false});
      return found === undefined ? [] : [{path, bytes: found.size, at: found.mtimeMs}];
    })
    .sort((a, b) => b.at - a.at);
  let bytes = 0;
  for (const [at, file] of kept.entries()) {
    bytes += file.bytes;
    if (at > 0 && (at >= MOST_FINDINGS || bytes > MOST_BYTES)) rmSync(file.path, {force: true});
  }
}
