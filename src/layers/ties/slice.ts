import {fixed, joined, type Statement, sql} from "../../store/index.ts";
import {oneOf} from "./one-of.ts";

/** A slice of the ties. A null leaves that side open. */
export interface TieSlice {
  readonly layers: readonly string[] | null;
  readonly kinds: readonly string[] | null;
  /** Spells, events or values; all when absent. */
  readonly forms?: readonly string[];
  /** Codes that one end must have. */
  readonly states: readonly string[] | null;
  /** Codes that the other end must have; with `states` null, either end. */
  readonly partners: readonly string[] | null;
  readonly source: string | null;
  /** First and last day, YYYY-MM-DD: ties that can have held on one of them. */
  readonly from: string | null;
  readonly to: string | null;
}

/**
 * The ties of a slice, one row a spell, event or value; sorted. `from_day` and `to_day` bound when it can have held, by
 * the precision of its dates and by what its source looked at. With `most` only so many.
 */
export function slicedTies(slice: TieSlice, most?: number): Statement {
  const parts = endsApart(slice).map(
    (ends) =>
      sql`SELECT ${TIE_COLUMNS}, rowid AS place FROM layer.tie WHERE ${besideEnds(slice)} AND ${ends}`,
  );
  return sql`
    SELECT * EXCLUDE (place) REPLACE (from_day::VARCHAR AS from_day, to_day::VARCHAR AS to_day) FROM (${joined(parts, "\nUNION ALL\n")}) AS t
    ORDER BY layer, kind, a, b, t.from_day, source, record, source_row, item, place ${most === undefined ? sql`` : sql`LIMIT ${most}`}`;
}

// One row of a file may hold several ties: they are told apart by item, and what is left by the order of the store.
const TIE_COLUMNS =
  fixed(`layer, kind, form, a, b, directed, status, item, start, "end", from_day, to_day, seen_from, seen_to, value,
  low, high, unit, missing, record, citation, confidence, basis, source, file_id, source_row`);

/** The same, counted by source. */
export function countedTies(slice: TieSlice): Statement {
  return sql`
    SELECT layer, kind, source, count(*) AS ties, count(DISTINCT a) AS states, count(value) AS valued, count(missing) AS without,
      min(from_day)::VARCHAR AS first_day, max(to_day)::VARCHAR AS last_day
    FROM layer.tie WHERE ${matches(slice)} GROUP BY layer, kind, source ORDER BY layer, kind, source`;
}

/** What sources say against each other about the ends and kinds of a slice, at whatever time. */
export function slicedDisagreements(slice: TieSlice): Statement {
  return sql`
    SELECT layer, kind, a, b, status, item, about, period, unit, source_one, record_one, coalesce(said_one, value_one::VARCHAR) AS said_one,
      source_other, record_other, coalesce(said_other, value_other::VARCHAR) AS said_other, note
    FROM layer.tie_disagreement WHERE ${matches(anyForm({...slice, from: null, to: null, source: null}))}
    ORDER BY layer, kind, a, b, about, period, source_one, source_other, said_one, said_other`;
}

// What sources say against each other is kept by kind, and not by form.
function anyForm({forms: _, ...slice}: TieSlice): TieSlice {
  return slice;
}

/** Years in which sources have rows for the states of a slice: first, last, how many, with how many values. */
export function tieCoverage({layers, kinds, states, source, from, to}: TieSlice): Statement {
  const first = from === null ? null : Number(from.slice(0, 4));
  const last = to === null ? null : Number(to.slice(0, 4));
  return sql`
    SELECT layer, kind, source, state, min(year) AS first_year, max(year) AS last_year, count(*) AS years, sum(ties) AS ties, sum(valued) AS valued,
      sum(missing) AS without
    FROM meta.tie_coverage WHERE ${within("layer", layers)} AND ${within("kind", kinds)} AND ${within("state", states)}
      AND (${source}::VARCHAR IS NULL OR source = ${source}) AND (${first}::INTEGER IS NULL OR year >= ${first}) AND (${last}::INTEGER IS NULL OR year <= ${last})
    GROUP BY layer, kind, source, state ORDER BY layer, kind, source, state`;
}

/** Sources that have ties of these layers, kinds and forms and looked at nothing as late as `from`, with their last day. */
export function sourcesBefore({layers, kinds, forms, from}: TieSlice): Statement {
  return sql`
    SELECT source, max(last_day)::VARCHAR AS last_day FROM meta.tie_group
    WHERE ${within("layer", layers)} AND ${within("kind", kinds)} AND ${within("form", forms ?? null)}
    GROUP BY source HAVING max(tie_group.last_day) < ${from}::DATE ORDER BY source`;
}

/** The row of a file behind a tie, with all that its source says of it. */
export function tieRecords({source, file, row}: TieRecord, most: number): Statement {
  return sql`
    SELECT t.layer, t.kind, t.a, t.b, t.status, t.item, t.start, t."end", t.seen_from, t.seen_to, t.value, t.low, t.high, t.unit, t.missing, t.detail,
      t.citation, t.confidence, t.basis, t.record, t.source, t.vintage, f.path AS file, t.source_row, s.publisher, s.licence
    FROM layer.tie AS t JOIN meta.file AS f ON f.file_id = t.file_id AND f.source = t.source JOIN meta.source AS s ON s.id = t.source
    WHERE t.source = ${source} AND f.path = ${file} AND t.source_row = ${row} ORDER BY t.kind, t.start LIMIT ${most}`;
}

/** The last year that a source of a kind looked at; no row's year when none says it. */
export function lookedTo(kind: string): Statement {
  return sql`SELECT max(seen_year) AS year FROM meta.tie_group WHERE kind = ${kind}`;
}

/** Where a tie stands in its source. */
export interface TieRecord {
  readonly source: string;
  readonly file: string;
  readonly row: number;
}

function matches(slice: TieSlice): Statement {
  return sql`${besideEnds(slice)} AND (${joined(endsApart(slice), " OR ")})`;
}

function besideEnds({layers, kinds, forms, source, from, to}: TieSlice): Statement {
  const time =
    from === null && to === null
      ? sql`true`
      : sql`from_day <= ${to}::DATE AND coalesce(to_day, DATE '9999-12-31') >= ${from}::DATE`;
  const stated = source === null ? sql`true` : sql`source = ${source}`;
  return sql`${within("layer", layers)} AND ${within("kind", kinds)} AND ${within("form", forms ?? null)} AND ${stated} AND ${time}`;
}

// Apart, and so that no tie is in two of them: a condition on one column alone lets the engine read the others of few rows only.
function endsApart({states, partners}: TieSlice): Statement[] {
  const near = states ?? partners;
  if (near === null) return [sql`true`];
  const far = states === null ? null : partners;
  const there = sql`(${within("a", near)} AND ${within("b", far)})`;
  const back = sql`(${within("b", near)} AND ${within("a", far)})`;
  return [there, sql`(${back} AND ${there} IS NOT TRUE)`];
}

type Column = "layer" | "kind" | "form" | "state" | "a" | "b";

const COLUMN: Readonly<Record<Column, Statement>> = {
  layer: sql`layer`,
  kind: sql`kind`,
  form: sql`form`,
  state: sql`state`,
  a: sql`a`,
  b: sql`b`,
};

function within(column: Column, values: readonly string[] | null): Statement {
  return values === null ? sql`true` : oneOf(COLUMN[column], values);
}
