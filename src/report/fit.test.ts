import fc from "fast-check";
import {expect, test} from "vitest";
import {type ColumnNeed, fitColumns} from "./fit.ts";

const need = fc
  .record({least: fc.integer({min: 1, max: 30}), more: fc.integer({min: 0, max: 60}), key: fc.boolean()})
  .map(({least, more, key}): ColumnNeed => ({least, natural: least + more, key}));
const tables = fc.record({
  needs: fc.array(need, {minLength: 1, maxLength: 14}),
  width: fc.integer({min: 10, max: 200}),
  gap: fc.constant(2),
});

test("every column stands in some block, and none below its least width", () => {
  fc.assert(
    fc.property(tables, (table) => {
      const blocks = fitColumns(table);
      const seen = new Set(blocks.flatMap(({columns}) => columns));
      expect([...seen].sort((a, b) => a - b)).toEqual([...table.needs.keys()]);
      for (const {columns, widths} of blocks) {
        for (const [place, at] of columns.entries()) {
          expect(widths[place]).toBeGreaterThanOrEqual(table.needs[at]?.least ?? Number.NaN);
        }
      }
    }),
  );
});

test("a block is wider than the screen only when one column and the keys already are", () => {
  fc.assert(
    fc.property(tables, (table) => {
      for (const {columns, widths} of fitColumns(table)) {
        const total = widths.reduce((sum, width) => sum + width, table.gap * (widths.length - 1));
        const least = columns.reduce(
          (sum, at) => sum + (table.needs[at]?.least ?? 0),
          table.gap * (columns.length - 1),
        );
        if (least <= table.width) expect(total).toBeLessThanOrEqual(table.width);
      }
    }),
  );
});

test("what fits without wrapping is not squeezed", () => {
  const needs = [
    {natural: 10, least: 4, key: true},
    {natural: 20, least: 4, key: false},
  ];
  expect(fitColumns({needs, width: 32, gap: 2})).toEqual([{columns: [0, 1], widths: [10, 20]}]);
});
