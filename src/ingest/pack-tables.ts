import {
  cleanTable,
  createClean,
  createCleanIndicators,
  createCleanTies,
  createCleanVotes,
  fixed,
  name,
  type Reader,
  rollCallTable,
  type SqlName,
  type Statement,
  sql,
} from "../store/index.ts";

/** What a table of a pack holds: the clean rows of one source that entered. */
export const PACKED = ["trade", "ties", "indicators", "roll_calls", "votes"] as const;
export type Packed = (typeof PACKED)[number];

/** Columns of a packed table, as in the clean table, without what a load makes anew: codes, reasons, dollars. */
export const PACKED_COLUMNS: Readonly<Record<Packed, Statement>> = {
  trade: fixed(
    "period, reporter, partner, flow, product, hs_edition, partner_basis, value_native, native_currency, net_kg, quantity, unit, vintage, file_id, source_row",
  ),
  ties: fixed(
    `layer, kind, form, a, b, directed, status, item, start, "end", seen_from, seen_to, value, low, high, std_error, unit, missing, detail, record,
    citation, confidence, basis, vintage, file_id, source_row`,
  ),
  indicators: fixed(
    "state, indicator, item, period, value, unit, std_error, sample, status, missing, detail, vintage, file_id, source_row",
  ),
  roll_calls: fixed(
    "record, session, meeting, date, resolution, title, motion, counted, stated_yes, stated_abstain, stated_no, vintage, file_id, source_row",
  ),
  votes: fixed("record, state, session, choice, vintage, file_id, source_row"),
};

/** The order in which a packed table is smallest, by what stands in it. */
export const PACKED_ORDER: Readonly<Record<Packed, Statement>> = {
  trade: fixed("file_id, source_row, period, reporter, partner, flow, product"),
  ties: fixed("file_id, source_row, kind, a, b, item, status, start"),
  indicators: fixed("file_id, source_row, indicator, state, item, period"),
  roll_calls: fixed("session, date, record"),
  votes: fixed("state::VARCHAR, source_row"),
};

/** The clean table that a packed one is taken from and goes back to. */
export function cleanOf(source: string, packed: Packed): SqlName {
  return name("clean", packed === "roll_calls" ? rollCallTable(source) : cleanTable(source));
}

/** The empty clean tables of a source; those of votes are made together. */
export function createPacked(source: string, packed: Packed): readonly Statement[] {
  if (packed === "trade") return [createClean(source)];
  if (packed === "ties") return [createCleanTies(source)];
  if (packed === "indicators") return [createCleanIndicators(source)];
  return packed === "votes" ? createCleanVotes(source) : [];
}

/** What a source of a store feeds, read from its clean table: a layer's name does not tell, for ties and votes share one. */
export async function packedOf(store: Reader, source: string): Promise<readonly Packed[]> {
  const rows = await store.rows(
    sql`SELECT column_name AS name FROM information_schema.columns WHERE table_schema = 'clean' AND table_name = ${cleanTable(source)}`,
  );
  const has = (column: string): boolean => rows.some((row) => row.name === column);
  if (has("choice")) return ["votes", "roll_calls"];
  if (has("kind")) return ["ties"];
  return [has("indicator") ? "indicators" : "trade"];
}
