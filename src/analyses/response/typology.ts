import type {Act} from "./acts.ts";

/** How a state answered, by its acts on record. The rules stand in docs/methods/response.md. */
export const TYPES = [
  "took measures",
  "moved away",
  "both ways",
  "moved closer",
  "no act on record",
] as const;
export type ResponseType = (typeof TYPES)[number];

/** The type of a state, and what it rests on. */
export interface Classified {
  readonly type: ResponseType;
  readonly toward: number;
  readonly away: number;
  readonly neither: number;
}

/**
 * - took measures: took measures against the pole or joined those that do, whatever else it did
 * - moved away, moved closer: acts in one direction only
 * - both ways: acts in both directions
 * - no act on record: none with the pole, which is no evidence that there was none
 */
export function classify(acts: readonly Act[]): Classified {
  const toward = acts.filter(({direction}) => direction === "toward").length;
  const away = acts.filter(({direction}) => direction === "away").length;
  const counts = {toward, away, neither: acts.length - toward - away};
  if (acts.some(({isMeasure}) => isMeasure)) return {type: "took measures", ...counts};
  if (toward > 0) return {type: away > 0 ? "both ways" : "moved closer", ...counts};
  return {type: away > 0 ? "moved away" : "no act on record", ...counts};
}
