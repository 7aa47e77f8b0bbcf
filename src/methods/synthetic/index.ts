export {type CohortEstimates, cohort, syntheticByCohort} from "./cohorts.ts";
export {
  type Regularisation,
  type SyntheticEstimate,
  type SyntheticMethod,
  type SyntheticOptions,
  syntheticEstimate,
  type WeightSet,
  type WeightSolver,
} from "./estimate.ts";
export {balancedPanel, type LongPanel, type Panel} from "./panel.ts";
export {type Placebo, type PlaceboInference, type PlaceboOptions, placeboInference} from "./placebo.ts";
