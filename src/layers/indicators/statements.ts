import {type Statement, sql} from "../../store/index.ts";

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
