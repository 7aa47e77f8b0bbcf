import fc from "fast-check";
import {expect, test} from "vitest";
import {hsAntecedents, hsCodes, hsEditions, hsHas} from "./hs.ts";

// Six-digit codes as UN Comtrade's classification files list them, without 999999 and 9999AA.
test("editions hold the known number of codes", () => {
  expect(hsEditions().map(({edition}) => hsCodes(edition).length)).toEqual([
    5039, 5132, 5224, 5052, 5205, 5387, 5612,
  ]);
});

test("smartphones got a code of their own in 2022", () => {
  expect(hsHas("HS2022", "851713")).toBe(true);
  expect(hsHas("HS2017", "851713")).toBe(false);
  expect(hsAntecedents("851713", "HS2022", "HS2017").targets).toMatchObject([
    {hs6: "851712", preferred: true},
  ]);
});

test("an unchanged code is its own antecedent", () => {
  expect(hsAntecedents("854231", "HS2022", "HS2017")).toEqual({
    relation: "1:1",
    targets: [{hs6: "854231", relation: "1:1", preferred: true}],
  });
});

test("a code gathered from hundreds of headings has no antecedent", () => {
  expect(hsAntecedents("854151", "HS2022", "HS2017")).toEqual({relation: "scattered", targets: []});
});

test("every code of HS2022 has antecedents that HS2017 knows, or is scattered", () => {
  fc.assert(
    fc.property(fc.constantFrom(...hsCodes("HS2022")), (hs6) => {
      const {relation, targets} = hsAntecedents(hs6, "HS2022", "HS2017");
      expect(targets.length > 0 || relation === "scattered", hs6).toBe(true);
      for (const target of targets) expect(hsHas("HS2017", target.hs6), `${hs6} ${target.hs6}`).toBe(true);
    }),
    {numRuns: 3000},
  );
});

test("an unrelated pair of editions and a foreign code are refused", () => {
  expect(() => hsAntecedents("854231", "HS2017", "HS2022")).toThrow(
    expect.objectContaining({code: "no-correlation"}),
  );
  expect(() => hsAntecedents("999999", "HS2022", "HS2017")).toThrow(
    expect.objectContaining({code: "unknown-hs6"}),
  );
});
