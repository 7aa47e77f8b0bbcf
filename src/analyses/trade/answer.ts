import {type PeriodRange, shiftYears} from "../../base/index.ts";
import {tradeCells} from "../../layers/trade/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {shownPeriod} from "../common/lineage.ts";
import {mirrored, type SliceSpec, toSlice} from "../common/slice.ts";

/** Cells of a slice with periods as people write them. */
export async function cellsOf(store: Reader, spec: SliceSpec): Promise<StoreRow[]> {
  const rows = await store.rows(tradeCells(toSlice(spec)));
  return rows.map((row) => ({...row, period: shownPeriod(Number(row.period))}));
}

/** The same trade as its partners report it, told from the reporter's point of view. */
export async function mirrorCells(store: Reader, spec: SliceSpec, byReporter: boolean): Promise<StoreRow[]> {
  const rows = await cellsOf(store, mirrored(spec, byReporter));
  return rows.map((row) => ({
    ...row,
    reporter: row.partner ?? null,
    partner: row.reporter ?? null,
    flow: row.flow === "M" ? "X" : "M",
  }));
}

/** The range with a year before it, so that the first year has something to be compared with. */
export function withYearBefore(range: PeriodRange): PeriodRange {
  return {...range, from: shiftYears(range, -1).from};
}
