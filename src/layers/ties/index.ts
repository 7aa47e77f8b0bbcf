export * from "./ends.ts";
export * from "./laws.ts";
export * from "./network.ts";
export * from "./slice.ts";
export * from "./weights.ts";
