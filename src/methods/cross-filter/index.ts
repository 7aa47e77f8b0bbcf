export {type CrossCells, type CrossDimension, crossCells, HALF, upperHalf} from "./cells.ts";
export * from "./cross-filter.ts";
