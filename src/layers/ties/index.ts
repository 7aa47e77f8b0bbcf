export * from "./ends.ts";
export * from "./slice.ts";
