import {type Statement, sql} from "../../store/index.ts";

/** Laws and bills, one row each: their days, how far they came, the state of the model, and their clauses. Null leaves a side open. */
export interface LawSlice {
  readonly families: readonly string[] | null;
  readonly states: readonly string[] | null;
}

/**
 * One row a law or bill: `record`, `state`, `family`, `title`, the days as precise as known, `status`, `detail`, `features` as
 * `name`, or `name value` where the source gives one, joined with commas; null where no clause is known.
 */
export function lawsOf({families, states}: LawSlice): Statement {
  const among = families === null ? sql`true` : sql`family IN (SELECT unnest(${[...families]}::VARCHAR[]))`;
  const acting = states === null ? sql`true` : sql`state IN (SELECT unnest(${[...states]}::VARCHAR[]))`;
  return sql`
    WITH acts AS (
      SELECT source, record, a AS state, split_part(item, ': ', 1) AS family, substr(item, length(split_part(item, ': ', 1)) + 3) AS title,
        kind, start, "end", status, detail, citation, confidence, basis, file_id, source_row
      FROM layer.tie WHERE layer = 'law' AND kind IN ('introduced', 'adopted', 'in_force') AND record IS NOT NULL AND item IS NOT NULL
    ), clauses AS (
      SELECT source, record,
        string_agg(feature || CASE WHEN value IS NULL OR value = 1 THEN '' ELSE ' ' || value::INTEGER::VARCHAR END, ', ' ORDER BY feature) AS features
      FROM layer.tie_feature WHERE value IS DISTINCT FROM 0 GROUP BY source, record
    )
    SELECT acts.source, acts.record, state, family, title,
      max(start) FILTER (kind = 'introduced') AS introduced, max(start) FILTER (kind = 'adopted') AS adopted,
      max(start) FILTER (kind = 'in_force') AS in_force, max("end") FILTER (kind = 'in_force') AS ended,
      any_value(status) AS status, any_value(features) AS features, any_value(detail) AS detail,
      any_value(citation) AS citation, any_value(confidence) AS confidence, any_value(basis) AS basis,
      min(file_id) AS file_id, min(source_row) AS source_row
    FROM acts LEFT JOIN clauses USING (source, record)
    WHERE ${among} AND ${acting}
    GROUP BY acts.source, acts.record, state, family, title
    ORDER BY family, coalesce(introduced, adopted, in_force), state, acts.record`;
}

/** Families of laws that the store has, with how many laws and bills each. */
export function lawFamilies(): Statement {
  return sql`
    SELECT split_part(item, ': ', 1) AS family, count(DISTINCT record) AS laws FROM layer.tie
    WHERE layer = 'law' AND kind IN ('introduced', 'adopted', 'in_force') AND record IS NOT NULL AND item IS NOT NULL
    GROUP BY family ORDER BY family`;
}
