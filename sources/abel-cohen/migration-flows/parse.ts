import {integer, number, oneOf, sameColumns, sql, type TieDialect, text} from "../../../src/ingest/index.ts";

const METHODS = ["da_pb_closed", "da_min_closed", "da_min_open", "mig_rate", "sd_drop_neg", "sd_rev_neg"];

const flows: TieDialect = {
  id: "flows",
  what: "estimated migration flows by pair, five years and method",
  recognises: ({kind, header}) =>
    kind === "csv" && sameColumns(header, ["origin", "destination", "period_start", "flow", "method"]),
  columns: {
    origin: text(),
    destination: text(),
    period_start: integer(),
    flow: number(),
    method: oneOf(METHODS),
  },
  schemes: {a: "iso3", b: "iso3"},
  clean: sql`SELECT 'migration_flow' AS kind, origin AS a_code, destination AS b_code, method AS item, period_start::VARCHAR AS start,
    (period_start + 5)::VARCHAR AS "end", flow AS value, 'estimated' AS basis, file_id, source_row FROM typed`,
};

/** The shape in which one public copy gives the estimates. */
export const dialects: readonly TieDialect[] = [flows];
