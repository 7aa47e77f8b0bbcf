import {type ColumnSpec, type Dialect, integer, number, sql, text} from "../../../src/ingest/index.ts";
import {resembles} from "../../shared/resembles.ts";
import {chapterCells} from "../chapters.ts";

const COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  year: integer(),
  reporter: text(),
  partner_or_subregion: text(),
  flow: text(),
  hs2: text(),
  value_usd: number(),
};

const mergedParquet: Dialect = {
  id: "merged-parquet",
  what: "UN Comtrade by HS chapter of Türkiye and the UAE by partner and region, merged (HubashovD/project_comtrade_dashboard)",
  recognises: (probe) =>
    probe.kind === "parquet" && resembles(probe, COLUMNS) && !probe.header.includes("partner"),
  columns: COLUMNS,
  bulk: true,
  schemes: {reporter: "name", partner: "name"},
  currency: "USD",
  clean: chapterCells(sql`partner_or_subregion`),
};

/** The shape in which the trade of Türkiye and the UAE by chapter is at hand. */
export const dialects: readonly Dialect[] = [mergedParquet];
