import {fixed, joined, name, type Statement, sql} from "./sql.ts";
import {cleanTable} from "./table-name.ts";

/**
 * Columns of every clean table of ties, in order, and after `dropped` those of the way back. Dates are text as precise as
 * the source is: `2006-06-23`, `2006-06` or `2006`.
 */
const CLEAN_TIE = `layer VARCHAR, kind VARCHAR, form VARCHAR, a VARCHAR, b VARCHAR, directed BOOLEAN, status VARCHAR, item VARCHAR,
  start VARCHAR, "end" VARCHAR, seen_from VARCHAR, seen_to VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE, std_error DOUBLE,
  unit VARCHAR, missing VARCHAR, detail VARCHAR, record VARCHAR, citation VARCHAR, confidence VARCHAR, basis VARCHAR,
  a_code VARCHAR, b_code VARCHAR, dropped VARCHAR, vintage VARCHAR, file_id INTEGER, source_row BIGINT`;

const TIE_COLUMNS =
  fixed(`layer, kind, form, a, b, directed, status, item, start, "end", seen_from, seen_to, value, low, high,
  std_error, unit, missing, detail, record, citation, confidence, basis, vintage, file_id, source_row`);

/** Tables of the ties in an empty store. */
export const TIE_TABLES = [
  /**
   * `layer.tie`: one row a spell, event or value between `a` and `b`, each source apart.
   *
   * - `form` spell (holds from `start` to `end`), event (happened in `start`), value (`value` for the period `start`)
   * - `a` a state; `b` a state or an organisation, null where the row is about `a` alone; not directed: `a` sorts before `b`
   * - `end` the day, month or year in which it ceased; null when no end is known
   * - `seen_from`, `seen_to`: what the source looked at. Outside of it nothing is known, neither that the tie held nor that not
   * - `from_day`, `to_day`: first and last day on which it can have held, by the precision of the dates; `to_day` is null where
   *   neither an end nor a last look is stated
   * - `value` with `unit`; null with a reason in `missing`. `low`, `high` bounds as published, `std_error` where it is a sample's
   * - `item` tells parallel ties of one pair apart (a base, a treaty, an index); `record` is the source's own key of the row
   */
  `CREATE TABLE layer.tie (layer VARCHAR, kind VARCHAR, form VARCHAR, a VARCHAR, b VARCHAR, directed BOOLEAN, status VARCHAR, item VARCHAR,
    start VARCHAR, "end" VARCHAR, from_day DATE, to_day DATE, seen_from VARCHAR, seen_to VARCHAR, value DOUBLE, low DOUBLE, high DOUBLE,
    std_error DOUBLE, unit VARCHAR, missing VARCHAR, detail VARCHAR, record VARCHAR, citation VARCHAR, confidence VARCHAR,
    basis VARCHAR, source VARCHAR, vintage VARCHAR, file_id INTEGER, source_row BIGINT)`,
  /**
   * `layer.tie_disagreement`: two statements about one tie that cannot both hold, side by side; neither is changed, none averaged.
   * `about` is start, end, status, value, presence, overlap (a source against itself) or correction (as published against as mended).
   */
  `CREATE TABLE layer.tie_disagreement (layer VARCHAR, kind VARCHAR, a VARCHAR, b VARCHAR, status VARCHAR, item VARCHAR, about VARCHAR,
    period VARCHAR, unit VARCHAR, source_one VARCHAR, record_one VARCHAR, said_one VARCHAR, value_one DOUBLE, source_other VARCHAR,
    record_other VARCHAR, said_other VARCHAR, value_other DOUBLE, note VARCHAR)`,
  /** `layer.tie_feature`: what a tie contains, one row a feature: the clauses of a law. Absent is not known, never no. */
  `CREATE TABLE layer.tie_feature (source VARCHAR, record VARCHAR, feature VARCHAR, value DOUBLE, said VARCHAR)`,
  /** Rows a source has for a state in a year: as either end of a tie. A year that is absent was not seen. */
  `CREATE TABLE meta.tie_coverage (source VARCHAR, layer VARCHAR, kind VARCHAR, state VARCHAR, year INTEGER, ties BIGINT,
    valued BIGINT, missing BIGINT)`,
  /**
   * What each source holds of a kind, form and item: ties, their first and last days, the last day it told of and the last year it looked at.
   * `outside`: both ends, or the only one, are states outside the study.
   */
  `CREATE TABLE meta.tie_group (layer VARCHAR, kind VARCHAR, form VARCHAR, source VARCHAR, item VARCHAR, outside BOOLEAN, ties BIGINT,
    first_day DATE, last_day DATE, told_day DATE, seen_year INTEGER)`,
  /** Which ties there are: reference/ties/kinds.csv. */
  `CREATE TABLE ref.tie_kind (layer VARCHAR, kind VARCHAR, form VARCHAR, partner VARCHAR, directed BOOLEAN, unit VARCHAR, meaning VARCHAR)`,
  /** States that sources are held to: reference/states, and the study's own in `study`. */
  `CREATE TABLE ref.state (iso3 VARCHAR, un_member BOOLEAN, start VARCHAR, "end" VARCHAR, study BOOLEAN)`,
] as const;

/** The clean table of a source of ties, empty. */
export function createCleanTies(source: string): Statement {
  return sql`CREATE TABLE ${name("clean", cleanTable(source))} (${fixed(CLEAN_TIE)})`;
}

/** First day of a year, month or day given as text in `column`; null for anything else. */
export function firstDayOf(column: string): Statement {
  return fixed(`CASE length(${column}) WHEN 4 THEN TRY_CAST(${column} || '-01-01' AS DATE)
    WHEN 7 THEN TRY_CAST(${column} || '-01' AS DATE) WHEN 10 THEN TRY_CAST(${column} AS DATE) END`);
}

/** Last day of a year, month or day given as text in `column`; null for anything else. */
export function lastDayOf(column: string): Statement {
  return fixed(`CASE length(${column}) WHEN 4 THEN TRY_CAST(${column} || '-12-31' AS DATE)
    WHEN 7 THEN last_day(TRY_CAST(${column} || '-01' AS DATE)) WHEN 10 THEN TRY_CAST(${column} AS DATE) END`);
}

/** Fills `layer.tie` with the rows of the clean tables that entered, in the order in which slices read them. */
export function fillTies(sources: readonly string[]): Statement {
  const parts = sources.map(
    (source) =>
      sql`SELECT ${TIE_COLUMNS}, ${fixed(`'${source.replaceAll("'", "''")}'`)} AS source
        FROM ${name("clean", cleanTable(source))} WHERE dropped IS NULL`,
  );
  return sql`INSERT INTO layer.tie BY NAME
    SELECT *, ${firstDayOf("coalesce(start, seen_from)")} AS from_day, ${lastDayOf(`CASE WHEN form = 'spell' THEN coalesce("end", seen_to) ELSE coalesce("end", start) END`)} AS to_day
    FROM (${joined(parts, "\nUNION ALL\n")}) ORDER BY layer, kind, a, b, from_day, source, record, source_row, item`;
}
