import fc from "fast-check";
import {expect, test} from "vitest";
import {sampleDraft} from "../../test/golden/report/sample.ts";
import {finding} from "../base/index.ts";
import {MOST_PAGE_ROWS, PAGE_ROWS, paged, pageLinks, pageOf} from "./paging.ts";

const numbered = (count: number) =>
  finding({
    ...sampleDraft,
    kind: "evidence",
    columns: [{name: "n", unit: "count", meaning: "number"}],
    rows: Array.from({length: count}, (_, at) => ({n: at + 1})),
    evidence: [],
    sample: {rows_in: count, rows_used: count, dropped: [], coverage: []},
  });

test("following next from the first page meets every row once, in order, and every page tells the count", () => {
  fc.assert(
    fc.property(fc.integer({min: 1, max: 40}), fc.integer({min: 1, max: 12}), (count, rows) => {
      const whole = numbered(count);
      const met: unknown[] = [];
      let address: string | null = `http://x/e?rows=${rows}`;
      while (address !== null) {
        const url: URL = new URL(address, "http://x");
        const page = pageOf((name) => url.searchParams.get(name) ?? undefined, "json");
        if (page === null) throw new Error("a screen's rows are a page");
        const found = paged(whole, page);
        met.push(...found.rows.map(({n}) => n));
        const {rows_in: all, rows_used: used, dropped} = found.sample;
        expect(all).toBe(count);
        expect(dropped.reduce((sum, one) => sum + one.rows, used)).toBe(count);
        address = /<([^>]+)>; rel="next"/.exec(pageLinks(url.href, page, count) ?? "")?.[1] ?? null;
      }
      expect(met).toEqual(whole.rows.map(({n}) => n));
    }),
    {numRuns: 40},
  );
});

test("pages of one answer have ids of their own, and one that fits stays as it is", () => {
  const whole = numbered(20);
  expect(paged(whole, {from: 1, rows: 20})).toBe(whole);
  expect(paged(whole, {from: 1, rows: 10}).id).not.toBe(paged(whole, {from: 11, rows: 10}).id);
});

test("files hold all rows, screens a page; more than a bound is refused", () => {
  const none = () => undefined;
  expect(pageOf(none, "csv")).toBeNull();
  expect(pageOf(none, "json")).toEqual({from: 1, rows: PAGE_ROWS});
  const asked = (given: Readonly<Record<string, string>>) => () => pageOf((name) => given[name], "json");
  expect(asked({rows: String(MOST_PAGE_ROWS + 1)})).toThrow(/whole number from 1 to 1000/);
  expect(asked({from: "-3"})).toThrow(/"-3"/);
  expect(() => paged(numbered(3), {from: 4, rows: 2})).toThrow(/no row 4/);
});
