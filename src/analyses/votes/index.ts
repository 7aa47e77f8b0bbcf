export * from "./finding.ts";
export type * from "./params.ts";
export {agreementParams} from "./params.ts";
