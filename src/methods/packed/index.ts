export type {HubQuestion, HubScores, HubYear} from "./hubs.ts";
export {hubScores, type Lanes, mirrorTotals} from "./lanes.ts";
export {addMirror, emptyMirror, type MirrorRows, type MirrorTotals} from "./mirror.ts";
export {type PackedPeriod, packedKey, placeOf} from "./side.ts";
