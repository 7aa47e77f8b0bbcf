import {type Clause, fixed, type Statement, sql} from "../../store/index.ts";
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
  const own = sql`layer = ${layer} AND kind IN (SELECT unnest(${[...kinds]}::VARCHAR[])) AND (${source}::VARCHAR IS NULL OR source = ${source})
      AND (${item}::VARCHAR IS NULL OR item = ${item}) AND ${heldBetween(from, to)}`;
  return sql`
    SELECT kind, a, b, directed, start AS period, value, status, item, datediff('day', DATE '1970-01-01', from_day) AS first_day,
      datediff('day', DATE '1970-01-01', to_day) AS last_day, seen_from, seen_to, source, record
    FROM ${withEnds(own, ends, others)}
    ORDER BY kind, a, b, from_day, source, record, item, place`;
}

function heldBetween(from: number, to: number): Clause {
  return sql`(from_day IS NULL OR from_day <= make_date(${to}, 12, 31)) AND (to_day IS NULL OR to_day >= make_date(${from}, 1, 1))`;
}

const WEIGHED =
  fixed(`layer, kind, a, b, directed, start, value, status, item, from_day, to_day, seen_from, seen_to, source,
  record, rowid AS place`);

/**
 * The ties of which one end is among some and the other among others, in two reads of which each keeps to lists for single columns: one read with
 * either way round tests every row against all of them. `place` is the order of the store.
 */
function withEnds(beside: Clause, ends: readonly string[] | null, others: readonly string[] | null): Clause {
  if (ends === null) return sql`(SELECT ${WEIGHED} FROM layer.tie WHERE ${beside} AND b IS NULL)`;
  const [there, back] = [between(A, B, {ends, others}), between(B, A, {ends, others})];
  return sql`(SELECT ${WEIGHED} FROM layer.tie WHERE ${beside} AND ${there}
      UNION ALL SELECT ${WEIGHED} FROM layer.tie WHERE ${beside} AND ${back} AND (${there}) IS NOT TRUE)`;
}

function between(
  near: Clause,
  far: Clause,
  {ends, others}: {readonly ends: readonly string[]; readonly others: readonly string[] | null},
): Clause {
  const own = oneOf(near, ends);
  return others === null ? own : sql`${oneOf(far, others)} AND ${own}`;
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
    FROM ${withEnds(sql`${kindsOf(measures)} AND ${heldBetween(from, to)}`, ends, others)} AS t JOIN (${wantedKinds(measures)}) AS w
      ON ${WANTED_BY} AND (w.wanted_item = '' OR w.wanted_item = t.item)
    ORDER BY w.measure, t.kind, a, b, from_day, t.source, record, item, place`;
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
    SELECT w.measure, sum(ties)::BIGINT AS ties FROM meta.tie_group AS t JOIN (${wantedKinds(measures)}) AS w
      ON ${WANTED_BY} AND (w.wanted_item = '' OR w.wanted_item = t.item)
    WHERE t.outside GROUP BY w.measure ORDER BY w.measure`;
}

/**
 * What the store holds for each measure: `measure`, `ties`, how many of them are `outside` the study, `first_day`, `last_day` as text; none
 * for a measure without rows.
 */
export function heldByMeasure(measures: readonly Wanted[]): Statement {
  return sql`
    SELECT w.measure, sum(ties)::BIGINT AS ties, sum(CASE WHEN t.outside THEN ties ELSE 0 END)::BIGINT AS outside,
      min(first_day)::VARCHAR AS first_day, max(told_day)::VARCHAR AS last_day
    FROM meta.tie_group AS t JOIN (${wantedKinds(measures)}) AS w
      ON ${WANTED_BY} AND (w.wanted_item = '' OR w.wanted_item = t.item)
    GROUP BY w.measure ORDER BY w.measure`;
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
  return oneOf(sql`kind`, [...new Set(measures.flatMap(({kinds}) => kinds))]);
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
