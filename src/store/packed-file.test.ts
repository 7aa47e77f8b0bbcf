import {readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {expect, test} from "vitest";
import {testFolder} from "../../test/support/folder.ts";
import {wholeYear, yearBlocks} from "./cube-blocks.ts";
import {cubeSection} from "./cube-layout.ts";
import {BLOCK_CELLS, PackedReader, PackedWriter} from "./packed-file.ts";

const ROWS = 2 * BLOCK_CELLS + 7;
const YEAR = {year: 2020, rows: ROWS, sent: {rows: ROWS, merged: true}, got: null};
const PART = {source: "s", year: YEAR, part: {sides: ["sent", "got"], weights: true}} as const;

const keys = Uint32Array.from({length: ROWS}, (_, at) => 3 * at);
const usd = Float64Array.from({length: ROWS}, (_, at) => (at % 5 === 0 ? Number.NaN : at * 1e6));
const kg = usd.map((value) => value / 4);
const records = keys.map((key) => key % 3);

/** A file of one year of exports, longer than two blocks. */
function writtenYear(): string {
  const path = join(testFolder(), "year.cube");
  const file = new PackedWriter(path);
  const columns = {key: keys, "sent usd": usd, "sent kg": kg, "sent records": records} as const;
  for (const column of ["key", "sent usd", "sent kg", "sent records"] as const)
    file.add(cubeSection("s", 2020, column), columns[column]);
  file.finish("{}");
  return path;
}

test("a year read block by block is the year read whole, the last block shorter", () => {
  const file = new PackedReader(writtenYear());
  const whole = wholeYear(file, PART);
  expect(whole).toEqual({keys, sent: {values: usd, weights: kg, records}, got: null});
  let from = 0;
  const lengths: number[] = [];
  for (const block of yearBlocks(file, PART)) {
    const below = from + block.keys.length;
    expect(block.keys).toEqual(keys.subarray(from, below));
    expect(block.sent?.values).toEqual(usd.subarray(from, below));
    expect(block.sent?.weights).toEqual(kg.subarray(from, below));
    expect(block.sent?.records).toEqual(records.subarray(from, below));
    lengths.push(block.keys.length);
    from = below;
  }
  expect(lengths).toEqual([BLOCK_CELLS, BLOCK_CELLS, 7]);
  const bare = [...yearBlocks(file, {...PART, part: {sides: ["got"], weights: false}})];
  expect(bare.map(({sent, got}) => [sent, got])).toEqual(lengths.map(() => [null, null]));
  file.close();
});

test("a byte that was changed stops its own block and the whole, not the blocks before it", () => {
  const path = writtenYear();
  const bytes = readFileSync(path);
  const about = bytes.subarray(bytes.readDoubleLE(24)).toString("utf8");
  const {sections}: {sections: {name: string; offset: number}[]} = JSON.parse(about);
  const at = Number(sections.find(({name}) => name === "s 2020 sent kg")?.offset) + 8 * BLOCK_CELLS + 3;
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  writeFileSync(path, bytes);
  const file = new PackedReader(path);
  expect(() => wholeYear(file, PART)).toThrowError(expect.objectContaining({code: "cube-damaged"}));
  const blocks = yearBlocks(file, PART);
  expect(blocks.next().value?.keys.length).toBe(BLOCK_CELLS);
  expect(() => blocks.next()).toThrowError(expect.objectContaining({code: "cube-damaged"}));
  expect(wholeYear(file, {...PART, part: {...PART.part, weights: false}}).sent?.values).toEqual(usd);
  file.close();
});
