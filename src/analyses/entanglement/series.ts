import type {TieMeasure} from "../../reference/index.ts";
import {isOutside, type Unsaid} from "./cut.ts";
import type {Unit} from "./units.ts";

/** What a source says of two ends in a period: a weight ≥ 0, or null where it does not say. */
export type PairWeight = (from: string, to: string, period: string) => number | null;

/** Weight of one unit with another in a period; null where it is not known. */
export type WeightOf = (owner: Unit, target: Unit, period: string) => number | null;

/** A measure with its data. */
export interface Series {
  readonly measure: TieMeasure;
  /** Years or months of which the source says anything, ascending. */
  readonly periods: readonly string[];
  readonly weight: WeightOf;
  /** Data sets that were read. */
  readonly sources: readonly string[];
  /** Rows that were read. */
  readonly rows: number;
  /**
   * Standings of a unit in a target's organisations at some time of a window that weigh nothing, as `CIS: associate`. Sorted; none for
   * measures of anything but organisations.
   */
  readonly aside: (owner: Unit, target: Unit, window: Window) => readonly string[];
  /** Why the data say nothing of a pair, where they were cut to the study. */
  readonly unsaid: Unsaid;
}

/** Weights of one unit with each of several, in one period. */
export interface Observation {
  readonly year: number;
  readonly weights: readonly number[];
}

/** Least share of the pairs of a bloc that a source must know for the bloc to have a weight. */
const KNOWN_PAIRS = 0.5;

/**
 * Weights between units from those of pairs of states: of a bloc the sum or the mean over its members, as the measure says; null where
 * fewer than half of the pairs are known. A state in a bloc has no tie with itself. Where data were cut to the study, nothing listed of what
 * they leave unsaid is unknown.
 */
export function unitWeights(measure: TieMeasure, pair: PairWeight, unsaid: Unsaid): WeightOf {
  return remembered((owner, target, period) => {
    const year = Number(period.slice(0, 4));
    const leaves = unsaid(owner, target, year);
    if (leaves !== null && measure.statistic === "proximity") return null;
    const far =
      measure.absent === "none" ? [...target.members(year), ...target.organisations] : target.members(year);
    const pairs = owner
      .members(year)
      .flatMap((one) => far.flatMap((other) => (one === other ? [] : [{one, other}])));
    const isSaid = (one: string, other: string) =>
      leaves === null || measure.absent === "none" || !isOutside(one, year) || !isOutside(other, year);
    const found = pairs.flatMap(({one, other}) => {
      const weight = pair(one, other, period);
      return weight === null || (weight === 0 && !isSaid(one, other)) ? [] : [weight];
    });
    if (found.length === 0 || found.length < KNOWN_PAIRS * pairs.length) return null;
    const sum = found.reduce((total, weight) => total + weight, 0);
    if (sum === 0 && leaves !== null && measure.absent === "none") return null;
    return measure.combine === "sum" ? sum : sum / found.length;
  });
}

/** The same weights, each worked out once. */
export function remembered(weight: WeightOf): WeightOf {
  const known = new Map<string, number | null>();
  return (owner, target, period) => {
    const key = `${owner.id} ${target.id} ${period}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = weight(owner, target, period);
    known.set(key, found);
    return found;
  };
}

/** Years of a window, both included. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** Periods of a window in which every target has a weight: a share is of one time. */
export function observe(
  {periods, weight}: Series,
  {
    owner,
    targets,
    window,
  }: {readonly owner: Unit; readonly targets: readonly Unit[]; readonly window: Window},
): Observation[] {
  return periodsWithin(periods, window).flatMap((period) => {
    const weights = targets.flatMap((target) => weight(owner, target, period) ?? []);
    return weights.length === targets.length ? [{year: Number(period.slice(0, 4)), weights}] : [];
  });
}

/** Periods whose year is in the window. */
export function periodsWithin(periods: readonly string[], {from, to}: Window): string[] {
  return periods.filter((period) => {
    const year = Number(period.slice(0, 4));
    return year >= from && year <= to;
  });
}
