export {balances} from "./certificate.ts";
export {type Decomposition, decompose, type Road} from "./decompose.ts";
export {maximumFlowAtMinimumCost} from "./minimum-cost.ts";
export type {FlowNetwork, FlowProblem, MinimumCostFlow} from "./network.ts";
