import type {Statement} from "../store/index.ts";
import type {Check} from "./check.ts";
import type {Correction} from "./correction.ts";
import type {Publication, Scheme, Shape} from "./source.ts";

/** What `source.yaml` says of a data set of indicators. */
export interface IndicatorMeta extends Publication {
  /** The layer its figures belong to, as `reference/indicators` names them: macro, money, people, opinion, influence. */
  readonly layer: string;
}

/** One shape a data set of indicators is published in. */
export interface IndicatorDialect extends Shape {
  /** Scheme of `state_code`. */
  readonly schemes: {readonly state: Scheme};
  /**
   * One SELECT over the relation `typed` (the taken columns with their types, `file_id`, `source_row`) giving, in any order,
   * `indicator`, `state_code`, `period`, `value`, `file_id`, `source_row` and any of these; the others are NULL (see
   * `layer.indicator` for their meaning): `item`, `std_error`, `sample`, `status`, `missing`, `detail`, and
   * `dropped` VARCHAR: NULL, or why this row must not enter.
   */
  readonly clean: Statement;
}

/** One data set of indicators: a folder below `sources/`. */
export interface IndicatorSource {
  readonly feeds: "indicators";
  readonly meta: IndicatorMeta;
  readonly dialects: readonly IndicatorDialect[];
  readonly checks: readonly Check[];
  readonly corrections: readonly Correction[];
}

/** Columns that the clean SELECT of an indicator dialect may give, with their types. */
export const INDICATOR_FIELDS = {
  indicator: "VARCHAR",
  state_code: "VARCHAR",
  item: "VARCHAR",
  period: "VARCHAR",
  value: "DOUBLE",
  std_error: "DOUBLE",
  sample: "BIGINT",
  status: "VARCHAR",
  missing: "VARCHAR",
  detail: "VARCHAR",
  dropped: "VARCHAR",
  file_id: "INTEGER",
  source_row: "BIGINT",
} as const;
