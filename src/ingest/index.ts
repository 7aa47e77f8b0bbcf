export * from "./build.ts";
export * from "./check.ts";
export * from "./column.ts";
export type * from "./correction.ts";
export * from "./define-source.ts";
export type * from "./mapping.ts";
export * from "./probe.ts";
export type * from "./source.ts";
export {readSheets} from "./xlsx.ts";
