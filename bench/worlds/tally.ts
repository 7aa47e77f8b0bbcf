import {type Count, type Scores, type Share, scoresOf, shareOf} from "./binomial.ts";
import {DETECTORS, type Detector, type HubTrial, type Interval} from "./trial.ts";

/** How often intervals held the truth. */
export interface Coverage {
  readonly held: Share | null;
  /** The same with both ends moved out by `NEAR` of the truth. */
  readonly nearlyHeld: Share | null;
  /** Lower ends above the truth, upper ends below it. */
  readonly above: number;
  readonly below: number;
  /** Median width as a share of the truth, over truths that are not zero; null without one. */
  readonly medianWidth: number | null;
  /** Median distance of a missed truth from the interval, as a share of the larger of truth and upper end; null without a miss. */
  readonly medianMiss: number | null;
}

/** What a set of hubs of worlds shows. */
export interface Tally {
  readonly hubs: number;
  readonly channels: number;
  readonly detectors: Readonly<Record<Detector, Scores>>;
  /** Bounds of the refill, of channels and of the others. */
  readonly refill: Coverage;
  readonly refillOfOthers: Coverage;
  /** 95 % intervals of the refill, of channels and of the others. */
  readonly interval: Coverage;
  readonly intervalOfOthers: Coverage;
  /** How often these intervals of channels hold the ends that bounds have without noise. */
  readonly documentedEnd: Coverage;
  readonly upperEnd: Coverage;
  readonly vanished: Coverage;
  readonly effect: Coverage;
}

/** Adds up trials. */
export function tallyOf(trials: readonly HubTrial[]): Tally {
  const intervals = (part: (trial: HubTrial) => Interval | null): Interval[] =>
    trials.flatMap((trial) => part(trial) ?? []);
  const ofDetector = (name: Detector): Scores => scoresOf(verdicts(trials, name));
  return {
    hubs: trials.length,
    channels: trials.filter(({isChannel}) => isChannel).length,
    detectors: {
      "channels, grade A or B": ofDetector(DETECTORS[0]),
      "channels, grade A to C": ofDetector(DETECTORS[1]),
      "surge rule, all goods": ofDetector(DETECTORS[2]),
      "surge rule, listed goods": ofDetector(DETECTORS[3]),
      "growth over 30 %, all goods": ofDetector(DETECTORS[4]),
      "growth over 30 %, listed goods": ofDetector(DETECTORS[5]),
    },
    refill: coverageOf(intervals(({isChannel, refill}) => (isChannel ? refill : null))),
    refillOfOthers: coverageOf(intervals(({isChannel, refill}) => (isChannel ? null : refill))),
    interval: coverageOf(intervals(({isChannel, interval}) => (isChannel ? interval : null))),
    intervalOfOthers: coverageOf(intervals(({isChannel, interval}) => (isChannel ? null : interval))),
    documentedEnd: coverageOf(intervals(({isChannel, ends}) => (isChannel && ends ? ends.documented : null))),
    upperEnd: coverageOf(intervals(({isChannel, ends}) => (isChannel && ends ? ends.upper : null))),
    vanished: coverageOf(intervals(({vanished}) => vanished)),
    effect: coverageOf(intervals(({effect}) => effect)),
  };
}

function verdicts(trials: readonly HubTrial[], detector: Detector) {
  const count = (isChannel: boolean, flag: boolean): number =>
    trials.filter((trial) => trial.isChannel === isChannel && trial.flags.get(detector) === flag).length;
  return {
    truePositive: count(true, true),
    falsePositive: count(false, true),
    falseNegative: count(true, false),
    trueNegative: count(false, false),
  };
}

/** What counts as near the truth: a twentieth of it. */
export const NEAR = 0.05;
// Sums of some thousand doubles in another order are no miss.
const ROUNDING = 1e-9;

function coverageOf(intervals: readonly Interval[]): Coverage {
  const missed = intervals.map(({low, high, truth}) => {
    const slack = ROUNDING * Math.max(Math.abs(low), Math.abs(high), Math.abs(truth));
    return {above: low - truth > slack, below: truth - high > slack, by: Math.max(low - truth, truth - high)};
  });
  const held: Count = {
    hits: missed.filter(({above, below}) => !above && !below).length,
    of: intervals.length,
  };
  return {
    held: shareOf(held),
    nearlyHeld: shareOf({
      hits: intervals.filter(
        ({low, high, truth}) => low - truth <= NEAR * truth && truth - high <= NEAR * truth,
      ).length,
      of: intervals.length,
    }),
    above: missed.filter(({above}) => above).length,
    below: missed.filter(({below}) => below).length,
    medianWidth: median(intervals.flatMap(({low, high, truth}) => (truth > 0 ? [(high - low) / truth] : []))),
    medianMiss: median(
      intervals.flatMap(({high, truth}, at) => {
        const own = missed[at];
        return own?.above === true || own?.below === true ? [own.by / Math.max(truth, high)] : [];
      }),
    ),
  };
}

function median(values: readonly number[]): number | null {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? null;
}
