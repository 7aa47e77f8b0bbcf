import {type FileHandle, open} from "node:fs/promises";
import {Readable} from "node:stream";
import {crc32, createDeflateRaw} from "node:zlib";

/** A file to put into an archive. */
export interface ZipInput {
  readonly name: string;
  readonly content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}

export interface ZipOptions {
  /** Of zlib, 1 to 9; 0 stores the content as it is. */
  readonly level?: number;
  /** Writes the fields for archives beyond 4 GiB even though this one is small. */
  readonly zip64?: boolean;
}

interface Written {
  readonly name: Buffer;
  readonly method: number;
  readonly crc: number;
  readonly compressed: number;
  readonly bytes: number;
  readonly at: number;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const FULL16 = 0xffff;
const FULL32 = 0xffffffff;

/** Writes an archive, content streamed: for tests and generated benchmark data. Each compressed entry stays below 4 GiB. */
export async function writeZip(
  path: string,
  files: readonly ZipInput[],
  options: ZipOptions = {},
): Promise<void> {
  const handle = await open(path, "w");
  try {
    let at = 0;
    const written: Written[] = [];
    for (const file of files) {
      const entry = await writeEntry(handle, file, at, options);
      written.push(entry);
      at += 30 + entry.name.length + entry.compressed;
    }
    const directory = Buffer.concat(written.map((entry) => centralHeader(entry, options)));
    const tail = Buffer.concat([directory, ending(written.length, directory.length, at, options)]);
    await handle.write(tail, 0, tail.length, at);
  } finally {
    await handle.close();
  }
}

async function writeEntry(
  handle: FileHandle,
  {name, content}: ZipInput,
  at: number,
  {level = 6}: ZipOptions,
): Promise<Written> {
  const nameBytes = Buffer.from(name);
  let crc = 0;
  let bytes = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of content) {
      crc = crc32(piece, crc);
      bytes += piece.length;
      yield piece;
    }
  }
  let end = at + 30 + nameBytes.length;
  const packed =
    level === 0 ? counted() : Readable.from(counted()).pipe(createDeflateRaw({level, chunkSize: 1 << 18}));
  for await (const piece of packed) {
    await handle.write(piece, 0, piece.length, end);
    end += piece.length;
  }
  const compressed = end - at - 30 - nameBytes.length;
  const entry = {name: nameBytes, method: level === 0 ? 0 : 8, crc, compressed, bytes, at};
  const header = localHeader(entry);
  await handle.write(header, 0, header.length, at);
  return entry;
}

function localHeader({name, method, crc, compressed, bytes}: Written): Buffer {
  return fields(
    [4, LOCAL],
    [2, 20],
    [2, 0x800],
    [2, method],
    [4, 0],
    [4, crc],
    [4, compressed],
    [4, bytes],
    [2, name.length],
    [2, 0],
    name,
  );
}

function centralHeader(
  {name, method, crc, compressed, bytes, at}: Written,
  {zip64 = false}: ZipOptions,
): Buffer {
  const large = zip64 ? fields([2, 1], [2, 24], [8, bytes], [8, compressed], [8, at]) : Buffer.alloc(0);
  const small = (value: number) => (zip64 ? FULL32 : value);
  return fields(
    [4, CENTRAL],
    [2, 45],
    [2, zip64 ? 45 : 20],
    [2, 0x800],
    [2, method],
    [4, 0],
    [4, crc],
    [4, small(compressed)],
    [4, small(bytes)],
    [2, name.length],
    [2, large.length],
    [2, 0],
    [2, 0],
    [2, 0],
    [4, 0],
    [4, small(at)],
    name,
    large,
  );
}

function ending(entries: number, size: number, at: number, {zip64 = false}: ZipOptions): Buffer {
  const end64 = zip64
    ? fields(
        [4, END64],
        [8, 44],
        [2, 45],
        [2, 45],
        [4, 0],
        [4, 0],
        [8, entries],
        [8, entries],
        [8, size],
        [8, at],
        [4, LOCATOR64],
        [4, 0],
        [8, at + size],
        [4, 1],
      )
    : Buffer.alloc(0);
  const count = zip64 ? FULL16 : entries;
  const [length, start] = zip64 ? [FULL32, FULL32] : [size, at];
  return Buffer.concat([
    end64,
    fields([4, END], [2, 0], [2, 0], [2, count], [2, count], [4, length], [4, start], [2, 0]),
  ]);
}

/** Little-endian numbers of 2, 4 or 8 bytes, and bytes as they are. */
function fields(...parts: readonly (readonly [width: 2 | 4 | 8, value: number] | Buffer)[]): Buffer {
  return Buffer.concat(
    parts.map((part) => {
      if (Buffer.isBuffer(part)) return part;
      const [width, value] = part;
      const bytes = Buffer.alloc(width);
      if (width === 8) bytes.writeBigUInt64LE(BigInt(value));
      else bytes.writeUIntLE(value, 0, width);
      return bytes;
    }),
  );
}
