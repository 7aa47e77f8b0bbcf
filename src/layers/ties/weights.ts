import {type Statement, sql} from "../../store/index.ts";

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
    ORDER BY kind, a, b, from_day, source, record`;
}

function bothEnds(ends: readonly string[] | null, others: readonly string[] | null): Statement {
  if (ends === null) return sql`b IS NULL`;
  const own = sql`(SELECT unnest(${[...ends]}::VARCHAR[]))`;
  if (others === null) return sql`(a IN ${own} OR b IN ${own})`;
  const far = sql`(SELECT unnest(${[...others]}::VARCHAR[]))`;
  return sql`((a IN ${own} AND b IN ${far}) OR (b IN ${own} AND a IN ${far}))`;
}

/** Years in which a source has rows of these kinds for a state: it looked at it. */
export function coveredYears({
  layer,
  kinds,
  source,
}: Pick<WeightSlice, "layer" | "kinds" | "source">): Statement {
  return sql`
    SELECT DISTINCT state, year FROM meta.tie_coverage
    WHERE layer = ${layer} AND kind IN (SELECT unnest(${[...kinds]}::VARCHAR[])) AND (${source}::VARCHAR IS NULL OR source = ${source})
    ORDER BY state, year`;
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
