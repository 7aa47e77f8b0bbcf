export {incompleteBeta, logBeta} from "./beta.ts";
export * from "./distributions.ts";
export {incompleteGamma, logGamma, type TwoTails} from "./gamma.ts";
