export * from "./ahead.ts";
export * from "./finding.ts";
export {type Gathering, gatheringOf} from "./held.ts";
export type * from "./params.ts";
