import type {FindingColumn} from "../../base/index.ts";

const STATE: FindingColumn = {name: "state", unit: "text", meaning: "whose ties"};
const POLE: FindingColumn = {name: "pole", unit: "text", meaning: "with which pole"};
const LAYER: FindingColumn = {name: "layer", unit: "text", meaning: "which side of the states' relations"};

/** Columns of `--show layers`: a row a state, pole and layer. */
export const LAYER_COLUMNS: readonly FindingColumn[] = [
  STATE,
  POLE,
  LAYER,
  {
    name: "share_before",
    unit: "share",
    meaning: "share of the pole in the state's ties with all poles compared, before the shock",
  },
  {name: "share_before_missing", unit: "text", meaning: "why there is no share before"},
  {name: "share_after", unit: "share", meaning: "the same after it"},
  {name: "share_after_missing", unit: "text", meaning: "why there is no share after"},
  {
    name: "standings_aside",
    unit: "text",
    meaning:
      "standings in the pole's organisations after the shock that are not full, and weigh nothing: an associate, an observer, a frozen or suspended member; missing where there is none",
  },
  {
    name: "change_share",
    unit: "share",
    meaning: "share after less share before; missing where one of the two is",
  },
  {
    name: "change_low_share",
    unit: "share",
    meaning: "lower end of the change's 95 % interval, from how years differ",
  },
  {
    name: "change_high_share",
    unit: "share",
    meaning: "upper end of that interval; missing where the lower one is",
  },
  {name: "change_low_share_missing", unit: "text", meaning: "why there is no interval"},
  {
    name: "asymmetry_before_share",
    unit: "share",
    meaning:
      "the pole's share in the state's ties less the state's in the pole's, before; missing where the measures do not all tell the state's share in the pole's",
  },
  {
    name: "asymmetry_before_share_missing",
    unit: "text",
    meaning: "why the state's share in the pole's ties is not told",
  },
  {name: "asymmetry_after_share", unit: "share", meaning: "the same after"},
  {name: "asymmetry_after_share_missing", unit: "text", meaning: "why it is not told after"},
  {
    name: "measures",
    unit: "text",
    meaning: "what the shares are means of; missing where no measure has all poles compared",
  },
  {
    name: "measures_aside",
    unit: "text",
    meaning:
      "measures with a share on one side of the shock only, left out because others have both; missing where there are none",
  },
  {
    name: "years_before",
    unit: "text",
    meaning: "first and last year that enter before; missing where none does",
  },
  {name: "years_after", unit: "text", meaning: "the same after; missing where none does"},
  {name: "poles_compared", unit: "text", meaning: "poles whose shares add up to one"},
];

/** Columns of `--show measures`: a row a state, pole, layer and measure. */
export const MEASURE_COLUMNS: readonly FindingColumn[] = [
  STATE,
  POLE,
  LAYER,
  {name: "measure", unit: "text", meaning: "as reference/entanglement/measures.csv names it"},
  {name: "used", unit: "text", meaning: "yes where the layer's share is made of it"},
  {
    name: "weight_before",
    unit: "coefficient",
    meaning: "mean weight before, in the measure's unit; missing where no source tells",
  },
  {
    name: "share_before",
    unit: "share",
    meaning: "share of the pole in the weights of all poles compared, before",
  },
  {name: "share_before_missing", unit: "text", meaning: "why there is no share before"},
  {
    name: "years_before",
    unit: "text",
    meaning: "first and last year in which all poles are known; missing where none is",
  },
  {name: "weight_after", unit: "coefficient", meaning: "mean weight after; missing where no source tells"},
  {name: "share_after", unit: "share", meaning: "share after"},
  {name: "share_after_missing", unit: "text", meaning: "why there is no share after"},
  {
    name: "years_after",
    unit: "text",
    meaning: "first and last year in which all poles are known; missing where none is",
  },
  {
    name: "change_share",
    unit: "share",
    meaning: "share after less share before; missing where one of the two is",
  },
  {name: "meaning", unit: "text", meaning: "what a weight is"},
];

/** Columns of `--show composite`: a row a state and pole. */
export const COMPOSITE_COLUMNS: readonly FindingColumn[] = [
  STATE,
  POLE,
  {
    name: "composite_before_share",
    unit: "share",
    meaning:
      "mean share over the layers that are known before and after, all layers equal; missing without such a layer",
  },
  {name: "composite_after_share", unit: "share", meaning: "the same after; missing without such a layer"},
  {name: "change_share", unit: "share", meaning: "after less before; missing without such a layer"},
  {
    name: "change_low_share",
    unit: "share",
    meaning: "lower end of the change's 95 % interval, each year left out of all layers at once",
  },
  {
    name: "change_high_share",
    unit: "share",
    meaning: "upper end of that interval; missing where the lower one is",
  },
  {name: "change_low_share_missing", unit: "text", meaning: "why there is no interval"},
  {
    name: "first_before_share",
    unit: "share",
    meaning:
      "share of all weightings of the layers under which the pole is first, before; missing without such a layer",
  },
  {name: "first_after_share", unit: "share", meaning: "the same after; missing without such a layer"},
  {
    name: "mean_rank_before",
    unit: "coefficient",
    meaning: "mean rank of the pole over all weightings, 1 the highest, before; missing without such a layer",
  },
  {name: "mean_rank_after", unit: "coefficient", meaning: "the same after; missing without such a layer"},
  {
    name: "concentration_before",
    unit: "coefficient",
    meaning:
      "sum of the squared composite shares of the state, from one over the poles (even) to 1; missing without such a layer",
  },
  {name: "concentration_after", unit: "coefficient", meaning: "the same after; missing without such a layer"},
  {
    name: "evenness_before",
    unit: "share",
    meaning:
      "entropy of the state's composite shares as a share of its largest value: 1 is even over all poles; missing without such a layer",
  },
  {name: "evenness_after", unit: "share", meaning: "the same after; missing without such a layer"},
  {name: "layers", unit: "text", meaning: "layers that enter; missing without such a layer"},
  {
    name: "layers_left",
    unit: "text",
    meaning: "layers that are not known on both sides; missing where all are",
  },
  {name: "poles_compared", unit: "text", meaning: "poles whose shares add up to one"},
];

/** Columns of `--show split`: a row a state, pole and layer. */
export const SPLIT_COLUMNS: readonly FindingColumn[] = [
  STATE,
  POLE,
  LAYER,
  {name: "change_share", unit: "share", meaning: "change of the pole's share in the layer"},
  {
    name: "contribution_share",
    unit: "share",
    meaning: "Shapley share of the layer in the change of the composite; over layers they add up to it",
  },
  {
    name: "concentration_contribution",
    unit: "coefficient",
    meaning: "Shapley share of the layer in the change of the state's concentration; the same for all poles",
  },
  {
    name: "evenness_contribution",
    unit: "share",
    meaning: "Shapley share of the layer in the change of the state's evenness; the same for all poles",
  },
];

/** Columns of `--show index`: a row a state and pole. */
export const INDEX_COLUMNS: readonly FindingColumn[] = [
  STATE,
  POLE,
  {
    name: "bandwidth",
    unit: "share",
    meaning:
      "mean over layers of the weight as a share of the largest of any state asked with any pole; missing where a layer is not known for the state",
  },
  {
    name: "dependence_share",
    unit: "share",
    meaning:
      "mean over the same layers of the pole's share in the state's ties; missing where the bandwidth is",
  },
  {name: "index", unit: "coefficient", meaning: "bandwidth × dependence; missing where the bandwidth is"},
  {name: "index_missing", unit: "text", meaning: "why there is no index"},
  {
    name: "published_bandwidth",
    unit: "coefficient",
    meaning:
      "published bandwidth of the pole on the state, mean over the years before; missing where none is published",
  },
  {
    name: "published_index",
    unit: "coefficient",
    meaning: "published index, mean over the years before; missing where none is published",
  },
  {
    name: "layers",
    unit: "text",
    meaning: "layers that enter, the same for all states; missing where none is known for all",
  },
];
