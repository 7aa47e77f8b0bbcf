export * from "./channels/index.ts";
export * from "./common/evidence.ts";
export * from "./common/slice.ts";
export * from "./corridors/index.ts";
export * from "./inventory/index.ts";
export * from "./trade/index.ts";
export * from "./transit/index.ts";
export * from "./votes/index.ts";
