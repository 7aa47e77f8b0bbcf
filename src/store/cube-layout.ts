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
  /** Ascending. */
  readonly years: readonly CubeYear[];
}

/** What exporters report, or what importers do. */
export type CubeSide = "sent" | "got";

/** Both sides of one year, row by row under one key. */
export interface CubeYear {
  readonly year: number;
  readonly rows: number;
  /** Null for a side that nobody reports in that year. */
  readonly sent: CubeSideRows | null;
  readonly got: CubeSideRows | null;
}

/** How much of a year one side shows. */
export interface CubeSideRows {
  /** Rows with a record of this side. */
  readonly rows: number;
  /** True where a row stands for several records, whose number then has a section. */
  readonly merged: boolean;
}

/** What a cube says of itself. `build` tells which store it was made from. */
export interface CubeAbout {
  readonly build: string;
  readonly sources: readonly CubeSource[];
}

/** Which array of a year. */
export type CubeColumn = "key" | `${CubeSide} ${"usd" | "kg" | "records"}`;

/** Rows of a year. */
export interface CubeRows {
  /** Ascending, each once: product, exporter, importer from the highest bits to the lowest. */
  readonly keys: Uint32Array;
  /** Null for a side that nobody reports in that year, or that was not asked. */
  readonly sent: CubeCells | null;
  readonly got: CubeCells | null;
}

/** What one side says in each row. */
export interface CubeCells {
  /** Ten-thousandths of a US dollar, whole; NaN where this side has no record. */
  readonly values: Float64Array;
  /** Grams, whole; NaN where a record has no weight, or there is none. Empty where no weights were asked. */
  readonly weights: Float64Array;
  /** Records behind each row; null where each row with a value has one. */
  readonly records: Uint32Array | null;
}

/** What of a year is read. */
export interface CubePart {
  readonly sides: readonly CubeSide[];
  readonly weights: boolean;
}

/** Ten-thousandths in a dollar, grams in a kilogram. */
export const CUBE_SCALE = {usd: 10_000, kg: 1000} as const;

/** Name of a section. */
export function cubeSection(source: string, year: number, column: CubeColumn): string {
  return `${source} ${year} ${column}`;
}
