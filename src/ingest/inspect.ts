import {createHash} from "node:crypto";
import {closeSync, createReadStream, openSync, readdirSync, readSync, statSync} from "node:fs";
import {readFile} from "node:fs/promises";
import {basename, join, relative} from "node:path";
import {constants, gunzipSync} from "node:zlib";
import {SourceError, UsageError} from "../base/index.ts";
import {type Reader, sql} from "../store/index.ts";
import {splitHeader} from "./csv-header.ts";
import type {Probe} from "./probe.ts";
import {readSheets} from "./xlsx.ts";
import {zipContent, zipEntries} from "./zip.ts";

const HEAD_BYTES = 65_536;

/** A file found, with what it shows. `path` is absolute; `shown` is for people. */
export interface FoundFile {
  readonly path: string;
  readonly shown: string;
  readonly gzipped: boolean;
  /** Name of the entry, for a file inside a zip archive; null for a file of its own. */
  readonly entry: string | null;
  readonly probe: Probe;
}

/**
 * Every file below `folder`, sorted by path; hidden ones are left out, links to files are followed. A path of a single
 * file is that file.
 *
 * @throws UsageError "no-data" when there is no such folder or file
 */
export function listFiles(folder: string): string[] {
  const found = statSync(folder, {throwIfNoEntry: false});
  if (found === undefined) {
    throw new UsageError("no-data", {
      message: `there is no "${folder}"`,
      where: folder,
      hint: "name the folder that holds the files as published",
    });
  }
  if (!found.isDirectory()) return [folder];
  return readdirSync(folder, {withFileTypes: true, recursive: true})
    .map((entry) => ({entry, path: join(entry.parentPath, entry.name)}))
    .filter(({path}) => !path.slice(folder.length).includes("/."))
    .filter(({entry, path}) => entry.isFile() || (entry.isSymbolicLink() && isFile(path)))
    .map(({path}) => path)
    .sort();
}

function isFile(path: string): boolean {
  return statSync(path, {throwIfNoEntry: false})?.isFile() === true;
}

/**
 * What a file is, by content.
 *
 * @throws SourceError "file-unreadable"; "file-empty"; "file-truncated" for a compressed file or Parquet file that is not whole
 */
export async function inspect(path: string, root: string, reader: Reader): Promise<FoundFile> {
  const shown = relative(root, path) || basename(path);
  const first = firstBytes(path, shown, HEAD_BYTES);
  const gzipped = first[0] === 0x1f && first[1] === 0x8b;
  const start = gzipped ? gunzipPrefix(first, shown) : first;
  const name = basename(path).replace(/\.gz$/i, "");
  const bytes = statSync(path).size;
  return {path, shown, gzipped, entry: null, probe: await probeOf({name, bytes, start, path, shown, reader})};
}

interface Seen {
  readonly name: string;
  readonly bytes: number;
  readonly start: Buffer;
  readonly path: string;
  readonly shown: string;
  readonly reader: Reader;
}

async function probeOf(seen: Seen): Promise<Probe> {
  const {name, bytes, start, path, shown, reader} = seen;
  const empty = {name, bytes, header: [], head: "", notUtf8: null, sheets: []};
  if (start.subarray(0, 4).toString("latin1") === "PAR1")
    return {...empty, kind: "parquet", header: await parquetColumns(path, shown, reader)};
  if (start[0] === 0x50 && start[1] === 0x4b) return zipProbe(seen, empty);
  if (start.subarray(0, 4).toString("hex") === "d0cf11e0") return {...empty, kind: "xls"};
  if (start.length === 0)
    throw new SourceError("file-empty", {
      message: `"${shown}" is empty`,
      where: shown,
      hint: "download it again",
    });
  const utf16 = utf16Name(start);
  if (utf16 === null && start.includes(0)) return {...empty, kind: "unknown"};
  const {head, notUtf8} = utf16 === null ? decodePrefix(start) : decodeUtf16(start, utf16);
  return {...empty, kind: textKind(head), head, notUtf8, header: splitHeader(head).columns};
}

async function zipProbe({path, shown}: Seen, empty: Omit<Probe, "kind">): Promise<Probe> {
  const entries = await zipEntries({path, shown});
  if (!entries.some(({name}) => name === "xl/workbook.xml")) return {...empty, kind: "archive"};
  return {
    ...empty,
    kind: "xlsx",
    sheets: (await readSheets(await readFile(path), shown)).map(({name}) => name),
  };
}

function textKind(head: string): Probe["kind"] {
  const start = head.replace(/^\uFEFF/, "").trimStart();
  if (start.startsWith("{") || start.startsWith("[")) return "json";
  if (/^<(!doctype|html|table)/i.test(start)) return "html";
  return splitHeader(head).columns.length > 1 ? "csv" : "text";
}

async function parquetColumns(path: string, shown: string, reader: Reader): Promise<string[]> {
  try {
    const rows = await reader.rows(sql`SELECT name FROM parquet_schema(${path}) WHERE num_children IS NULL`);
    return rows.map((row) => String(row.name));
  } catch (cause) {
    throw new SourceError("file-truncated", {
      message: `"${shown}" starts as Parquet and cannot be read as such`,
      where: shown,
      hint: "download it again",
      cause,
    });
  }
}

function firstBytes(path: string, shown: string, count: number): Buffer {
  const descriptor = opened(path, shown);
  try {
    const buffer = Buffer.alloc(count);
    return buffer.subarray(0, readSync(descriptor, buffer, 0, count, 0));
  } finally {
    closeSync(descriptor);
  }
}

function opened(path: string, shown: string): number {
  try {
    return openSync(path, "r");
  } catch (cause) {
    throw new SourceError("file-unreadable", {
      message: `"${shown}" cannot be opened: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: shown,
      hint: "see that the file is there and that you may read it",
      cause,
    });
  }
}

function gunzipPrefix(start: Buffer, shown: string): Buffer {
  try {
    // A prefix of a gzip stream ends early by design; SYNC_FLUSH gives what it holds. The whole is checked when read.
    return gunzipSync(start, {finishFlush: constants.Z_SYNC_FLUSH}).subarray(0, HEAD_BYTES);
  } catch (cause) {
    throw new SourceError("file-truncated", {
      message: `"${shown}" is no whole gzip file`,
      where: shown,
      hint: "download it again",
      cause,
    });
  }
}

/** Decodes a prefix; a character cut at its end is left out. Other encodings are read byte by byte, and said so. */
function decodePrefix(start: Buffer): {readonly head: string; readonly notUtf8: Probe["notUtf8"]} {
  try {
    return {head: new TextDecoder("utf-8", {fatal: true}).decode(start, {stream: true}), notUtf8: null};
  } catch {
    const head = start.toString("latin1");
    const line = firstInvalidLine(start);
    return {head, notUtf8: {line, text: head.split("\n")[line - 1]?.slice(0, 60) ?? "", encoding: null}};
  }
}

function utf16Name(start: Buffer): "utf-16le" | "utf-16be" | null {
  if (start[0] === 0xff && start[1] === 0xfe) return "utf-16le";
  return start[0] === 0xfe && start[1] === 0xff ? "utf-16be" : null;
}

function decodeUtf16(start: Buffer, encoding: "utf-16le" | "utf-16be"): Pick<Probe, "head" | "notUtf8"> {
  const head = new TextDecoder(encoding).decode(start, {stream: true});
  return {head, notUtf8: {line: 1, text: head.split("\n")[0]?.slice(0, 60) ?? "", encoding: "UTF-16"}};
}

/** Refuses a file that a dialect would read as UTF-8 and that is not. @throws SourceError "not-utf8" naming the line */
export function refuseOtherEncoding({probe, shown}: FoundFile): void {
  if (probe.notUtf8 === null) return;
  const {line, text, encoding} = probe.notUtf8;
  throw new SourceError("not-utf8", {
    message: `line ${line} of "${shown}" is not UTF-8: ${JSON.stringify(text)}`,
    where: `${shown}:${line}`,
    hint: `save the file as UTF-8, for example: iconv -f ${encoding ?? "WINDOWS-1251"} -t UTF-8`,
  });
}

function firstInvalidLine(bytes: Buffer): number {
  let line = 1;
  let from = 0;
  for (let at = bytes.indexOf(10); at !== -1; at = bytes.indexOf(10, from)) {
    if (!isUtf8(bytes.subarray(from, at))) return line;
    from = at + 1;
    line++;
  }
  return line;
}

function isUtf8(bytes: Buffer): boolean {
  try {
    new TextDecoder("utf-8", {fatal: true}).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** SHA-256 of the file as it lies on disk, in hex. */
export async function checksum(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path, {highWaterMark: 1 << 20})) hash.update(chunk);
  return hash.digest("hex");
}

/**
 * The files inside an archive, each with what it shows; folders and nested archives are not looked into.
 *
 * @throws SourceError "file-truncated" or "zip-entry" when the archive cannot be read
 */
export async function inspectArchive(archive: FoundFile): Promise<FoundFile[]> {
  const found: FoundFile[] = [];
  for (const {name, bytes} of await zipEntries(archive)) {
    const shown = `${archive.shown}/${name}`;
    const start = await entryStart(archive, name);
    const empty = {name: basename(name), bytes, header: [], head: "", notUtf8: null, sheets: []};
    const {head, notUtf8} = decodePrefix(start);
    const isText = start.length > 0 && !start.includes(0);
    const probe: Probe = isText
      ? {...empty, kind: textKind(head), head, notUtf8, header: splitHeader(head).columns}
      : {...empty, kind: "unknown"};
    found.push({path: archive.path, shown, gzipped: false, entry: name, probe});
  }
  return found;
}

async function entryStart(archive: FoundFile, name: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of zipContent(archive, name)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= HEAD_BYTES) break;
  }
  return Buffer.concat(pieces).subarray(0, HEAD_BYTES);
}
