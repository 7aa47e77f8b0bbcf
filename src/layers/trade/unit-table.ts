import {type Clause, fixed, type Statement, sql} from "../../store/index.ts";
import {ALWAYS, type UnitMember} from "./units.ts";

/**
 * A list as SQL, of type VARCHAR[].
 *
 * Long lists travel as one JSON text each: binding them value by value costs more than the statement.
 */
export function texts(values: readonly string[]): Clause {
  return sql`from_json(${JSON.stringify(values)}, '["VARCHAR"]')`;
}

function numbers(values: readonly number[]): Statement {
  return sql`from_json(${JSON.stringify(values)}, '["INTEGER"]')`;
}

/** A CTE of units and their members; a member that the store has no code for matches nothing. */
export function unitTable(alias: "r_unit" | "p_unit", members: readonly UnitMember[] | null): Clause {
  const rows = members ?? [];
  return sql`${fixed(alias)} AS MATERIALIZED (SELECT unnest(${texts(rows.map(({unit}) => unit))}) AS unit, TRY_CAST(unnest(${texts(rows.map(({member}) => member))}) AS trade_unit) AS member,
    unnest(${numbers(rows.map(({first}) => first))}) AS first, unnest(${numbers(rows.map(({last}) => last))}) AS last)`;
}

/** The condition that a row's period lies in the spell of the member joined as `alias`; it starts with AND. */
// States are members of themselves at all times; only blocs with dated spells need the comparison.
export function inSpell(alias: "r" | "p", members: readonly UnitMember[]): Clause {
  if (members.every(({first, last}) => first === ALWAYS.first && last === ALWAYS.last)) return sql``;
  return fixed(
    `AND CASE WHEN t.period < 10000 THEN t.period * 100 + 12 ELSE t.period END BETWEEN ${alias}.first AND ${alias}.last`,
  );
}
