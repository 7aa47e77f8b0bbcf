export * from "./acceptability.ts";
export * from "./interval.ts";
export * from "./shapley.ts";
export * from "./shares.ts";
