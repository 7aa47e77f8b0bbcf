export type {HubQuestion, HubScores, HubYear} from "./hubs.ts";
export {hubScores, type Lanes, mirrorTotals} from "./lanes.ts";
export {
  addMirror,
  emptyMirror,
  type MirrorRows,
  type MirrorSums,
  type MirrorTotals,
  mergeMirror,
  totalsOf,
} from "./mirror.ts";
export {type PackedPeriod, packedKey, placeOf} from "./side.ts";
