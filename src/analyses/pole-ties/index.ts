export * from "./finding.ts";
export * from "./params.ts";
