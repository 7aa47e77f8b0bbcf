export * from "./events.ts";
export * from "./fit.ts";
export type * from "./params.ts";
export * from "./synth.ts";
