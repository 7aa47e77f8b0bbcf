import {joined, type Statement, sql} from "../../store/index.ts";

/** Years of one indicator. */
export interface IndicatorSlice {
  /** Id of reference/indicators. */
  readonly indicator: string;
  readonly from: number;
  readonly to: number;
}

/** Yearly figures that were observed, every state and source: `state`, `year`, `value`, `source`, `rank`; missing ones are left out. */
export function observedYears({indicator, from, to}: IndicatorSlice): Statement {
  return sql`
    SELECT i.state, i.period::INTEGER AS year, i.value, i.source, s.rank FROM layer.indicator AS i JOIN meta.source AS s ON s.id = i.source
    WHERE i.indicator = ${indicator} AND i.item IS NULL AND i.value IS NOT NULL AND i.status IS DISTINCT FROM 'estimate'
      AND regexp_full_match(i.period, '\\d{4}') AND TRY_CAST(i.period AS INTEGER) BETWEEN ${from} AND ${to}
    ORDER BY s.rank, i.source, i.state, year`;
}

/** The records behind yearly figures of some states in one source, as the files have them. */
export function indicatorRecords({
  indicator,
  from,
  to,
  source,
  states,
}: IndicatorSlice & {readonly source: string; readonly states: readonly string[]}): Statement {
  return sql`
    SELECT i.state, i.indicator, i.period, i.value, i.unit, i.status, i.missing, i.source, i.vintage, f.path AS file, i.source_row, s.publisher, s.licence
    FROM layer.indicator AS i JOIN meta.file AS f ON f.file_id = i.file_id AND f.source = i.source JOIN meta.source AS s ON s.id = i.source
    WHERE i.indicator = ${indicator} AND i.item IS NULL AND i.source = ${source} AND i.state IN (SELECT unnest(${[...states]}::VARCHAR[]))
      AND regexp_full_match(i.period, '\\d{4}') AND TRY_CAST(i.period AS INTEGER) BETWEEN ${from} AND ${to}
    ORDER BY i.state, i.period`;
}

/** A slice of the figures of one state. A null leaves that side open. */
export interface FigureSlice {
  readonly layers: readonly string[] | null;
  readonly indicators: readonly string[];
  readonly states: readonly string[] | null;
  /** Text that the item has in it, in whatever case. */
  readonly match: string | null;
  /** First and last year. */
  readonly from: number | null;
  readonly to: number | null;
  readonly source: string | null;
}

/** The figures of a slice, one row each, sorted: at most so many. */
export function slicedFigures(slice: FigureSlice, most: number): Statement {
  return sql`
    SELECT k.layer, i.indicator, i.item, i.state, i.period, i.value, i.missing, i.unit, i.std_error, i.sample, i.status, i.source, i.file_id, i.source_row
    FROM layer.indicator AS i JOIN ref.indicator AS k USING (indicator) WHERE ${within(slice)}
    ORDER BY k.layer, i.indicator, i.item NULLS FIRST, i.state, i.period, i.source, i.source_row LIMIT ${most}`;
}

/** The same, counted by indicator and source. */
export function countedFigures(slice: FigureSlice): Statement {
  return sql`
    SELECT k.layer, i.indicator, i.source, count(*) AS figures, count(i.value) AS valued, count(DISTINCT i.state) AS states,
      count(DISTINCT i.item) AS items, min(i.period) AS first_period, max(i.period) AS last_period, any_value(k.unit) AS unit
    FROM layer.indicator AS i JOIN ref.indicator AS k USING (indicator) WHERE ${within(slice)}
    GROUP BY k.layer, i.indicator, i.source ORDER BY k.layer, i.indicator, i.source`;
}

/** The row of a file behind a figure, with all that its source says of it. */
export function figureRecords(
  {source, file, row}: {readonly source: string; readonly file: string; readonly row: number},
  most: number,
): Statement {
  return sql`
    SELECT i.state, i.indicator, i.item, i.period, i.value, i.unit, i.std_error, i.sample, i.status, i.missing, i.detail, i.source, i.vintage,
      f.path AS file, i.source_row, s.publisher, s.licence
    FROM layer.indicator AS i JOIN meta.file AS f ON f.file_id = i.file_id AND f.source = i.source JOIN meta.source AS s ON s.id = i.source
    WHERE i.source = ${source} AND f.path = ${file} AND i.source_row = ${row} ORDER BY i.indicator, i.item, i.period LIMIT ${most}`;
}

function within({layers, indicators, states, match, from, to, source}: FigureSlice): Statement {
  const year = sql`left(i.period, 4)::INTEGER`;
  const conditions = [
    sql`i.indicator IN (SELECT unnest(${[...indicators]}::VARCHAR[]))`,
    ...(layers === null ? [] : [sql`k.layer IN (SELECT unnest(${[...layers]}::VARCHAR[]))`]),
    ...(states === null ? [] : [sql`i.state IN (SELECT unnest(${[...states]}::VARCHAR[]))`]),
    ...(match === null ? [] : [sql`contains(lower(i.item), ${match.toLowerCase()})`]),
    ...(from === null ? [] : [sql`${year} >= ${from}`]),
    ...(to === null ? [] : [sql`${year} <= ${to}`]),
    ...(source === null ? [] : [sql`i.source = ${source}`]),
  ];
  return joined(conditions, " AND ");
}
