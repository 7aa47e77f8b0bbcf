import {closeSync, fstatSync, fsyncSync, openSync, readSync, writeSync} from "node:fs";
import {crc32} from "node:zlib";
import {StoreError} from "../base/index.ts";

/** An array as it lies in a packed file. */
export interface PackedSection {
  readonly name: string;
  /** Byte of the file at which it begins, a multiple of 64. */
  readonly offset: number;
  readonly bytes: number;
  readonly cellBytes: number;
  /** CRC-32 of each block of {@link BLOCK_CELLS} cells; the last block may be shorter. */
  readonly crc32: readonly number[];
}

/** Cells of a block, which is checked by itself: rows of a few columns then stay in a processor's own memory. */
export const BLOCK_CELLS = 1 << 15;

/** What a packed file says of itself: a text of its maker, and its sections. */
export interface PackedAbout {
  readonly about: string;
  readonly sections: readonly PackedSection[];
}

const MAGIC = "RBPACK\r\n";
/** Raised with every change of the layout: a file of another version is not read. */
const VERSION = 2;
const HEADER_BYTES = 64;
const ALIGNMENT = 64;
/** Where the header's own checksum stands: it covers the bytes before it. */
const HEADER_CRC = 32;

/**
 * Writes arrays of numbers one behind the other. The header comes last: a file that was cut off has none and is refused.
 *
 * Layout, little-endian: magic (8 bytes), version (u32), CRC-32 and bytes of the directory (u32 each), its place (f64 at 24),
 * CRC-32 of these (u32 at 32), up to 64 bytes; then the sections, each at a multiple of 64; then the directory, JSON of
 * {@link PackedAbout}.
 */
export class PackedWriter {
  readonly path: string;
  readonly #descriptor: number;
  readonly #sections: PackedSection[] = [];
  #top = HEADER_BYTES;

  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, "w");
  }

  /** Adds an array under a name of its own. */
  add(name: string, cells: Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array): void {
    const bytes = new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength);
    const cellBytes = cells.BYTES_PER_ELEMENT;
    const checks = blocksOf(bytes, cellBytes).map((block) => crc32(block));
    this.#sections.push({name, offset: this.#top, bytes: bytes.length, cellBytes, crc32: checks});
    this.#write(bytes, this.#top);
    this.#top = Math.ceil((this.#top + bytes.length) / ALIGNMENT) * ALIGNMENT;
  }

  /** Writes directory and header; the file is then whole and on disk. */
  finish(about: string): void {
    const text: PackedAbout = {about, sections: this.#sections};
    const directory = Buffer.from(JSON.stringify(text));
    this.#write(directory, this.#top);
    this.#write(headerOf(directory, this.#top), 0);
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
  }

  /** Lets go of the file, which stays without a header. */
  abandon(): void {
    closeSync(this.#descriptor);
  }

  #write(bytes: Uint8Array, from: number): void {
    for (let at = 0; at < bytes.length; )
      at += writeSync(this.#descriptor, bytes, at, bytes.length - at, from + at);
  }
}

function blocksOf(bytes: Uint8Array, cellBytes: number): Uint8Array[] {
  const size = BLOCK_CELLS * cellBytes;
  return Array.from({length: Math.ceil(bytes.length / size)}, (_, at) =>
    bytes.subarray(at * size, (at + 1) * size),
  );
}

function headerOf(directory: Uint8Array, place: number): Uint8Array {
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 0, "latin1");
  header.writeUInt32LE(VERSION, 8);
  header.writeUInt32LE(crc32(directory), 12);
  header.writeUInt32LE(directory.length, 16);
  header.writeDoubleLE(place, 24);
  header.writeUInt32LE(crc32(header.subarray(0, HEADER_CRC)), HEADER_CRC);
  return header;
}

/** An open packed file. Every block of a section is checked against its checksum when it is read. */
export class PackedReader {
  readonly path: string;
  readonly about: string;
  readonly #descriptor: number;
  readonly #sections: ReadonlyMap<string, PackedSection>;

  /** @throws StoreError "cube-damaged" for a file that was cut off or altered, or is of another version */
  constructor(path: string) {
    this.path = path;
    this.#descriptor = openSync(path, "r");
    try {
      const {about, sections} = this.#directory();
      this.about = about;
      this.#sections = new Map(sections.map((section) => [section.name, section]));
    } catch (cause) {
      closeSync(this.#descriptor);
      throw cause;
    }
  }

  has(name: string): boolean {
    return this.#sections.has(name);
  }

  /**
   * The bytes of a section, in memory that threads share.
   *
   * @throws StoreError "cube-damaged" where they are not those that were written
   */
  read(name: string): SharedArrayBuffer {
    const section = this.#section(name);
    const memory = new SharedArrayBuffer(section.bytes);
    const bytes = new Uint8Array(memory);
    const size = BLOCK_CELLS * section.cellBytes;
    for (let block = 0; block < section.crc32.length; block++)
      this.readBlock(name, block, bytes.subarray(block * size, (block + 1) * size));
    return memory;
  }

  /**
   * Reads one block of a section into the front of `into`; the last block may be shorter.
   *
   * @throws StoreError "cube-damaged" where it is not what was written
   */
  readBlock(name: string, block: number, into: Uint8Array): void {
    const {offset, bytes, cellBytes, crc32: checks} = this.#section(name);
    const from = block * BLOCK_CELLS * cellBytes;
    const own = into.subarray(0, Math.min(BLOCK_CELLS * cellBytes, bytes - from));
    if (!this.#fill(own, offset + from)) throw damaged(this.path, `"${name}" is cut off`);
    if (crc32(own) !== checks[block]) throw damaged(this.path, `"${name}" is not what was written`);
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #section(name: string): PackedSection {
    const section = this.#sections.get(name);
    if (section === undefined) throw new RangeError(`"${this.path}" has no section "${name}"`);
    return section;
  }

  #directory(): PackedAbout {
    const header = Buffer.alloc(HEADER_BYTES);
    if (!this.#fill(header, 0) || header.toString("latin1", 0, 8) !== MAGIC)
      throw damaged(this.path, "it has no header");
    if (header.readUInt32LE(HEADER_CRC) !== crc32(header.subarray(0, HEADER_CRC)))
      throw damaged(this.path, "its header is not what was written");
    const version = header.readUInt32LE(8);
    if (version !== VERSION)
      throw damaged(this.path, `it is of version ${version} of the layout; this program reads ${VERSION}`);
    const [bytes, place] = [header.readUInt32LE(16), header.readDoubleLE(24)];
    if (place + bytes > fstatSync(this.#descriptor).size) throw damaged(this.path, "it is cut off");
    const directory = Buffer.alloc(bytes);
    if (!this.#fill(directory, place) || crc32(directory) !== header.readUInt32LE(12))
      throw damaged(this.path, "its directory is not what was written");
    return JSON.parse(directory.toString("utf8"));
  }

  /** False where the file ends before the array is full. */
  #fill(bytes: Uint8Array, from: number): boolean {
    for (let at = 0; at < bytes.length; ) {
      const taken = readSync(this.#descriptor, bytes, at, Math.min(MOST_BYTES, bytes.length - at), from + at);
      if (taken === 0) return false;
      at += taken;
    }
    return true;
  }
}

// A system gives no more than two gigabytes in one call.
const MOST_BYTES = 1 << 30;

function damaged(path: string, what: string): StoreError {
  return new StoreError("cube-damaged", {
    message: `"${path}" cannot be trusted: ${what}`,
    where: path,
    hint: `remove it, and answers come from the store itself, only later; or make the store anew with: roundabout build`,
  });
}
