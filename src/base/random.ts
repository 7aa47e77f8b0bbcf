/** Uniform numbers in [0, 1), the same for the same seed on every machine. */
export type Random = () => number;

/** Numbers that may be passed over and made later, in any order: each follows from its place. */
export interface SeededRandom {
  (): number;
  /** Passes over the next `count` numbers; they are {@link wordAt} the answer and their place, ÷ 2³². */
  skip(count: number): number;
}

const STEP = 0x6d2b79f5;

/** Marsaglia-style 32-bit mixing generator (mulberry32). Not for secrets; period 2^32. */
export function seeded(seed: number): SeededRandom {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + STEP) >>> 0;
    return mixed(state) / 4_294_967_296;
  };
  const skip = (count: number): number => {
    const before = state;
    state = (state + Math.imul(count, STEP)) >>> 0;
    return before;
  };
  return Object.assign(next, {skip});
}

/** The number at a place from 0 behind a state, × 2³²: a whole number below 2³². */
export function wordAt(state: number, place: number): number {
  return mixed((state + Math.imul(place + 1, STEP)) >>> 0);
}

function mixed(state: number): number {
  let word = Math.imul(state ^ (state >>> 15), state | 1);
  word ^= word + Math.imul(word ^ (word >>> 7), word | 61);
  return (word ^ (word >>> 14)) >>> 0;
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
