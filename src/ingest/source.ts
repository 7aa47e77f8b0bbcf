import type {Statement} from "../store/index.ts";
import type {Check} from "./check.ts";
import type {ColumnSpec} from "./column.ts";
import type {Correction} from "./correction.ts";
import type {FlowColumns} from "./flow-table.ts";
import type {Probe} from "./probe.ts";

/** What `source.yaml` says of any data set: product, not decoration. Every field is shown to users. */
export interface Publication {
  /** `publisher/dataset`, the folder below `sources/`. */
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly licence: string;
  readonly licence_url: string | null;
  /** True when the publisher's terms let figures computed from it be shipped in a pack. */
  readonly redistributable: boolean;
  /** Preference where two sources report one cell: the lower rank is shown, the other stays. Unique among sources. */
  readonly rank: number;
  /** Least share of value (of rows, for ties) whose codes must be known to `reference/`; below it the build stops. */
  readonly mapping_bound: number;
  /** The vintage of files that do not state one themselves, or null. */
  readonly vintage: string | null;
  readonly notes: readonly string[];
}

/** The same of a data set of trade. */
export interface SourceMeta extends Publication {
  /** `all`: every good is in it, so a TOTAL may be summed from its lines. `selected`: only some goods. */
  readonly goods: "all" | "selected";
  /** `all`: a sum over partners is the world. `selected`: only some partners are in it, so it is not. */
  readonly partners: "all" | "selected";
  /** `mirror`: each side's own report. `reconciled`: one figure a pair, both sides merged by the publisher. */
  readonly sides: "mirror" | "reconciled";
  /** What the value includes: imports cif, exports fob, or as stated. */
  readonly valuation: string;
}

/** Code schemes of `reference/states/codes.csv`, or `name` for names in any of its languages. */
export const SCHEMES = [
  "iso2",
  "iso3",
  "m49",
  "comtrade",
  "baci",
  "cow",
  "eurostat",
  "geonom",
  "world_bank",
  "name",
] as const;
export type Scheme = (typeof SCHEMES)[number];

/** A raw cell as published: text, or a number or boolean where the file format itself is typed. */
export type RawCell = string | number | boolean | null;

/** Rows a dialect read itself (workbooks, JSON, HTML): cells in the order of `columns`. */
export interface RawBatch {
  /** 1-based line, sheet row or array index of each row in the file. */
  readonly sourceRows: readonly number[];
  readonly rows: readonly (readonly RawCell[])[];
}

/** The file a `rows` dialect reads. Text is UTF-8 already; `bytes` is the whole content, decompressed. */
export interface RawFile {
  readonly name: string;
  bytes(): Promise<Uint8Array>;
  text(): Promise<string>;
}

/** How files of one kind look, whatever they feed. A file belongs to the first shape that recognises it. */
export interface Shape {
  /** Kebab-case; unique in its source. */
  readonly id: string;
  /** What such a file is, in words: shown by `build`. */
  readonly what: string;
  /** By content, never by name alone. */
  recognises(probe: Probe): boolean;
  /**
   * Every column of the file, taken or ignored by name, in file order for `rows`. A file with another column, or
   * without one of these, is refused by name.
   */
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  /** Absent for CSV and Parquet, which the engine reads. */
  readonly read?: (file: RawFile) => AsyncIterable<RawBatch>;
  /** True when `read` decodes the bytes itself, so that they need not be UTF-8. */
  readonly anyEncoding?: boolean;
  /** Date of publication or extraction as the file's name or beginning states it, `YYYY-MM-DD`, `YYYY-MM`, `V202301`. */
  readonly vintage?: (probe: Probe) => string | null;
  /** The same where only the content states it; asked when `vintage` gives none. Null when it is not stated there either. */
  readonly vintageOf?: (file: RawFile) => Promise<string | null>;
}

/** One shape a data set of trade is published in. */
export interface Dialect extends Shape {
  /**
   * Streams straight to clean without a raw copy (the file itself, checksummed, stays the raw stage). For files of many
   * million rows; evidence is then found by key, not by row number.
   */
  readonly bulk?: boolean;
  /** For a bulk CSV that is a plain table of flows: its columns by role. It is then read at full speed, codes mapped on the way. */
  readonly flows?: FlowColumns;
  /** Code schemes of `reporter_code` and `partner_code`. */
  readonly schemes: {readonly reporter: Scheme; readonly partner: Scheme};
  readonly currency: "USD" | "EUR";
  /**
   * One SELECT over the relation `typed` (the taken columns with their types, `file_id`, `source_row`) giving, in any
   * order, just these columns:
   *
   * - `period` INTEGER, 2022 or 202203
   * - `reporter_code`, `partner_code` VARCHAR in the dialect's schemes; "W00" is the world
   * - `flow` VARCHAR X | M | RX; `product` VARCHAR, digits or TOTAL; `hs_edition` VARCHAR, HS2017, or NULL for TOTAL
   * - `value_native` DOUBLE in whole units of `currency`, or NULL where the publisher gives none
   * - `net_kg`, `quantity` DOUBLE, `unit` VARCHAR, NULL where not published
   * - `partner_basis` VARCHAR: `destination` for exports; for imports `origin` or `consignment`, as the publisher states
   * - `dropped` VARCHAR: NULL, or why this row must not enter (an aggregate beside its parts, a repeated total)
   * - `file_id`, `source_row` passed through
   */
  readonly clean: Statement;
}

/** One data set of trade: a folder below `sources/`. */
export interface Source {
  readonly feeds?: "trade";
  readonly meta: SourceMeta;
  readonly dialects: readonly Dialect[];
  readonly checks: readonly Check[];
  readonly corrections: readonly Correction[];
}
