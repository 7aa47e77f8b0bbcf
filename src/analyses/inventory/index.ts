export * from "./doctor.ts";
export * from "./facts.ts";
export * from "./sources.ts";
