import {StoreError} from "../base/index.ts";
import type {StoreRow} from "./rows.ts";
import type {Statement} from "./sql.ts";

/** The one row of an answer that must have exactly one. @throws StoreError "not-one-row" */
export function onlyRow(rows: readonly StoreRow[], statement: Statement): StoreRow {
  const [first, ...more] = rows;
  if (first !== undefined && more.length === 0) return first;
  throw new StoreError("not-one-row", {
    message: `expected one row, found ${first === undefined ? 0 : 1 + more.length}`,
    sql: statement.text,
  });
}
