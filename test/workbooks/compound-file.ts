const SECTOR = 512;
const MINI_SECTOR = 64;
const MINI_CUTOFF = 4096;
const END = 0xfffffffe;
const FREE = 0xffffffff;
const TABLE = 0xfffffffd;
const ENTRIES = SECTOR / 4;

/** A compound file of one stream: small streams lie in 64-byte pieces as the format asks, larger ones in sectors. */
export function compoundFile(name: string, stream: Buffer): Uint8Array {
  const small = stream.length < MINI_CUTOFF;
  const content = padded(stream, small ? MINI_SECTOR : SECTOR);
  const pool = padded(content, SECTOR);
  const miniSectors = small ? content.length / MINI_SECTOR : 0;
  const miniTable = small ? table(chainFrom(0, miniSectors)) : Buffer.alloc(0);
  const counts = {directory: 1, miniTable: miniTable.length / SECTOR, pool: pool.length / SECTOR};
  const used = counts.directory + counts.miniTable + counts.pool;
  const tableSectors = Math.ceil(used / (ENTRIES - 1));
  const starts = {
    directory: tableSectors,
    miniTable: tableSectors + 1,
    pool: tableSectors + 1 + counts.miniTable,
  };
  const next = [
    ...Array.from({length: tableSectors}, () => TABLE),
    END,
    ...chainFrom(starts.miniTable, counts.miniTable),
    ...chainFrom(starts.pool, counts.pool),
  ];
  const root = entry("Root Entry", 5, small ? starts.pool : END, small ? content.length : 0);
  const file = entry(name, 2, small ? 0 : starts.pool, stream.length);
  const directory = padded(Buffer.concat([root, file]), SECTOR);
  const head = header({tableSectors, directory: starts.directory, miniTable: small ? starts.miniTable : END});
  return Buffer.concat([head, table(next), directory, miniTable, pool]);
}

/** Sector n leads to n + 1, the last to the end of the chain. */
function chainFrom(start: number, count: number): number[] {
  return Array.from({length: count}, (_, at) => (at === count - 1 ? END : start + at + 1));
}

function table(next: readonly number[]): Buffer {
  const bytes = Buffer.alloc(Math.ceil(next.length / ENTRIES) * SECTOR);
  for (let at = 0; at < bytes.length / 4; at++) bytes.writeUInt32LE(next[at] ?? FREE, 4 * at);
  return bytes;
}

function padded(bytes: Buffer, unit: number): Buffer {
  return Buffer.concat([bytes, Buffer.alloc((unit - (bytes.length % unit)) % unit)]);
}

function entry(name: string, kind: number, start: number, size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.write(name, "utf16le");
  bytes.writeUInt16LE(2 * name.length + 2, 64);
  bytes.writeUInt8(kind, 66);
  for (const at of [68, 72, 76]) bytes.writeUInt32LE(FREE, at);
  if (kind === 5) bytes.writeUInt32LE(1, 76);
  bytes.writeUInt32LE(start, 116);
  bytes.writeUInt32LE(size, 120);
  return bytes;
}

function header({
  tableSectors,
  directory,
  miniTable,
}: {
  tableSectors: number;
  directory: number;
  miniTable: number;
}): Buffer {
  const bytes = Buffer.alloc(SECTOR);
  bytes.write("d0cf11e0a1b11ae1", "hex");
  const shorts = [
    [24, 0x003e],
    [26, 3],
    [28, 0xfffe],
    [30, 9],
    [32, 6],
  ] as const;
  for (const [at, value] of shorts) bytes.writeUInt16LE(value, at);
  const longs = [
    [44, tableSectors],
    [48, directory],
    [56, MINI_CUTOFF],
    [60, miniTable],
    [64, miniTable === END ? 0 : 1],
    [68, END],
  ] as const;
  for (const [at, value] of longs) bytes.writeUInt32LE(value, at);
  for (let at = 0; at < 109; at++) bytes.writeUInt32LE(at < tableSectors ? at : FREE, 76 + 4 * at);
  return bytes;
}
