export * from "./agreement/index.ts";
export * from "./flow/index.ts";
export * from "./formula/index.ts";
export * from "./inference/index.ts";
export * from "./mirror/index.ts";
export * from "./rank.ts";
export * from "./regression/index.ts";
export * from "./synthetic/index.ts";
