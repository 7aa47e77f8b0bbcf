/** What `indicators` shows: the figures, how many there are by source, what sources say against each other, or the years that are covered. */
export const INDICATOR_VIEWS = ["figures", "counts", "disagreements", "coverage"] as const;
export type IndicatorView = (typeof INDICATOR_VIEWS)[number];

/** What `indicators` was asked for. A null leaves that side open. */
export interface IndicatorParams {
  /** Codes, names or blocs. */
  readonly states: readonly string[] | null;
  readonly layers: readonly string[] | null;
  /** Ids of reference/indicators. */
  readonly indicators: readonly string[] | null;
  /** Only items with this in their name, in whatever case: a branch of the economy, a series, a survey's question. */
  readonly match: string | null;
  /** First and last year. */
  readonly from: number | null;
  readonly to: number | null;
  readonly source: string | null;
  readonly show: IndicatorView;
}
