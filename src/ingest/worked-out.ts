import {fixed, type Statement, sql, type Writer} from "../store/index.ts";

/**
 * The rows of a relation worked out once, in their order, into a temporary table of this connection, which the next file's replace.
 * Codes, kinds and the landing each read all rows: without it every cell is converted as often.
 */
export async function workOut(writer: Writer, relation: Statement): Promise<void> {
  await writer.run(sql`CREATE OR REPLACE TEMP TABLE worked_out AS ${relation}`);
}

/** The rows of the last `workOut` on this connection. */
export const WORKED_OUT: Statement = fixed("SELECT * FROM worked_out");
