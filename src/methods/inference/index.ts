export {type BlockedJackknifeChoice, blockedJackknifeCovariance} from "./blocked-jackknife.ts";
export {type ClusterBy, type Groups, groupsOf} from "./clusters.ts";
export {type Covariance, type CovarianceChoice, covariance, type Reference} from "./covariance.ts";
export {type EventOptions, type EventRow, type EventStudy, estimatedRows, eventStudy} from "./event-study.ts";
export {type JackknifeChoice, jackknifeCovariance} from "./jackknife.ts";
export {type Fitters, type NullScores, nullScores} from "./null-scores.ts";
export {type RandomisationInput, type RandomisationTest, randomisationTest} from "./randomisation.ts";
export {relativeMagnitudes, type SensitivityBound, type SensitivityResult} from "./relative-magnitudes.ts";
export type {SensitivityTarget, TargetWeights} from "./sensitivity-target.ts";
export {type Factor, SMALL_SAMPLE_RULES, type SmallSample, type SmallSampleRule} from "./small-sample.ts";
export {smoothness} from "./smoothness.ts";
export {
  type CohortAverage,
  type CohortCells,
  type CohortPeriod,
  type SunAbraham,
  type SunAbrahamOptions,
  sunAbraham,
} from "./sun-abraham.ts";
export {
  type Coefficient,
  type CoefficientTable,
  coefficientTable,
  criticalValue,
  type Estimates,
  twoSidedP,
} from "./table.ts";
export {type WaldTest, waldTest} from "./wald.ts";
export {type WildOptions, type WildTest, wildBootstrap} from "./wild-bootstrap.ts";
export type {WildWeights} from "./wild-weights.ts";
