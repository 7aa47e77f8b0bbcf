import {createReadStream} from "node:fs";
import type {Readable} from "node:stream";
import {createGunzip} from "node:zlib";
import {SourceError} from "../base/index.ts";
import {zipContent} from "./zip.ts";

/** Where the text of a bulk table lies: a file, a gzip file, or an entry of a zip archive. `shown` names it to people. */
export interface BulkFile {
  readonly path: string;
  readonly shown: string;
  readonly packing: "none" | "gzip" | {readonly entry: string};
}

const PIECE_BYTES = 1 << 20;

/**
 * The bytes of the table, piece by piece.
 *
 * @throws SourceError "file-truncated" when compressed content is cut or altered
 */
export function bulkContent({path, shown, packing}: BulkFile): AsyncIterable<Uint8Array> {
  if (typeof packing === "object") return zipContent({path, shown}, packing.entry);
  const stored = createReadStream(path, {highWaterMark: PIECE_BYTES});
  return packing === "gzip" ? gunzipped(stored, shown) : stored;
}

async function* gunzipped(stored: Readable, shown: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({chunkSize: PIECE_BYTES});
  stored.on("error", (cause) => gunzip.destroy(cause));
  try {
    yield* stored.pipe(gunzip);
  } catch (cause) {
    throw new SourceError("file-truncated", {
      message: `"${shown}" ends before its compressed content does`,
      where: shown,
      hint: "download it again",
      cause,
    });
  }
}
