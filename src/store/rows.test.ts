import {afterAll, expect, test} from "vitest";
import {emptyStore} from "./build.ts";
import {sql} from "./sql.ts";

const store = await emptyStore();
afterAll(() => store.close());

test("whole numbers are numbers while exact, and text beyond 2^53", async () => {
  const row = await store.one(
    sql`SELECT 9007199254740991::BIGINT AS exact, 9007199254740993::BIGINT AS beyond, 1::HUGEINT AS wide`,
  );
  expect(row).toEqual({exact: 9_007_199_254_740_991, beyond: "9007199254740993", wide: 1});
});

test("missing is null and zero is zero", async () => {
  expect(await store.one(sql`SELECT NULL::DOUBLE AS missing, 0::DOUBLE AS zero, '' AS empty`)).toEqual({
    missing: null,
    zero: 0,
    empty: "",
  });
});

test("a day is text YYYY-MM-DD, a moment ISO text", async () => {
  expect(
    await store.one(sql`SELECT DATE '2022-02-24' AS day, TIMESTAMP '2022-02-24 05:00:00' AS moment`),
  ).toEqual({
    day: "2022-02-24",
    moment: "2022-02-24T05:00:00.000Z",
  });
});

test("lists and structs are JSON text, their large numbers too", async () => {
  expect(
    await store.one(
      sql`SELECT [1, NULL] AS list, {'a': 9007199254740993::BIGINT} AS struct, ['X', 'M'] AS texts`,
    ),
  ).toEqual({list: "[1,null]", struct: '{"a":"9007199254740993"}', texts: '["X","M"]'});
});

test("two columns of one name both arrive", async () => {
  expect(Object.values(await store.one(sql`SELECT 1 AS a, 2 AS a`))).toEqual([1, 2]);
});

test("no rows are an empty list, and many vectors arrive whole and in order", async () => {
  expect(await store.rows(sql`SELECT 1 AS a WHERE false`)).toEqual([]);
  const rows = await store.rows(sql`SELECT range AS i FROM range(5000)`);
  expect(rows.map(({i}) => i)).toEqual(Array.from({length: 5000}, (_, at) => at));
});
