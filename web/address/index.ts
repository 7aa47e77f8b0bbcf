export * from "./address.ts";
export * from "./navigation.ts";
