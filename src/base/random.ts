/** Uniform numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/** Marsaglia-style 32-bit mixing generator (mulberry32). Not for secrets; period 2^32. */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A whole number in 0..n−1. */
export function below(random: Random, n: number): number {
  return Math.floor(random() * n);
}

/** A standard normal number by the polar-free Box–Muller transform. */
export function normal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** A shuffled copy (Fisher–Yates). */
export function shuffled<T>(random: Random, items: readonly T[]): T[] {
  const copy = [...items];
  for (let last = copy.length - 1; last > 0; last--) {
    const other = below(random, last + 1);
    const [a, b] = [copy[last], copy[other]];
    if (a !== undefined && b !== undefined) [copy[last], copy[other]] = [b, a];
  }
  return copy;
}

/** Shuffles numbers where they stand (Fisher–Yates). */
export function shuffleInPlace(random: Random, values: Float64Array): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = below(random, last + 1);
    const kept = values[last] ?? Number.NaN;
    values[last] = values[other] ?? Number.NaN;
    values[other] = kept;
  }
}
