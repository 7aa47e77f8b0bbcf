export * from "./build.ts";
export type * from "./column-appender.ts";
export * from "./database.ts";
export * from "./parquet.ts";
export * from "./remembering.ts";
export * from "./rows.ts";
export * from "./schema.ts";
export * from "./sql.ts";
