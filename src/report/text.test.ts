import fc from "fast-check";
import {expect, test} from "vitest";
import {displayWidth, printable, wrapText} from "./text.ts";

test("wide letters take two cells and Cyrillic one", () => {
  expect([displayWidth("Кыргызстан"), displayWidth("大陸")]).toEqual([10, 4]);
});

test("wrapping loses nothing but spaces and keeps the width", () => {
  const texts = fc.string({unit: "grapheme"}).map(printable);
  fc.assert(
    fc.property(texts, fc.integer({min: 2, max: 40}), (text, width) => {
      const lines = wrapText(text, width);
      expect(lines.join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
      // One grapheme cannot be broken, whatever it measures.
      expect(
        lines.filter(
          (line) => displayWidth(line) > width && [...new Intl.Segmenter().segment(line)].length > 1,
        ),
      ).toEqual([]);
    }),
  );
});

test("a long word breaks after a slash or hyphen where it can", () => {
  expect(wrapText("kaz-bns/trade-by-partner", 14)).toEqual(["kaz-bns/trade-", "by-partner"]);
  expect(wrapText("Кыргызстан", 4)).toEqual(["Кырг", "ызст", "ан"]);
});
