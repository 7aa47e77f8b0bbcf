export type {HubQuestion, HubScores, HubYear} from "./hubs.ts";
export {hubScores, type Lanes, mirrorTotals} from "./lanes.ts";
export type {MirrorTotals} from "./mirror.ts";
export {type PackedPeriod, type PackedSide, packedKey, placeOf} from "./side.ts";
