import {type Flow, type PeriodRange, shiftYears} from "../../base/index.ts";
import {tradeCells} from "../../layers/trade/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {shownPeriod} from "../lineage.ts";
import {type SliceSpec, toSlice} from "./slice.ts";

/** Cells of a slice with periods as people write them. */
export async function cellsOf(store: Reader, spec: SliceSpec): Promise<StoreRow[]> {
  const rows = await store.rows(tradeCells(toSlice(spec)));
  return rows.map((row) => ({...row, period: shownPeriod(Number(row.period))}));
}

const OTHER_SIDE: Readonly<Record<Flow, Flow>> = {X: "M", M: "X", RX: "M"};

/** The spec that asks the partners for the same trade: M of B from A mirrors X of A to B. */
export function mirrored(spec: SliceSpec, byReporter = true): SliceSpec {
  const flows = spec.flows.filter((flow) => flow !== "RX").map((flow) => OTHER_SIDE[flow]);
  return {
    ...spec,
    reporters: spec.partners,
    partners: spec.reporters,
    flows,
    source: null,
    splitPartners: byReporter,
  };
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
