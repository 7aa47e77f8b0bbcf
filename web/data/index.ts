export * from "./client.ts";
export * from "./finding.ts";
export * from "./problem.ts";
export * from "./use-answer.ts";
