export * from "./design.ts";
export {kernelFault} from "./kernels/wasm.ts";
export {fitLeastSquares} from "./least-squares.ts";
export {fitPoisson} from "./poisson.ts";
export {type Certificate, type Separation, separationOf} from "./separation.ts";
