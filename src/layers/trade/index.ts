export * from "./cells.ts";
export * from "./edition-goods.ts";
export * from "./goods.ts";
export type * from "./slice.ts";
export * from "./strand.ts";
export * from "./totals.ts";
export * from "./units.ts";
