export * from "./load.ts";
export * from "./name.ts";
