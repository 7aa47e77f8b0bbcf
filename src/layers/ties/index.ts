export * from "./ends.ts";
export * from "./laws.ts";
export * from "./slice.ts";
