export * from "./gexf.ts";
export * from "./graphml.ts";
