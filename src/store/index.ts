export * from "./build.ts";
export * from "./database.ts";
export * from "./rows.ts";
export * from "./schema.ts";
export * from "./sql.ts";
