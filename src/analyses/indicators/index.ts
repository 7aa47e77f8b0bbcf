export * from "./finding.ts";
export type * from "./params.ts";
