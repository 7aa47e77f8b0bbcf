import {normalQuantile} from "../../src/methods/special/index.ts";

/** Hits among trials. */
export interface Count {
  readonly hits: number;
  readonly of: number;
}

/** A share of trials with its 95 % interval after Wilson (1927); null without a trial. */
export interface Share extends Count {
  readonly share: number;
  readonly low: number;
  readonly high: number;
}

const Z = normalQuantile(0.975);

/** The share of hits and its interval, as if trials were independent. */
export function shareOf({hits, of}: Count): Share | null {
  if (of === 0) return null;
  const share = hits / of;
  const centre = (share + (Z * Z) / (2 * of)) / (1 + (Z * Z) / of);
  const half = (Z / (1 + (Z * Z) / of)) * Math.sqrt((share * (1 - share)) / of + (Z * Z) / (4 * of * of));
  // At the ends rounding would leave an interval that does not hold its own share.
  return {
    hits,
    of,
    share,
    low: Math.min(share, Math.max(0, centre - half)),
    high: Math.max(share, Math.min(1, centre + half)),
  };
}

/** What a detector said of hubs, against the truth. */
export interface Verdicts {
  readonly truePositive: number;
  readonly falsePositive: number;
  readonly falseNegative: number;
  readonly trueNegative: number;
}

/** Precision, recall and F1 with their intervals; null where nothing can be said. */
export interface Scores {
  readonly precision: Share | null;
  readonly recall: Share | null;
  /** Its interval is that of hits among hits and errors, F/(2 − F), carried over. */
  readonly f1: Share | null;
}

/** Scores of a detector. */
export function scoresOf({truePositive, falsePositive, falseNegative}: Verdicts): Scores {
  const overlap = shareOf({hits: truePositive, of: truePositive + falsePositive + falseNegative});
  const carried = (share: number): number => (2 * share) / (1 + share);
  return {
    precision: shareOf({hits: truePositive, of: truePositive + falsePositive}),
    recall: shareOf({hits: truePositive, of: truePositive + falseNegative}),
    f1:
      overlap === null
        ? null
        : {
            ...overlap,
            share: carried(overlap.share),
            low: carried(overlap.low),
            high: carried(overlap.high),
          },
  };
}
