import {fixed, type Statement, sql} from "../../store/index.ts";
import {oneOf} from "./one-of.ts";

/** Ties that a measure reads. */
export interface WeightSlice {
  readonly layer: string;
  readonly kinds: readonly string[];
  readonly source: string | null;
  readonly item: string | null;
  /** Ends of which one must be in `ends` and the other in `others`, null for any; null for ties about one state, which are all read. */
  readonly ends: readonly string[] | null;
  readonly others: readonly string[] | null;
  readonly from: number;
  readonly to: number;
}

/** Ties that a measure reads: `a`, `b`, `period`, `value`, `status`, `first_day`, `last_day` as days since 1970, `directed`, `source`, `item`. */
export function weighedTies({layer, kinds, source, item, ends, others, from, to}: WeightSlice): Statement {
  return sql`
    SELECT kind, a, b, directed, start AS period, value, status, item, datediff('day', DATE '1970-01-01', from_day) AS first_day,
      datediff('day', DATE '1970-01-01', to_day) AS last_day, seen_from, seen_to, source, record
    FROM layer.tie
    WHERE layer = ${layer} AND kind IN (SELECT unnest(${[...kinds]}::VARCHAR[])) AND (${source}::VARCHAR IS NULL OR source = ${source})
      AND (${item}::VARCHAR IS NULL OR item = ${item}) AND ${bothEnds(ends, others)}
      AND (from_day IS NULL OR from_day <= make_date(${to}, 12, 31)) AND (to_day IS NULL OR to_day >= make_date(${from}, 1, 1))
    ORDER BY kind, a, b, from_day, source, record, item, rowid`;
}

function bothEnds(ends: readonly string[] | null, others: readonly string[] | null): Statement {
  if (ends === null) return sql`b IS NULL`;
  const own = (column: Statement) => oneOf(column, ends);
  if (others === null) return sql`(${own(A)} OR ${own(B)})`;
  const far = (column: Statement) => oneOf(column, others);
  const any = (column: Statement) => oneOf(column, [...new Set([...ends, ...others])]);
  // Each column by itself first: what that leaves out is not read any further.
  return sql`${any(A)} AND ${any(B)} AND ((${own(A)} AND ${far(B)}) OR (${own(B)} AND ${far(A)}))`;
}

const A = sql`a`;
const B = sql`b`;

/** Ties of one layer, kind, source and item, asked for under a number. An empty source or item takes any. */
interface Wanted {
  readonly layer: string;
  readonly kinds: readonly string[];
  readonly source: string | null;
  readonly item: string | null;
}

/** What several measures read of one time and of the same ends: the place of a measure among them is its number. */
export interface WeightSlices {
  readonly measures: readonly Wanted[];
  /** As in `WeightSlice`, for all measures. */
  readonly ends: readonly string[] | null;
  readonly others: readonly string[] | null;
  readonly from: number;
  readonly to: number;
}

/**
 * The ties of several measures in one read, those of each sorted as by `weighedTies`: `measure` (its number), `a`, `b`, `directed`, `period`,
 * `value`, `status`, `first_day` and `last_day` as days since 1970, `seen_from`, `seen_to`, and `source` as its place among `sources`, from 1.
 *
 * @param sources ids of the store's sources: thousands of rows name the same few, and a number costs less to hand over than text
 */
export function weighedByMeasure(
  {measures, ends, others, from, to}: WeightSlices,
  sources: readonly string[],
): Statement {
  return sql`
    SELECT w.measure, a, b, directed, start AS period, value, status, datediff('day', DATE '1970-01-01', from_day) AS first_day,
      datediff('day', DATE '1970-01-01', to_day) AS last_day, seen_from, seen_to, list_position(${[...sources]}::VARCHAR[], t.source) AS source
    FROM layer.tie AS t JOIN (${wantedKinds(measures)}) AS w
      ON ${WANTED_BY} AND (w.wanted_item = '' OR w.wanted_item = t.item)
    WHERE ${kindsOf(measures)} AND ${bothEnds(ends, others)}
      AND (from_day IS NULL OR from_day <= make_date(${to}, 12, 31)) AND (to_day IS NULL OR to_day >= make_date(${from}, 1, 1))
    ORDER BY w.measure, t.kind, a, b, from_day, t.source, record, item, t.rowid`;
}

/** Ids of the store's sources, ascending. Columns: id. */
export function sourceIds(): Statement {
  return sql`SELECT id FROM meta.source ORDER BY id`;
}

/** Years in which the source of each measure has rows of its kinds for some states: it looked at them. `measure`, `state`, `year`. */
export function coveredByMeasure(
  measures: readonly Wanted[],
  {states, from, to}: {readonly states: readonly string[]; readonly from: number; readonly to: number},
): Statement {
  return sql`
    SELECT DISTINCT w.measure, state, year FROM meta.tie_coverage AS t JOIN (${wantedKinds(measures)}) AS w
      ON ${WANTED_BY}
    WHERE ${kindsOf(measures)} AND year BETWEEN ${from} AND ${to} AND ${oneOf(sql`state`, states)}
    ORDER BY w.measure, state, year`;
}

/**
 * Which measures hold ties between two states outside the study, or of one alone: none in data that were cut to it. `measure` (its number),
 * `ties`; no row for the others.
 */
export function tiesOutsideStudy(measures: readonly Wanted[]): Statement {
  return sql`
    SELECT w.measure, count(*) AS ties FROM layer.tie AS t JOIN (${wantedKinds(measures)}) AS w
      ON ${WANTED_BY} AND (w.wanted_item = '' OR w.wanted_item = t.item)
    WHERE ${kindsOf(measures)} AND ${OUTSIDE_STUDY} GROUP BY w.measure ORDER BY w.measure`;
}

const OUTSIDE_STUDY = fixed(
  "t.a IN (SELECT iso3 FROM ref.state WHERE NOT study) AND (t.b IS NULL OR t.b IN (SELECT iso3 FROM ref.state WHERE NOT study))",
);

/**
 * What the store holds for each measure: `measure`, `ties`, how many of them are `outside` the study, `first_day`, `last_day` as text; none
 * for a measure without rows.
 */
export function heldByMeasure(measures: readonly Wanted[]): Statement {
  return sql`
    SELECT w.measure, count(*) AS ties, count(*) FILTER (${OUTSIDE_STUDY}) AS outside, min(from_day)::VARCHAR AS first_day,
      max(least(coalesce(to_day, from_day), coalesce(TRY_CAST(left(seen_to, 4) || '-12-31' AS DATE), to_day, from_day)))::VARCHAR AS last_day
    FROM layer.tie AS t JOIN (${wantedKinds(measures)}) AS w
      ON ${WANTED_BY} AND (w.wanted_item = '' OR w.wanted_item = t.item)
    WHERE ${kindsOf(measures)} GROUP BY w.measure ORDER BY w.measure`;
}

function wantedKinds(measures: readonly Wanted[]): Statement {
  const kinds = measures.flatMap(({kinds: own, ...rest}, measure) =>
    own.map((kind) => ({...rest, kind, measure})),
  );
  return sql`SELECT unnest(${kinds.map(({measure}) => measure)}::INTEGER[]) AS measure, unnest(${kinds.map(({layer}) => layer)}::VARCHAR[]) AS wanted_layer,
      unnest(${kinds.map(({kind}) => kind)}::VARCHAR[]) AS wanted_kind, unnest(${kinds.map(({source}) => source ?? "")}::VARCHAR[]) AS wanted_source,
      unnest(${kinds.map(({item}) => item ?? "")}::VARCHAR[]) AS wanted_item`;
}

const WANTED_BY = fixed(
  "w.wanted_layer = t.layer AND w.wanted_kind = t.kind AND (w.wanted_source = '' OR w.wanted_source = t.source)",
);

// Said by the join already; said so, the engine passes over the blocks of rows that hold none of the kinds.
function kindsOf(measures: readonly Wanted[]): Statement {
  return oneOf(sql`t.kind`, [...new Set(measures.flatMap(({kinds}) => kinds))]);
}

/** Ties of the layers and years by kind and source, all of them. */
export function heldTies({
  layers,
  from,
  to,
}: {
  readonly layers: readonly string[];
  readonly from: number;
  readonly to: number;
}): Statement {
  return sql`
    SELECT layer, kind, source, count(*) AS ties FROM layer.tie WHERE layer IN (SELECT unnest(${[...layers]}::VARCHAR[]))
      AND (from_day IS NULL OR from_day <= make_date(${to}, 12, 31)) AND (to_day IS NULL OR to_day >= make_date(${from}, 1, 1))
    GROUP BY layer, kind, source ORDER BY layer, kind, source`;
}

/** Published influence of one state on another, mean over years: `a` the one who has it, `b`, `item` fbic or bandwidth, `mean`, `source`. */
export function publishedInfluence({from, to}: {readonly from: number; readonly to: number}): Statement {
  return sql`
    SELECT a, b, item, avg(value) AS mean, source FROM layer.tie
    WHERE layer = 'influence' AND kind = 'fbic' AND year(from_day) BETWEEN ${from} AND ${to} AND value IS NOT NULL
    GROUP BY a, b, item, source ORDER BY a, b, item, source`;
}
