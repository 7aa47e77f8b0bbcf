export type {BridgeCell} from "./cells.ts";
export {type Conversion, type ConvertedAmount, convertAmount} from "./convert.ts";
export {
  type CodeLink,
  type Family,
  type FamilyLink,
  type FamilyShape,
  familiesOf,
  shapeOf,
  turned,
} from "./families.ts";
export {
  type HeldOutCell,
  LEAST_CLUSTERS,
  misplacedByRule,
  misplacedShare,
  type TestedWeights,
  type TestOptions,
  testedWeights,
} from "./held-out.ts";
export {type BridgeWeights, bridgeWeights} from "./weights.ts";
