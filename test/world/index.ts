export type {Cast, Product} from "./cast.ts";
export * from "./panel.ts";
export * from "./plants.ts";
export * from "./reconciled.ts";
export * from "./roads.ts";
export * from "./source.ts";
export * from "./store.ts";
export * from "./ties.ts";
export * from "./world.ts";
