import {SourceError} from "../base/index.ts";

const SIGNATURE = "d0cf11e0a1b11ae1";
const END_OF_CHAIN = 0xfffffffe;
const FREE = 0xffffffff;
const HEADER_BYTES = 512;
const DIRECTORY_ENTRY_BYTES = 128;
const MINI_SECTOR_BYTES = 64;
/** Entries of the sector table that stand in the header itself. */
const TABLE_ENTRIES_IN_HEADER = 109;

interface Entry {
  readonly name: string;
  readonly kind: "stream" | "root" | "other";
  readonly start: number;
  readonly size: number;
}

/** A compound file opened far enough to follow chains of sectors. */
interface Volume {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly where: string;
  readonly sectorBytes: number;
  /** Next sector of each sector: the chains of the file. */
  readonly next: readonly number[];
  readonly miniCutoff: number;
  readonly miniTableStart: number;
}

/**
 * One named stream of a compound file ([MS-CFB], the container of .xls), or null when it has no such stream. Every
 * chain is bounds-checked and may not visit a sector twice, so a damaged file ends in an error, never in a loop.
 *
 * @param names tried in order, compared without case
 * @param where file name for errors
 * @throws SourceError "workbook-unreadable" for a file that is no compound file, is truncated or contradicts itself
 */
export function compoundStream(
  bytes: Uint8Array,
  names: readonly string[],
  where: string,
): {readonly name: string; readonly bytes: Uint8Array} | null {
  const volume = openVolume(bytes, where);
  const entries = directory(volume);
  for (const name of names) {
    const found = entries.find(
      (entry) => entry.kind === "stream" && entry.name.toLowerCase() === name.toLowerCase(),
    );
    if (found !== undefined) return {name, bytes: streamBytes(volume, entries, found)};
  }
  return null;
}

/** The one error of a damaged or foreign workbook. `what` completes "the workbook cannot be read: …". */
export function unreadable(what: string, where: string): SourceError {
  return new SourceError("workbook-unreadable", {
    message: `the workbook cannot be read: ${what}`,
    where,
    hint: "download the file again, or open it and save it as .xlsx",
  });
}

function openVolume(bytes: Uint8Array, where: string): Volume {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES) throw unreadable(`it ends after ${bytes.length} bytes`, where);
  if (Buffer.from(bytes.subarray(0, 8)).toString("hex") !== SIGNATURE)
    throw unreadable("it is no compound file (.xls)", where);
  const shift = view.getUint16(30, true);
  if (shift !== 9 && shift !== 12) throw unreadable(`it names sectors of 2^${shift} bytes`, where);
  const partial = {bytes, view, where, sectorBytes: 2 ** shift};
  return {
    ...partial,
    next: sectorTable(partial),
    miniCutoff: view.getUint32(56, true),
    miniTableStart: view.getUint32(60, true),
  };
}

type Sectors = Pick<Volume, "bytes" | "view" | "where" | "sectorBytes">;

/** Byte offset of a sector that lies wholly or, as the last one may, partly inside the file. */
function offsetOf({bytes, sectorBytes, where}: Sectors, sector: number): number {
  const offset = (sector + 1) * sectorBytes;
  if (offset >= bytes.length) throw unreadable(`sector ${sector} lies beyond its end (truncated?)`, where);
  return offset;
}

function uint32At({bytes, view, where}: Sectors, offset: number): number {
  if (offset + 4 > bytes.length) throw unreadable(`it ends inside a table at byte ${offset}`, where);
  return view.getUint32(offset, true);
}

function sectorTable(volume: Sectors): number[] {
  const next: number[] = [];
  for (const sector of tableSectors(volume)) {
    const offset = offsetOf(volume, sector);
    for (let at = 0; at < volume.sectorBytes; at += 4) next.push(uint32At(volume, offset + at));
  }
  return next;
}

/** The sectors that hold the sector table: 109 named in the header, the rest in a chain of their own. */
function tableSectors(volume: Sectors): number[] {
  const {bytes, sectorBytes, where} = volume;
  const count = uint32At(volume, 44);
  if (count > bytes.length / sectorBytes) throw unreadable(`it names ${count} table sectors`, where);
  const sectors: number[] = [];
  for (let at = 0; at < TABLE_ENTRIES_IN_HEADER && sectors.length < count; at++) {
    sectors.push(uint32At(volume, 76 + 4 * at));
  }
  let more = uint32At(volume, 68);
  for (let visited = 0; sectors.length < count; visited++) {
    if (visited > bytes.length / sectorBytes) throw unreadable("its sector table runs in a circle", where);
    const offset = offsetOf(volume, more);
    const entries = sectorBytes / 4 - 1;
    for (let at = 0; at < entries && sectors.length < count; at++) {
      sectors.push(uint32At(volume, offset + 4 * at));
    }
    more = uint32At(volume, offset + 4 * entries);
  }
  return sectors;
}

/** The sectors of a chain, each at most once. */
function chain(next: readonly number[], start: number, where: string): number[] {
  const sectors: number[] = [];
  for (let sector = start; sector !== END_OF_CHAIN; ) {
    const following = next[sector];
    if (following === undefined || following === FREE)
      throw unreadable(`a chain leads to sector ${sector}, which is not in use`, where);
    sectors.push(sector);
    if (sectors.length > next.length)
      throw unreadable(`the chain from sector ${start} runs in a circle`, where);
    sector = following;
  }
  return sectors;
}

function chained(volume: Volume, start: number): Uint8Array {
  const sectors = chain(volume.next, start, volume.where);
  const {bytes, sectorBytes} = volume;
  const whole = new Uint8Array(sectors.length * sectorBytes);
  let length = 0;
  for (const sector of sectors) {
    const offset = offsetOf(volume, sector);
    const piece = bytes.subarray(offset, offset + sectorBytes);
    whole.set(piece, length);
    length += piece.length;
  }
  return whole.subarray(0, length);
}

function directory(volume: Volume): Entry[] {
  const table = chained(volume, uint32At(volume, 48));
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const count = Math.floor(table.length / DIRECTORY_ENTRY_BYTES);
  return Array.from({length: count}, (_, at) => entryAt(view, at * DIRECTORY_ENTRY_BYTES));
}

function entryAt(view: DataView, offset: number): Entry {
  const nameBytes = Math.min(Math.max(view.getUint16(offset + 64, true) - 2, 0), 62);
  const units = Array.from({length: Math.floor(nameBytes / 2)}, (_, at) =>
    view.getUint16(offset + 2 * at, true),
  );
  const kind = view.getUint8(offset + 66);
  return {
    name: String.fromCharCode(...units),
    kind: kind === 2 ? "stream" : kind === 5 ? "root" : "other",
    start: view.getUint32(offset + 116, true),
    size: view.getUint32(offset + 120, true),
  };
}

function streamBytes(volume: Volume, entries: readonly Entry[], {name, start, size}: Entry): Uint8Array {
  if (size === 0) return new Uint8Array(0);
  const content = size < volume.miniCutoff ? miniChained(volume, entries, start) : chained(volume, start);
  if (content.length < size)
    throw unreadable(
      `stream "${name}" says ${size} bytes and has ${content.length} (truncated?)`,
      volume.where,
    );
  return content.subarray(0, size);
}

/** Small streams lie in 64-byte pieces inside the root's own stream. */
function miniChained(volume: Volume, entries: readonly Entry[], start: number): Uint8Array {
  const root = entries.find(({kind}) => kind === "root");
  if (root === undefined) throw unreadable("it has no root entry", volume.where);
  const pool = chained(volume, root.start);
  const table = chained(volume, volume.miniTableStart);
  const view = new DataView(table.buffer, table.byteOffset, table.byteLength);
  const next = Array.from({length: Math.floor(table.length / 4)}, (_, at) => view.getUint32(4 * at, true));
  const sectors = chain(next, start, volume.where);
  const whole = new Uint8Array(sectors.length * MINI_SECTOR_BYTES);
  for (const [at, sector] of sectors.entries()) {
    const offset = sector * MINI_SECTOR_BYTES;
    if (offset + MINI_SECTOR_BYTES > pool.length)
      throw unreadable(`small sector ${sector} lies beyond its pool`, volume.where);
    whole.set(pool.subarray(offset, offset + MINI_SECTOR_BYTES), at * MINI_SECTOR_BYTES);
  }
  return whole;
}
