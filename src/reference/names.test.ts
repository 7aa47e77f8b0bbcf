import fc from "fast-check";
import {expect, test} from "vitest";
import {jaroWinkler, nameKey} from "./names.ts";

test("a key forgets accents, case, punctuation, spaces and the alphabet of lookalikes", () => {
  expect(nameKey("Côte d’Ivoire")).toBe("cote d ivoire");
  expect(nameKey("Чешская \nреспублика")).toBe(nameKey("ЧЕШСКАЯ РЕСПУБЛИКА"));
  // The Federal Customs Service writes the second letter from the end in Latin.
  expect(nameKey("Китa\u0439")).toBe(nameKey("Китай"));
});

test("a key is its own key", () => {
  fc.assert(fc.property(fc.string({unit: "grapheme"}), (text) => nameKey(nameKey(text)) === nameKey(text)));
});

// Winkler (1990), the published example pairs.
test("Jaro–Winkler gives the published similarities", () => {
  expect(jaroWinkler("martha", "marhta")).toBeCloseTo(0.9611, 4);
  expect(jaroWinkler("dwayne", "duane")).toBeCloseTo(0.84, 4);
  expect(jaroWinkler("dixon", "dicksonx")).toBeCloseTo(0.8133, 4);
});

test("Jaro–Winkler is symmetric, within 0 and 1, and 1 for equal texts", () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (a, b) => {
      const score = jaroWinkler(a, b);
      return score === jaroWinkler(b, a) && score >= 0 && score <= 1 && jaroWinkler(a, a) === 1;
    }),
  );
});
