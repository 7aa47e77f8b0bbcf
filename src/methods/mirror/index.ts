export {type CommonChange, commonChange, drawCommon} from "./common.ts";
export {type CifMargin, cifMargin, LEAST_PAIRS} from "./margin.ts";
export {type GapNoise, gapNoise, type SharedMoments, sharedMoments} from "./noise.ts";
export {exporterWeight, type MirrorDeviation, type Reliability, reliability} from "./reliability.ts";
export {added, mirrorGap, type OrphanSpans, orphanSpans, orphansOf, usualGap} from "./timing.ts";
export {
  type GapGroup,
  type GapSeries,
  type MirrorPoint,
  type MirrorUnit,
  type PlacedUnit,
  type UsualGaps,
  type UsualOf,
  usualGaps,
  type YearPoints,
  yearPoints,
} from "./units.ts";
export {
  drawNoise,
  type Interval,
  type NoiseDraws,
  type Vanished,
  type VanishedOptions,
  vanished,
} from "./vanished.ts";
