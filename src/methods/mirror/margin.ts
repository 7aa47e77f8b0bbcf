import {median} from "./units.ts";

/** What imports are usually above exports of the same trade. */
export interface CifMargin {
  /** Median over pairs of ln(imported ÷ exported); null with fewer than `least` pairs. */
  readonly log: number | null;
  /** exp(log) − 1, no less than zero: what is taken off imports. Zero where `log` is null or negative. */
  readonly margin: number;
  /** 1.4826 × the median distance from the median: a robust standard deviation of the pairs' logs; null as `log`. */
  readonly spread: number | null;
  readonly pairs: number;
}

/** Fewest pairs whose median is taken for a margin. */
export const LEAST_PAIRS = 5;

/**
 * The margin of cif over fob values as the median of ordinary pairs. Distance and contiguity (Gaulier & Zignago, CEPII WP
 * 2010-23) would need covariates; a median needs none and does not see a few pairs that lose half of their trade.
 *
 * A median below zero means that importers record less than exporters: no freight can be seen in it, so none is taken off.
 *
 * @param pairs logs of imported ÷ exported, a list for each pair; pairs without one are passed over
 */
export function cifMargin(pairs: readonly (readonly number[])[], least: number = LEAST_PAIRS): CifMargin {
  const logs = pairs.filter((own) => own.length > 0).map(median);
  if (logs.length < least) return {log: null, margin: 0, spread: null, pairs: logs.length};
  const log = median(logs);
  const spread = 1.4826 * median(logs.map((own) => Math.abs(own - log)));
  return {log, margin: Math.max(0, Math.exp(log) - 1), spread, pairs: logs.length};
}
