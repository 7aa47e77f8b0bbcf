import {afterAll, expect, test} from "vitest";
import {createClean, emptyStore, fixed, sql} from "../store/index.ts";
import {check, checkWhen, uniqueKey} from "./check.ts";

const store = await emptyStore({threads: 1, units: ["ARM", "AZE", "GEO", "KGZ"]});
await store.run(createClean("a/b"));
afterAll(() => store.close());

const TABLE = fixed("clean.a_b");

test("a bound that is not given is none", () => {
  const observe = sql`SELECT 1 AS observed`;
  expect(check("some", observe, {atLeast: 1})).toEqual({name: "some", observe, atLeast: 1, atMost: Infinity});
  expect(check("few", observe, {atMost: 1})).toEqual({name: "few", observe, atLeast: -Infinity, atMost: 1});
});

test("a condition is added and the rest stays", () => {
  const inner = check("some", sql`SELECT 1 AS observed`, {atLeast: 1});
  const when = sql`SELECT true AS yes`;
  expect(checkWhen(when, inner)).toEqual({...inner, onlyWhen: when});
});

test("a key is counted as often as it stands twice among the rows that entered; dropped rows do not count", async () => {
  const {observe, atMost, name} = uniqueKey(TABLE, sql`period, partner`);
  const add = (partner: string, dropped: string | null) =>
    store.run(sql`INSERT INTO ${TABLE} (period, partner, dropped) VALUES (2022, ${partner}, ${dropped})`);
  for (const partner of ["ARM", "AZE", "KGZ"]) await add(partner, null);
  await add("ARM", "a total");
  expect(await store.one(observe)).toEqual({observed: 0});
  await add("ARM", null);
  await add("ARM", null);
  await add("AZE", null);
  expect(await store.one(observe)).toEqual({observed: 2});
  expect([atMost, name]).toEqual([0, "clean.a_b: one row a (period, partner)"]);
});
