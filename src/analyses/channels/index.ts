export * from "./finding.ts";
export {type Grade, TEST_IDS, THRESHOLDS} from "./judge.ts";
export * from "./params.ts";
export * from "./surge.ts";
