import type {Random} from "../../base/index.ts";

/** Distributions of mean 0 and variance 1 that scores are multiplied with, a draw a cluster. */
export type WildWeights = "rademacher" | "webb" | "mammen";

const ROOT5 = Math.sqrt(5);
const WEBB = [-Math.sqrt(1.5), -1, -Math.SQRT1_2, Math.SQRT1_2, 1, Math.sqrt(1.5)];

/** Draws one weight: ±1 (Rademacher), one of six (Webb 2023), or the golden ratio's two points (Mammen 1993). */
export function drawWeight(random: Random, weights: WildWeights): number {
  const u = random();
  switch (weights) {
    case "rademacher":
      return u < 0.5 ? -1 : 1;
    case "webb":
      return WEBB[Math.floor(6 * u)] ?? Number.NaN;
    case "mammen":
      return u < (ROOT5 + 1) / (2 * ROOT5) ? (1 - ROOT5) / 2 : (1 + ROOT5) / 2;
  }
}

/** All vectors of signs of length g whose first is +1: the others mirror them. Yields one array, changed in place. */
export function* signVectors(g: number): Generator<Float64Array> {
  const signs = new Float64Array(g).fill(1);
  for (let code = 0; code < 2 ** (g - 1); code++) {
    for (let bit = 1; bit < g; bit++) signs[bit] = Math.floor(code / 2 ** (bit - 1)) % 2 === 0 ? 1 : -1;
    yield signs;
  }
}
