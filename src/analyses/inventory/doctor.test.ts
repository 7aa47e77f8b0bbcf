import {fileURLToPath} from "node:url";
import {expect, test} from "vitest";
import {storeOfLayers} from "../../../test/support/source-store.ts";
import {sql} from "../../store/index.ts";
import {doctorFinding} from "./doctor.ts";

const STOCK = fileURLToPath(
  new URL("../../../sources/un-desa/migrant-stock/fixture/stock.csv", import.meta.url),
);

// The fixture has ties only; the counts are those of the layer itself.
test("a store without trade is whole, and says what it has and what it lacks", async () => {
  await using store = await storeOfLayers([STOCK]);
  const {rows, warnings} = await doctorFinding(store.writer);
  const {ties} = await store.one(sql`SELECT count(*) AS ties FROM layer.tie`);
  const held = rows.filter(({check}) => String(check).startsWith("rows in the"));
  expect(held.map(({check, observed, outcome}) => [check, observed, outcome])).toEqual([
    [
      "rows in the trade layer",
      "none: questions about the trade layer have no answer here",
      "does not apply",
    ],
    ["rows in the indicators", "none: questions about the indicators have no answer here", "does not apply"],
    ["rows in the votes", "none: questions about the votes have no answer here", "does not apply"],
    ["rows in the ties", String(ties), "passed"],
  ]);
  expect(warnings).toEqual([]);
});

test("a store that holds nothing at all has failed", async () => {
  await using store = await storeOfLayers([STOCK]);
  await store.writer.run(sql`DELETE FROM layer.tie`);
  const {rows} = await doctorFinding(store.writer);
  const held = rows.filter(({check}) => String(check).startsWith("rows in the"));
  expect(held.every(({outcome}) => outcome === "failed")).toBe(true);
});
