import {type Clause, fixed, joined, sql} from "../../store/index.ts";
import {ALWAYS, type UnitMember} from "./units.ts";

/**
 * A SELECT that yields one row for each place of the lists, a column for each name: `VARCHAR`, or `INTEGER` for numbers.
 *
 * Long lists travel as one JSON text each: binding them value by value costs more than the statement. They pass through
 * an aggregate, so that the planner does not unpack them, once for each of its passes.
 */
export function listed(columns: Readonly<Record<string, readonly string[] | readonly number[]>>): Clause {
  const lists = Object.entries(columns);
  const names = lists.map(([column]) => `${column}_json`);
  const unpacked = lists.map(([column, values]) =>
    fixed(
      `unnest(from_json(${column}_json, '["${holdsNumbers(values) ? "INTEGER" : "VARCHAR"}"]')) AS ${column}`,
    ),
  );
  const bound = lists.map(([, values]) => sql`${JSON.stringify(values)}`);
  return sql`SELECT ${joined(unpacked, ", ")} FROM (SELECT ${fixed(names.map((json) => `any_value(${json}) AS ${json}`).join(", "))}
    FROM (VALUES (${joined(bound, ", ")})) AS bound(${fixed(names.join(", "))}))`;
}

function holdsNumbers(values: readonly string[] | readonly number[]): values is readonly number[] {
  return typeof values[0] === "number";
}

/** A CTE of units and their members; a member that the store has no code for matches nothing. */
export function unitTable(alias: "r_unit" | "p_unit", members: readonly UnitMember[] | null): Clause {
  if (members === null) return sql`${fixed(alias)} AS (SELECT 1)`;
  const lists = listed({
    unit: members.map(({unit}) => unit),
    code: members.map(({member}) => member),
    first: members.map(({first}) => first),
    last: members.map(({last}) => last),
  });
  return sql`${fixed(alias)} AS MATERIALIZED (SELECT unit, TRY_CAST(code AS trade_unit) AS member, first::INTEGER AS first, last::INTEGER AS last FROM (${lists}))`;
}

/** The condition that a row's period lies in the spell of the member joined as `alias`; it starts with AND. */
// States are members of themselves at all times; only blocs with dated spells need the comparison.
export function inSpell(alias: "r" | "p", members: readonly UnitMember[]): Clause {
  if (members.every(({first, last}) => first === ALWAYS.first && last === ALWAYS.last)) return sql``;
  return fixed(
    `AND CASE WHEN t.period < 10000 THEN t.period * 100 + 12 ELSE t.period END BETWEEN ${alias}.first AND ${alias}.last`,
  );
}
