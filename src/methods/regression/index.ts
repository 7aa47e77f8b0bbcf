export * from "./design.ts";
export {fitLeastSquares} from "./least-squares.ts";
export {fitPoisson} from "./poisson.ts";
export {type Certificate, type Separation, separationOf} from "./separation.ts";
