import {type Statement, sql, type Writer} from "../store/index.ts";

/**
 * The rows of a relation worked out once, in their order, into a temporary table of this connection, which the next file's replace.
 * Codes, kinds and the landing each read all rows: without it every cell is converted as often.
 */
export async function workedOut(writer: Writer, relation: Statement): Promise<Statement> {
  await writer.run(sql`CREATE OR REPLACE TEMP TABLE worked_out AS ${relation}`);
  return sql`SELECT * FROM worked_out`;
}
