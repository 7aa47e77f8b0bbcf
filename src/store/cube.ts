import {existsSync} from "node:fs";
import {endianness} from "node:os";
import type {Reader} from "./database.ts";
import {PackedReader} from "./packed-file.ts";
import {sql} from "./sql.ts";

/** A product as a source codes it. */
export interface CubeProduct {
  readonly product: string;
  /** HS edition of the code; empty where the source names none. */
  readonly edition: string;
}

/** A source's annual records as sorted arrays. */
export interface CubeSource {
  readonly id: string;
  /** Bits that a state takes in a key; see {@link cubeKey}. */
  readonly unitBits: number;
  /** States by their number in keys. */
  readonly units: readonly string[];
  /** Products by their number in keys. */
  readonly products: readonly CubeProduct[];
  readonly sides: readonly CubeSideId[];
}

/** One year of one flow. */
export interface CubeSideId {
  readonly flow: "X" | "M";
  readonly year: number;
  readonly rows: number;
  /** True where a row stands for several records, whose number then has a section. */
  readonly merged: boolean;
}

/** What a cube says of itself. `build` tells which store it was made from. */
export interface CubeAbout {
  readonly build: string;
  readonly sources: readonly CubeSource[];
}

/** Which array of a year of a flow. */
export type CubeColumn = "key" | "usd" | "kg" | "records";

/**
 * The packed cube of a store: per year and flow, ascending keys (product, exporter, importer) and amounts as typed arrays.
 *
 * Amounts are whole numbers: ten-thousandths of a dollar and grams, as the store adds them up. Sums of whole numbers below
 * 2⁵³ are exact in any order, so that what the cube says is what the store says, to the last digit.
 */
export interface Cube {
  readonly sources: readonly CubeSource[];
  /** Keys, ascending, each once. @throws StoreError "cube-damaged" */
  keys(source: CubeSource, side: CubeSideId): Uint32Array;
  /** Ten-thousandths of a US dollar, whole. @throws StoreError "cube-damaged" */
  values(source: CubeSource, side: CubeSideId): Float64Array;
  /** Grams, whole; NaN where a record has no weight. @throws StoreError "cube-damaged" */
  weights(source: CubeSource, side: CubeSideId): Float64Array;
  /** Records behind each key; null where each key has one. @throws StoreError "cube-damaged" */
  records(source: CubeSource, side: CubeSideId): Uint32Array | null;
  close(): void;
}

/** Ten-thousandths in a dollar, grams in a kilogram. */
export const CUBE_SCALE = {usd: 10_000, kg: 1000} as const;

/** Where the cube of a store lies. */
export function cubePath(store: string): string {
  return `${store}.cube`;
}

/** Name of a section. */
export function cubeSection(source: string, {flow, year}: CubeSideId, column: CubeColumn): string {
  return `${source} ${flow} ${year} ${column}`;
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

  keys({id}: CubeSource, side: CubeSideId): Uint32Array {
    return new Uint32Array(this.#file.read(cubeSection(id, side, "key")));
  }

  values({id}: CubeSource, side: CubeSideId): Float64Array {
    return new Float64Array(this.#file.read(cubeSection(id, side, "usd")));
  }

  weights({id}: CubeSource, side: CubeSideId): Float64Array {
    return new Float64Array(this.#file.read(cubeSection(id, side, "kg")));
  }

  records({id}: CubeSource, side: CubeSideId): Uint32Array | null {
    return side.merged ? new Uint32Array(this.#file.read(cubeSection(id, side, "records"))) : null;
  }

  close(): void {
    this.#file.close();
  }
}
