export * from "../test/support/source-store.ts";
