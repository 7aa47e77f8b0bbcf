import {type Clause, fixed, sql} from "../../store/index.ts";

/**
 * A column among some values. Codes and the names of organisations and of our own tables stand literally: the engine then passes over blocks of rows
 * that hold none of them. Anything else is bound.
 */
export function oneOf(column: Clause, values: readonly string[]): Clause {
  if (values.length > 0 && values.every((value) => /^[\w ().&-]+$/.test(value)))
    return sql`${column} IN (${fixed(values.map((value) => `'${value}'`).join(", "))})`;
  return sql`${column} IN (SELECT unnest(${[...values]}::VARCHAR[]))`;
}
