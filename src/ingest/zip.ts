import type {Readable} from "node:stream";
import {crc32, createInflateRaw} from "node:zlib";
import {type Entry, openPromise, type ZipFile} from "yauzl";
import {SourceError} from "../base/index.ts";

/** A file in a zip archive: its name as stored, and bytes before and after compression. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: number;
  readonly compressedBytes: number;
}

/** An archive on disk; `shown` names it to people. */
export interface ZipPlace {
  readonly path: string;
  readonly shown: string;
}

const STORED = 0;
const DEFLATED = 8;
// Large pieces keep the hand-over between the inflating thread and this one rare: 100 million rows are 5 GB.
const PIECE_BYTES = 1 << 20;

/**
 * The files of an archive in its directory's order, folders left out. Archives beyond 4 GiB (zip64) are read too.
 *
 * @throws SourceError "file-truncated" when the directory at the end is not whole; "zip-entry" for an encrypted entry, an
 *   unknown compression or a name that leaves the archive, before anything is read
 */
export async function zipEntries(place: ZipPlace): Promise<ZipEntry[]> {
  return withZip(place, async (zip) => {
    const entries: ZipEntry[] = [];
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith("/")) continue;
      checkEntry(entry, place);
      entries.push({
        name: entry.fileName,
        bytes: entry.uncompressedSize,
        compressedBytes: entry.compressedSize,
      });
    }
    return entries;
  });
}

/**
 * The content of one entry, piece by piece, inflated off the calling thread. Its size and checksum are compared with the
 * directory's at the end, so that a consumer must not keep what it read before this has ended.
 *
 * @throws SourceError "file-truncated" when the content is cut or altered; "zip-entry" as {@link zipEntries}, or when there
 *   is no such entry
 */
export async function* zipContent(place: ZipPlace, name: string): AsyncGenerator<Uint8Array> {
  const zip = await opened(place);
  try {
    const entry = await entryNamed(zip, name, place);
    const raw = await zip.openReadStreamPromise(entry, {decodeFileData: false});
    yield* checked(inflated(raw, entry), entry, place);
  } catch (cause) {
    throw unreadable(place, cause, name);
  } finally {
    zip.close();
  }
}

async function* checked(
  content: AsyncIterable<Uint8Array>,
  entry: Entry,
  place: ZipPlace,
): AsyncGenerator<Uint8Array> {
  let checksum = 0;
  let bytes = 0;
  for await (const piece of content) {
    checksum = crc32(piece, checksum);
    bytes += piece.length;
    yield piece;
  }
  if (checksum !== entry.crc32 || bytes !== entry.uncompressedSize) {
    throw truncated(
      place,
      `"${entry.fileName}" holds ${bytes} bytes with checksum ${checksum.toString(16)}, its directory says ${entry.uncompressedSize} and ${entry.crc32.toString(16)}`,
    );
  }
}

function inflated(raw: Readable, {compressionMethod}: Entry): AsyncIterable<Uint8Array> {
  if (compressionMethod === STORED) return raw;
  const inflate = createInflateRaw({chunkSize: PIECE_BYTES});
  raw.on("error", (cause) => inflate.destroy(cause));
  return raw.pipe(inflate);
}

async function entryNamed(zip: ZipFile, name: string, place: ZipPlace): Promise<Entry> {
  for await (const entry of zip.eachEntry()) {
    if (entry.fileName !== name) continue;
    checkEntry(entry, place);
    return entry;
  }
  throw badEntry(place, `there is no "${name}" in it`, "list the archive to see its names");
}

function checkEntry(entry: Entry, place: ZipPlace): void {
  if (entry.isEncrypted())
    throw badEntry(place, `"${entry.fileName}" is encrypted`, "decrypt the archive first");
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) {
    throw badEntry(
      place,
      `"${entry.fileName}" is compressed by method ${entry.compressionMethod}; known are 0 (stored) and 8 (deflate)`,
      "unpack it and pass the folder",
    );
  }
}

async function withZip<T>(place: ZipPlace, work: (zip: ZipFile) => Promise<T>): Promise<T> {
  const zip = await opened(place);
  try {
    return await work(zip);
  } catch (cause) {
    throw unreadable(place, cause);
  } finally {
    zip.close();
  }
}

async function opened(place: ZipPlace): Promise<ZipFile> {
  try {
    return await openPromise(place.path, {lazyEntries: true, autoClose: false});
  } catch (cause) {
    throw unreadable(place, cause);
  }
}

/** The library's refusal in the project's words: a name that leaves the archive, or a file that is not whole. */
function unreadable(place: ZipPlace, cause: unknown, entry?: string): SourceError {
  if (cause instanceof SourceError) return cause;
  const reason = cause instanceof Error ? cause.message : String(cause);
  if (/relative path|absolute path|invalid characters/i.test(reason)) {
    return badEntry(
      place,
      `an entry's name leaves the archive: ${reason}`,
      "take the archive from its publisher",
      cause,
    );
  }
  return truncated(place, entry === undefined ? reason : `"${entry}": ${reason}`, cause);
}

function truncated({shown}: ZipPlace, reason: string, cause?: unknown): SourceError {
  return new SourceError("file-truncated", {
    message: `"${shown}" is no whole zip file: ${reason}`,
    where: shown,
    hint: "download it again",
    cause,
  });
}

function badEntry({shown}: ZipPlace, reason: string, hint: string, cause?: unknown): SourceError {
  return new SourceError("zip-entry", {message: `"${shown}": ${reason}`, where: shown, hint, cause});
}
