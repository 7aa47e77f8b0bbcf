export * from "./cells.ts";
export * from "./goods.ts";
export * from "./units.ts";
