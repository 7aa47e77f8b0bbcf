export * from "./rank.ts";
