export * from "./channels/index.ts";
export * from "./evidence.ts";
export * from "./trade/index.ts";
