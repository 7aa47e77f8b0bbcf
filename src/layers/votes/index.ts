export * from "./statements.ts";
