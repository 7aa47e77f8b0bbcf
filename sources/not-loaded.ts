export * from "./shared/not-loaded.ts";
