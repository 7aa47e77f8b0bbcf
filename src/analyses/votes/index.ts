export * from "./finding.ts";
export * from "./ideal-points.ts";
export type * from "./params.ts";
export {agreementParams} from "./params.ts";
export * from "./roll-call.ts";
export * from "./roll-calls.ts";
