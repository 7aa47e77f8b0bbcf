import {fixed, joined, name, type Statement, sql} from "./sql.ts";
import {cleanTable} from "./table-name.ts";

/** Tables of the indicators in an empty store. */
export const INDICATOR_TABLES = [
  /**
   * `layer.indicator`: one figure of one state, no tie: output, growth, prices, an opinion, an index.
   *
   * - `indicator` an id of reference/indicators; `item` tells parallel figures apart (a branch of the economy, a legal form), else null
   * - `period` `2022`, `2022-Q1` or `2022-03`, as the source counts
   * - `value` in the indicator's unit; null with a reason in `missing`; `std_error` where the figure is a sample's and its size is known
   * - `status` observed, or estimate where the publisher marks a forecast
   */
  `CREATE TABLE layer.indicator (state VARCHAR, indicator VARCHAR, item VARCHAR, period VARCHAR, value DOUBLE, unit VARCHAR,
    std_error DOUBLE, sample BIGINT, status VARCHAR, missing VARCHAR, detail VARCHAR, source VARCHAR, vintage VARCHAR, file_id INTEGER,
    source_row BIGINT)`,
  /** Which indicators there are: reference/indicators/indicators.csv. */
  "CREATE TABLE ref.indicator (layer VARCHAR, indicator VARCHAR, unit VARCHAR, meaning VARCHAR)",
] as const;

/** The clean table of a source of indicators, empty. */
export function createCleanIndicators(source: string): Statement {
  return sql`CREATE TABLE ${name("clean", cleanTable(source))} (state VARCHAR, state_code VARCHAR, indicator VARCHAR, item VARCHAR,
    period VARCHAR, value DOUBLE, unit VARCHAR, std_error DOUBLE, sample BIGINT, status VARCHAR, missing VARCHAR, detail VARCHAR,
    dropped VARCHAR, vintage VARCHAR, file_id INTEGER, source_row BIGINT)`;
}

/** Fills `layer.indicator` with the rows of the clean tables that entered. */
export function fillIndicators(sources: readonly string[]): Statement {
  const parts = sources.map(
    (
      source,
    ) => sql`SELECT * EXCLUDE (state_code, dropped), ${fixed(`'${source.replaceAll("'", "''")}'`)} AS source
      FROM ${name("clean", cleanTable(source))} WHERE dropped IS NULL`,
  );
  return sql`INSERT INTO layer.indicator BY NAME
    SELECT * FROM (${joined(parts, " UNION ALL BY NAME ")}) ORDER BY state, indicator, item, period, source`;
}
