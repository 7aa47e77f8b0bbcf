export * from "./build-design.ts";
export * from "./cohort-columns.ts";
export {levelsColumn, numbersOf} from "./evaluate.ts";
export {type Expression, namesIn, written} from "./expression.ts";
export * from "./level-codes.ts";
export {parseExpression} from "./parse.ts";
export * from "./read-formula.ts";
export * from "./table.ts";
export type * from "./term.ts";
