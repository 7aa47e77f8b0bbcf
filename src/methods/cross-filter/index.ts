export * from "./cross-filter.ts";
