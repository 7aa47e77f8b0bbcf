import type {Cell, Evidence, Sample} from "../../base/index.ts";
import type {TieRecord, WeightSlice} from "../../layers/ties/index.ts";
import {type Reader, type StoreRow, sql} from "../../store/index.ts";
import {droppedBy, fileRows} from "./ledger.ts";

/** Name of the evidence query of a tie. */
export const TIE_QUERY = "tie-records";

/** Name of the evidence query of all ties that a measure reads of two ends. */
export const TIE_SLICE_QUERY = "tie-slice";

/** Name of the evidence query of a figure of one state. */
export const FIGURE_QUERY = "figure-records";

/** Paths of the loaded files, by their number in this store. */
export async function filesOf(store: Reader): Promise<ReadonlyMap<number, string>> {
  const rows = await store.rows(sql`SELECT file_id, path FROM meta.file`);
  return new Map(rows.map(({file_id: id, path}) => [Number(id), String(path)]));
}

/** How to get the row of the file behind a tie. */
export function tieEvidence(row: StoreRow, at: number, files: ReadonlyMap<number, string>): Evidence {
  const file = files.get(Number(row.file_id)) ?? null;
  return {
    row: at,
    label: `the record in ${row.source}`,
    query: TIE_QUERY,
    parameters: {source: row.source ?? null, file, row: row.source_row ?? null},
  };
}

/** The way back from `tieEvidence`. */
export function tieRecordOf(parameters: Readonly<Record<string, Cell | readonly Cell[]>>): TieRecord {
  return {source: String(parameters.source), file: String(parameters.file), row: Number(parameters.row)};
}

/** The ties of a state that evidence of `tie-slice` names: with `others`, or about it alone. */
export function tieSliceOf(parameters: Readonly<Record<string, Cell | readonly Cell[]>>): WeightSlice {
  const {source, item, kinds, others, alone} = parameters;
  return {
    layer: String(parameters.layer),
    kinds: Array.isArray(kinds) ? kinds.map(String) : [],
    source: typeof source === "string" ? source : null,
    item: typeof item === "string" ? item : null,
    ends: alone === true ? null : [String(parameters.state)],
    others: Array.isArray(others) ? others.map(String) : null,
    from: Number(parameters.from),
    to: Number(parameters.to),
  };
}

/** What these sources hold, how much of it was used, and what was dropped on the way in. */
export async function tieSample(store: Reader, sources: readonly string[], used: number): Promise<Sample> {
  const [dropped, held] = await Promise.all([droppedBy(store, sources), fileRows(store, sources)]);
  const lost = dropped.reduce((sum, {rows}) => sum + rows, 0);
  return {rows_in: held + lost, rows_used: used, dropped, coverage: []};
}

/** The sources that rows name, each once: as their own, or as either of two that disagree. */
export function sourcesIn(rows: readonly StoreRow[]): string[] {
  const named = rows.flatMap((row) => [row.source, row.source_one, row.source_other]);
  return [...new Set(named.flatMap((source) => (typeof source === "string" ? [source] : [])))];
}
