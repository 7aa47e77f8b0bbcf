import {expect, test} from "vitest";
import {sampleDraft, sampleFinding} from "../../test/golden/report/sample.ts";
import {day, finding} from "../base/index.ts";
import {refuseLater} from "./as-of.ts";

const withVintage = (vintage: string) =>
  finding({...sampleDraft, lineage: sampleDraft.lineage.map((entry) => ({...entry, vintage}))});

// The sample's one source has the vintage 2023-01-21.
test("data published by the day pass, and later data are named", () => {
  expect(refuseLater(sampleFinding, day("2023-01-21"))).toBeUndefined();
  expect(() => refuseLater(sampleFinding, day("2023-01-20"))).toThrowError(
    expect.objectContaining({
      code: "vintage-later",
      message: expect.stringContaining("invented/exports (2023-01-21)"),
    }),
  );
});

test.each(["2023", "2023-01", "V202301", "2022-12-31, 2023-01-20"])(
  'vintage "%s" is no later than 2023-01-21',
  (vintage) => {
    expect(refuseLater(withVintage(vintage), day("2023-01-21"))).toBeUndefined();
  },
);

test("one later vintage of several is enough", () => {
  expect(() => refuseLater(withVintage("2022-12-31, V202402"), day("2023-01-21"))).toThrowError(
    expect.objectContaining({code: "vintage-later"}),
  );
});

test("a vintage without a date is not taken for an early one", () => {
  expect(() => refuseLater(withVintage("final"), day("2023-01-21"))).toThrowError(
    expect.objectContaining({code: "vintage-undated"}),
  );
});
