import {existsSync} from "node:fs";
import {endianness} from "node:os";
import {wholeYear, yearBlocks} from "./cube-blocks.ts";
import type {CubeAbout, CubePart, CubeRows, CubeSource, CubeYear} from "./cube-layout.ts";
import type {Reader} from "./database.ts";
import {PackedReader} from "./packed-file.ts";
import {sql} from "./sql.ts";

/**
 * The packed cube of a store: per year ascending keys (product, exporter, importer) and what both sides say under them, as
 * typed arrays. Both sides of a pair's product stand in one row, so that a mirror is one pass and no join.
 *
 * Amounts are whole numbers: ten-thousandths of a dollar and grams, as the store adds them up. Sums of whole numbers below
 * 2⁵³ are exact in any order, so that what the cube says is what the store says, to the last digit.
 */
export interface Cube {
  readonly sources: readonly CubeSource[];
  /** A whole year, in memory that threads share. @throws StoreError "cube-damaged" */
  rows(source: CubeSource, year: CubeYear, part: CubePart): CubeRows;
  /**
   * A year block by block, each checked as it is read. The arrays of a block hold the next one after the next step.
   *
   * @throws StoreError "cube-damaged"
   */
  blocks(source: CubeSource, year: CubeYear, part: CubePart): Generator<CubeRows, void>;
  close(): void;
}

/** Where the cube of a store lies. */
export function cubePath(store: string): string {
  return `${store}.cube`;
}

/** Arrays lie in a file as they lie in memory, lowest byte first. */
export function cubesFit(): boolean {
  return endianness() === "LE";
}

/**
 * The cube beside an open store; null where there is none, or where it was made from another build of the store: it is then
 * left alone, as if absent.
 *
 * @throws StoreError "cube-damaged" for one that was cut off or altered
 */
export async function openCube(reader: Reader): Promise<Cube | null> {
  const path = cubePath(reader.path);
  if (!cubesFit() || !existsSync(path)) return null;
  const file = new PackedReader(path);
  try {
    const about: CubeAbout = JSON.parse(file.about);
    if (about.build === (await buildMark(reader))) return new FileCube(file, about.sources);
    file.close();
    return null;
  } catch (cause) {
    file.close();
    throw cause;
  }
}

/** What tells this build of a store from every other: when it was made, for which tables, from which files. */
export async function buildMark(reader: Reader): Promise<string> {
  const rows = await reader.rows(
    sql`SELECT built_at, store_version, origin, checksum FROM meta.build ORDER BY ALL`,
  );
  return JSON.stringify(rows);
}

class FileCube implements Cube {
  readonly sources: readonly CubeSource[];
  readonly #file: PackedReader;

  constructor(file: PackedReader, sources: readonly CubeSource[]) {
    this.sources = sources;
    this.#file = file;
  }

  rows({id}: CubeSource, year: CubeYear, part: CubePart): CubeRows {
    return wholeYear(this.#file, {source: id, year, part});
  }

  blocks({id}: CubeSource, year: CubeYear, part: CubePart): Generator<CubeRows, void> {
    return yearBlocks(this.#file, {source: id, year, part});
  }

  close(): void {
    this.#file.close();
  }
}
