import {array, assert, integer, oneof, property, string} from "fast-check";
import {expect, test} from "vitest";
import {emptyStore} from "./build.ts";
import {fixed, joined, name, type Statement, sql} from "./sql.ts";

test("values are bound by position and never enter the text", () => {
  const {text, values} = sql`SELECT ${"x'; DROP TABLE t"} AS a, ${2022} AS b`;
  expect(text).toBe("SELECT $1 AS a, $2 AS b");
  expect(values).toEqual(["x'; DROP TABLE t", 2022]);
});

test("a nested statement brings its values along, numbered on", () => {
  const inner = sql`period BETWEEN ${1} AND ${2}`;
  const {text, values} = sql`SELECT ${"a"} WHERE ${inner} AND ${inner} LIMIT ${3}`;
  expect(text).toBe("SELECT $1 WHERE period BETWEEN $2 AND $3 AND period BETWEEN $4 AND $5 LIMIT $6");
  expect(values).toEqual(["a", 1, 2, 1, 2, 3]);
});

test("names are quoted piece by piece, quotes in them doubled", () => {
  expect(sql`SELECT ${name('odd "name"')} FROM ${name("clean", "t.x")}`.text).toBe(
    'SELECT "odd ""name""" FROM "clean"."t.x"',
  );
});

test("joined statements number their values through, and the separator stands between them only", () => {
  const parts = [sql`a = ${1}`, sql`b`, sql`c = ${2} + ${3}`];
  expect(joined(parts, " AND ")).toEqual({text: "a = $1 AND b AND c = $2 + $3", values: [1, 2, 3]});
  expect(joined([sql`a = ${1}`], " AND ")).toEqual({text: "a = $1", values: [1]});
});

test("fixed text has no values", () => {
  expect(fixed("count(*)")).toEqual({text: "count(*)", values: []});
});

const leaves = oneof(integer(), string()).map((value) => sql`SELECT ${value} AS v`);

function nested(parts: readonly Statement[]): Statement {
  return sql`SELECT ${"first"} AS v UNION ALL ${joined(parts, " UNION ALL ")} UNION ALL SELECT ${"last"}`;
}

test("property: however statements are nested, the n-th placeholder is $n and has the n-th value", () => {
  assert(
    property(array(leaves, {minLength: 1, maxLength: 12}), (parts) => {
      const {text, values} = nested([...parts, nested(parts)]);
      const numbers = [...text.matchAll(/\$(\d+)/g)].map(([, digits]) => Number(digits));
      expect(numbers).toEqual(values.map((_, at) => at + 1));
      const own = parts.flatMap((part) => part.values);
      expect(values).toEqual(["first", ...own, "first", ...own, "last", "last"]);
    }),
  );
});

test("the engine takes text, numbers, booleans, null and lists as they are, the empty list too", async () => {
  const store = await emptyStore();
  const row =
    await store.one(sql`SELECT ${"ü'$1"} AS text, ${5_000_000_000} AS large, ${0.1} AS part, ${true} AS yes,
    ${null}::VARCHAR AS none, len(${["a", "b"]}) AS texts, list_sum(${[1, 2]}) AS sum, len(${[]}::VARCHAR[]) AS empty`);
  expect(row).toEqual({
    text: "ü'$1",
    large: 5_000_000_000,
    part: 0.1,
    yes: true,
    none: null,
    texts: 2,
    sum: 3,
    empty: 0,
  });
  store.close();
});
