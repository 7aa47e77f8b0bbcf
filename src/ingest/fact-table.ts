import type {Statement} from "../store/index.ts";
import type {ColumnSpec} from "./column.ts";
import type {TieScheme, TieSource} from "./tie-source.ts";

/** A table of `reference/` as a source of ties. */
export interface FactTable {
  readonly source: TieSource;
  /** Below `reference/`. */
  readonly file: string;
  /** Reads the table by its typed reader, which refuses what no reviewed table may hold. */
  readonly review: () => void;
}

/** What differs between tables of facts. */
export interface FactSpec {
  readonly id: string;
  readonly title: string;
  readonly layer: string;
  readonly rank: number;
  readonly file: string;
  /** Month in which the table was last reviewed as a whole: an open spell was then open. */
  readonly reviewed: string;
  readonly columns: Readonly<Record<string, ColumnSpec>>;
  readonly schemes: {readonly a: TieScheme; readonly b: TieScheme};
  readonly clean: Statement;
  readonly review: () => void;
}

/** Reviewed facts are the project's own: every code must be known, and each row names where it was read. */
export function factTable({
  id,
  title,
  layer,
  rank,
  file,
  reviewed,
  columns,
  schemes,
  clean,
  review,
}: FactSpec): FactTable {
  return {
    file,
    review,
    source: {
      feeds: "ties",
      meta: {
        id,
        title,
        publisher: "Roundabout",
        url: `reference/${file}`,
        licence: "Apache-2.0; each row names its source",
        licence_url: null,
        redistributable: true,
        rank,
        mapping_bound: 1,
        vintage: reviewed,
        notes: [
          `Facts gathered by hand, reviewed to ${reviewed}: what is not in it is not known to be absent.`,
        ],
        layer,
      },
      dialects: [{id: "table", what: title, recognises: () => false, columns, schemes, clean}],
      checks: [],
      corrections: [],
    },
  };
}
