import type {Dropped} from "../../base/index.ts";
import {type Reader, type Statement, sql} from "../../store/index.ts";

// A store has some hundred sources: the tables about them are read whole, by the same statements for whatever sources, so that the parts of
// one question share one read (see `remembering`).

/** What these sources dropped on the way in, by source and reason: the most first. */
export async function droppedBy(store: Reader, sources: readonly string[]): Promise<Dropped[]> {
  const rows = await store.rows(sql`
    SELECT source, source || ': ' || reason AS reason, sum(rows) AS rows, min(example) AS example FROM meta.dropped
    GROUP BY source, meta.dropped.reason ORDER BY sum(rows) DESC, 2`);
  const asked = new Set(sources);
  return rows
    .filter(({source}) => asked.has(String(source)))
    .map(({reason, rows: lost, example}) => ({
      reason: String(reason),
      rows: Number(lost),
      ...(typeof example === "string" ? {detail: example} : {}),
    }));
}

/** Rows of these sources in the trade layer, as `meta.coverage` counts them. */
export function coveredRows(store: Reader, sources: readonly string[]): Promise<number> {
  return rowsOf(
    store,
    sql`SELECT source, sum(rows) AS rows FROM meta.coverage GROUP BY source ORDER BY source`,
    sources,
  );
}

/** Rows of these sources in their files. */
export function fileRows(store: Reader, sources: readonly string[]): Promise<number> {
  return rowsOf(
    store,
    sql`SELECT source, sum(rows) AS rows FROM meta.file GROUP BY source ORDER BY source`,
    sources,
  );
}

async function rowsOf(store: Reader, statement: Statement, sources: readonly string[]): Promise<number> {
  const rows = await store.rows(statement);
  const asked = new Set(sources);
  return rows.reduce((sum, {source, rows: own}) => (asked.has(String(source)) ? sum + Number(own) : sum), 0);
}
