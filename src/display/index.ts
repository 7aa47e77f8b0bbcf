export * from "./interval.ts";
export * from "./missing.ts";
export * from "./number.ts";
export * from "./sections.ts";
export * from "./shown.ts";
