import {
  type CubeCells,
  type CubeColumn,
  type CubePart,
  type CubeRows,
  type CubeSide,
  type CubeYear,
  cubeSection,
} from "./cube-layout.ts";
import {BLOCK_CELLS, type PackedReader} from "./packed-file.ts";

/** What of a cube's file is read: one year of a source. */
interface YearPart {
  readonly source: string;
  readonly year: CubeYear;
  readonly part: CubePart;
}

/** A whole year, in memory that threads share. @throws StoreError "cube-damaged" */
export function wholeYear(file: PackedReader, {source, year, part}: YearPart): CubeRows {
  const read = (column: CubeColumn) => file.read(cubeSection(source, year.year, column));
  const cells = (side: CubeSide): CubeCells | null => {
    const own = year[side];
    if (own === null || !part.sides.includes(side)) return null;
    return {
      values: new Float64Array(read(`${side} usd`)),
      weights: part.weights ? new Float64Array(read(`${side} kg`)) : NO_WEIGHTS,
      records: own.merged ? new Uint32Array(read(`${side} records`)) : null,
    };
  };
  return {keys: new Uint32Array(read("key")), sent: cells("sent"), got: cells("got")};
}

const NO_WEIGHTS = new Float64Array();

/** A year block by block, in arrays that are filled anew with every step. @throws StoreError "cube-damaged" */
export function* yearBlocks(file: PackedReader, {source, year, part}: YearPart): Generator<CubeRows, void> {
  const room = roomFor(year, part, {rows: BLOCK_CELLS, memory: ArrayBuffer});
  const columns = columnsOf(room).map(
    ([column, cells]) =>
      [
        cubeSection(source, year.year, column),
        new Uint8Array(cells.buffer, cells.byteOffset, cells.byteLength),
      ] as const,
  );
  for (let block = 0, from = 0; from < year.rows; block++, from += BLOCK_CELLS) {
    for (const [section, bytes] of columns) file.readBlock(section, block, bytes);
    yield from + BLOCK_CELLS <= year.rows ? room : firstRows(room, year.rows - from);
  }
}

/** Arrays for some rows of a part. */
export function roomFor(
  year: CubeYear,
  {sides, weights}: CubePart,
  {
    rows,
    memory: Memory,
  }: {readonly rows: number; readonly memory: typeof ArrayBuffer | typeof SharedArrayBuffer},
): CubeRows {
  const wholes = () => new Uint32Array(new Memory(rows * Uint32Array.BYTES_PER_ELEMENT));
  const reals = () => new Float64Array(new Memory(rows * Float64Array.BYTES_PER_ELEMENT));
  const cells = (side: CubeSide): CubeCells | null => {
    const own = year[side];
    if (own === null || !sides.includes(side)) return null;
    return {
      values: reals(),
      weights: weights ? reals() : NO_WEIGHTS,
      records: own.merged ? wholes() : null,
    };
  };
  return {keys: wholes(), sent: cells("sent"), got: cells("got")};
}

type Column = readonly [CubeColumn, Uint32Array | Float64Array];

function columnsOf(room: CubeRows): Column[] {
  const columns: Column[] = [["key", room.keys]];
  for (const side of ["sent", "got"] as const) {
    const cells = room[side];
    if (cells === null) continue;
    columns.push([`${side} usd`, cells.values]);
    if (cells.weights.length > 0) columns.push([`${side} kg`, cells.weights]);
    if (cells.records !== null) columns.push([`${side} records`, cells.records]);
  }
  return columns;
}

/** The first rows of some, in the same memory. */
function firstRows({keys, sent, got}: CubeRows, rows: number): CubeRows {
  const cells = (own: CubeCells | null): CubeCells | null =>
    own === null
      ? null
      : {
          values: own.values.subarray(0, rows),
          weights: own.weights.subarray(0, rows),
          records: own.records === null ? null : own.records.subarray(0, rows),
        };
  return {keys: keys.subarray(0, rows), sent: cells(sent), got: cells(got)};
}
