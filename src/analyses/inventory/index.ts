export * from "./doctor.ts";
export * from "./sources.ts";
