import type {Statement} from "../store/index.ts";
import type {Check} from "./check.ts";
import type {Correction} from "./correction.ts";
import type {CodeMeaning} from "./mapping.ts";
import type {Publication, Scheme, Shape} from "./source.ts";

/** What `source.yaml` says of a data set of ties. */
export interface TieMeta extends Publication {
  /** The layer its rows enter: institutions, security, law … as `reference/ties/kinds.csv` names them. */
  readonly layer: string;
}

/**
 * How an end of a tie is coded: a state in one of the schemes, an organisation in one of
 * `reference/organisations/codes.csv`, or either (`unit`: ISO3 or the id of an organisation).
 */
export type TieScheme = Scheme | "unit" | "organisation" | `organisation:${string}`;

/** Resolves a code in a year. Given by the caller, so that this room needs no names. */
export type TieResolver = (scheme: TieScheme, code: string, year: number) => CodeMeaning;

/** One shape a data set of ties is published in. */
export interface TieDialect extends Shape {
  /** Schemes of `a_code` and `b_code`. */
  readonly schemes: {readonly a: TieScheme; readonly b: TieScheme};
  /**
   * One SELECT over the relation `typed` (the taken columns with their types, `file_id`, `source_row`) giving, in any order,
   * `kind`, `a_code`, `file_id`, `source_row` and any of these; the others are NULL (see `layer.tie` for their meaning):
   *
   * - `b_code`, `status`, `item` VARCHAR
   * - `start`, `end`, `seen_from`, `seen_to` VARCHAR `YYYY`, `YYYY-MM` or `YYYY-MM-DD`
   * - `value`, `low`, `high`, `std_error` DOUBLE in the unit of the kind, `missing` VARCHAR: why there is no value
   * - `detail`, `record`, `citation`, `confidence`, `basis` VARCHAR
   * - `dropped` VARCHAR: NULL, or why this row must not enter
   */
  readonly clean: Statement;
}

/** One data set of ties: a folder below `sources/`, or a table of `reference/`. */
export interface TieSource {
  readonly feeds: "ties";
  readonly meta: TieMeta;
  readonly dialects: readonly TieDialect[];
  readonly checks: readonly Check[];
  readonly corrections: readonly Correction[];
}

/** Columns that the clean SELECT of a tie dialect may give, with their types. */
export const TIE_FIELDS = {
  kind: "VARCHAR",
  a_code: "VARCHAR",
  b_code: "VARCHAR",
  status: "VARCHAR",
  item: "VARCHAR",
  start: "VARCHAR",
  end: "VARCHAR",
  seen_from: "VARCHAR",
  seen_to: "VARCHAR",
  value: "DOUBLE",
  low: "DOUBLE",
  high: "DOUBLE",
  std_error: "DOUBLE",
  missing: "VARCHAR",
  detail: "VARCHAR",
  record: "VARCHAR",
  citation: "VARCHAR",
  confidence: "VARCHAR",
  basis: "VARCHAR",
  dropped: "VARCHAR",
  file_id: "INTEGER",
  source_row: "BIGINT",
} as const;
