import {type Statement, sql} from "../store/index.ts";

/** A question about finished clean data that could go wrong and still finish quietly. */
export interface Check {
  readonly name: string;
  /** One row with one column `observed`, a number. */
  readonly observe: Statement;
  readonly atLeast: number;
  readonly atMost: number;
  /** Skipped while the source has no rows at all: set true for figures that only the full data set can meet. */
  readonly onlyWhen?: Statement;
}

/** Bounds for an observed number, both included. */
export function check(
  name: string,
  observe: Statement,
  {atLeast = -Infinity, atMost = Infinity}: {readonly atLeast?: number; readonly atMost?: number},
): Check {
  return {name, observe, atLeast, atMost};
}

/** Any number, but only where `when` returns a row with `yes` true: a control figure of one vintage. */
export function checkWhen(when: Statement, inner: Check): Check {
  return {...inner, onlyWhen: when};
}

/** No key appears twice among the rows that entered. `relation` is the clean table, `columns` a comma-separated key. */
export function uniqueKey(relation: Statement, columns: Statement): Check {
  return check(
    `${relation.text}: one row a (${columns.text})`,
    sql`SELECT count(*) AS observed FROM (SELECT ${columns} FROM ${relation} WHERE dropped IS NULL GROUP BY ALL HAVING count(*) > 1)`,
    {atMost: 0},
  );
}

/** No value below zero among the rows that entered `relation`, a clean table of ties. */
export function noneNegative(relation: Statement): Check {
  return check(
    "no count is negative",
    sql`SELECT count(*) AS observed FROM ${relation} WHERE dropped IS NULL AND value < 0`,
    {atMost: 0},
  );
}
