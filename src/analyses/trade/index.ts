export * from "./finding.ts";
export * from "./params.ts";
export * from "./slice.ts";
