import {expect, test} from "vitest";
import {sql} from "../../../src/store/index.ts";
import {fixture, layerFile, storeOfTies} from "../../../test/support/source-store.ts";

const [PARTICIPATION = ""] = fixture(import.meta.url, "participation.csv");
const shared = layerFile("institutions/factbook_igo_participation_2026.csv.gz");
const OWN = sql`source = 'cia/factbook-memberships'`;

// Expected: read in the field itself, where ICC is the chamber of commerce and the court is ICCt, which Armenia's list lacks.
test("Armenia is in the CSTO and the EAEU; the Chamber of Commerce is no criminal court", async () => {
  await using store = await storeOfTies([PARTICIPATION]);
  const rows = await store.rows(
    sql`SELECT b, status, seen_from, start FROM layer.tie WHERE ${OWN} AND a = 'ARM' AND b IN ('CSTO', 'EAEU', 'ICC', 'NATO PfP') ORDER BY b`,
  );
  const seen = {status: "member", seen_from: "2026", start: null};
  expect(rows).toEqual([
    {b: "CSTO", ...seen},
    {b: "EAEU", ...seen},
    {b: "NATO PfP", ...seen},
  ]);
});

test("Belarus as a partner of the SCO is held against the fact that it joined", async () => {
  await using store = await storeOfTies([PARTICIPATION]);
  const [row] = await store.rows(sql`SELECT status FROM layer.tie WHERE ${OWN} AND a = 'BLR' AND b = 'SCO'`);
  expect(row?.status).toBe("dialogue member");
});

test("the American Virgin Islands are not the British, and the European Union is no state", async () => {
  await using store = await storeOfTies([PARTICIPATION]);
  const rows = await store.rows(sql`SELECT DISTINCT a FROM layer.tie WHERE ${OWN} ORDER BY a`);
  expect(rows.map(({a}) => a)).toEqual(["ARM", "BLR", "VIR"]);
});

test.skipIf(shared === null)("no state of the study is missing (needs ../shared)", async () => {
  await using store = await storeOfTies(shared === null ? [] : [shared]);
  const outcomes = await store.rows(sql`SELECT DISTINCT outcome FROM meta.check WHERE ${OWN}`);
  expect(outcomes).toEqual([{outcome: "passed"}]);
});
