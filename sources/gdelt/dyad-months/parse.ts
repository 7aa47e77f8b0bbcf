import {integer, number, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const HEADER = ["month", "iso_a", "iso_b", "pos_sum", "neg_sum", "active_days", "days_in_month_data"];

// GA is Gabon and GG Georgia in the codes upstream; the copy mapped them as if they were ISO.
const DROPPED = sql`CASE WHEN 'GEO' IN (iso_a, iso_b) THEN 'Georgia: mostly missing by a mismatch of codes upstream'
  WHEN 'ROU' IN (iso_a, iso_b) THEN 'Romania: probably missing by a mismatch of codes upstream' END`;

const months: TieDialect = {
  id: "months",
  what: "sums of positive and negative scores by pair and month",
  recognises: ({kind, header}) => kind === "csv" && sameColumns(header, HEADER),
  columns: {
    month: text(),
    iso_a: text(),
    iso_b: text(),
    pos_sum: number(),
    neg_sum: number(),
    active_days: integer(),
    days_in_month_data: integer(),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'news_score' AS kind, iso_a AS a_code, iso_b AS b_code, item, month AS start, value,
    active_days || ' active of ' || days_in_month_data || ' days with data' AS detail, ${DROPPED} AS dropped, file_id, source_row
    FROM (UNPIVOT typed ON pos_sum, neg_sum INTO NAME item VALUE value)`,
};

/** The shape of the aggregated copy. */
export const dialects: readonly TieDialect[] = [months];
