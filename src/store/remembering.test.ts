import {expect, test} from "vitest";
import type {Reader} from "./database.ts";
import {oncePerQuestion, remembering} from "./remembering.ts";
import {type Statement, sql} from "./sql.ts";

test("the same statement with the same values runs once, even while it runs; another value runs by itself", async () => {
  const asked: Statement[] = [];
  const reader: Reader = {
    path: ":memory:",
    rows: async (statement) => {
      asked.push(statement);
      return [{run: asked.length}];
    },
    one: async () => ({}),
    numbers: async function* () {},
    close: () => {},
  };
  const store = remembering(reader);
  const [first, again, other] = await Promise.all(
    [2022, 2022, 2023].map((year) => store.rows(sql`SELECT ${year}`)),
  );
  expect([first, again, other]).toEqual([[{run: 1}], [{run: 1}], [{run: 2}]]);
  expect(asked).toHaveLength(2);
});

test("a value is made once for a question and a key, and anew for another of either", async () => {
  const reader = (): Reader => ({
    path: ":memory:",
    rows: async () => [],
    one: async () => ({}),
    numbers: async function* () {},
    close: () => {},
  });
  const once = oncePerQuestion<number>();
  let made = 0;
  const make = async (): Promise<number> => ++made;
  const [first, second] = [remembering(reader()), remembering(reader())];
  expect(remembering(first)).toBe(first);
  expect(await Promise.all([once(first, "a", make), once(first, "a", make)])).toEqual([1, 1]);
  expect(await once(first, "b", make)).toBe(2);
  expect(await once(second, "a", make)).toBe(3);
});
