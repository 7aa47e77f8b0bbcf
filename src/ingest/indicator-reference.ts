import {indicators} from "../reference/index.ts";
import type {IndicatorSource} from "./indicator-source.ts";
import type {IndicatorInput} from "./indicators.ts";

/** Indicators by `reference/`, for these data sets. */
export function referenceIndicators(sources: readonly IndicatorSource[]): IndicatorInput {
  return {sources, indicators: indicators()};
}
