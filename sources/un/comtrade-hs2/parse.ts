import {type ColumnSpec, type Dialect, integer, number, sql, text} from "../../../src/ingest/index.ts";
import {resembles} from "../../shared/resembles.ts";
import {chapterCells} from "../chapters.ts";

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  year: integer(),
  reporter: text(),
  partner: text(),
  flow: text(),
  hs2: text(),
  value_usd: number(),
};

const mergedParquet: Dialect = {
  id: "merged-parquet",
  what: "UN Comtrade by HS chapter and partner of 23 reporters, merged (HubashovD/project_comtrade_dashboard)",
  recognises: (probe) =>
    probe.kind === "parquet" && resembles(probe, COLUMNS) && probe.header.includes("partner"),
  columns: COLUMNS,
  bulk: true,
  schemes: {reporter: "name", partner: "name"},
  currency: "USD",
  clean: chapterCells(sql`partner`),
};

/** The shape in which the trade of 23 reporters by chapter is at hand. */
export const dialects: readonly Dialect[] = [mergedParquet];
