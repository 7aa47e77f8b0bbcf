import type {FindingColumn} from "../../base/index.ts";

/** Columns of `--show states`. */
export function stateColumns(layers: readonly string[]): FindingColumn[] {
  return [
    {name: "state", unit: "text", meaning: "a state with a tie in one of the layers"},
    ...layers.map(
      (layer): FindingColumn => ({
        name: `${layer}_degree`,
        unit: "count",
        meaning: `states it has a tie with in ${layer}; zero where none is on record, which is no evidence that there is none`,
      }),
    ),
    {name: "overlap", unit: "count", meaning: "overlapping degree: the sum over layers"},
    {
      name: "participation",
      unit: "share",
      meaning:
        "0 all its ties in one layer, 1 the same number in each; missing with one layer or without a tie",
    },
    {
      name: "constraint",
      unit: "coefficient",
      meaning:
        "Burt's constraint over all layers: high where its partners are tied to each other; missing without a tie",
    },
    {
      name: "effective_size",
      unit: "coefficient",
      meaning: "partners less their redundancy; missing without a tie",
    },
    {
      name: "pole_pairs",
      unit: "count",
      meaning:
        "pairs of states of two different poles that are tied to it and known not to be tied to each other (liaison of Gould and Fernandez); missing for a state of a pole",
    },
    {
      name: "pole_pairs_unknown",
      unit: "count",
      meaning:
        "further such pairs that no tie is on record of, and that nobody looked at: both are outside the study; missing for a state of a pole",
    },
    {
      name: "betweenness",
      unit: "coefficient",
      meaning: "shortest paths between other states that pass it, over all layers",
    },
    {name: "eigenvector", unit: "share", meaning: "eigenvector centrality over all layers, the largest 1"},
    {name: "pagerank", unit: "share", meaning: "PageRank over all layers; all states add up to 1"},
    {name: "unknown", unit: "text", meaning: "why measures are missing where data were cut to the study"},
  ];
}

/** Columns of `--show edges`. */
export const EDGE_COLUMNS: readonly FindingColumn[] = [
  {
    name: "a",
    unit: "text",
    meaning: "a state; the one that acts, hosts or belongs where the tie has a direction",
  },
  {name: "b", unit: "text", meaning: "the other state or the organisation"},
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "measure", unit: "text", meaning: "which ties, as reference/entanglement/measures.csv names them"},
  {name: "directed", unit: "text", meaning: "true where it goes from a to b, false where it goes both ways"},
  {
    name: "start",
    unit: "date",
    meaning: "first day on which one of the ties can have held; missing where it is not known",
  },
  {
    name: "end",
    unit: "date",
    meaning: "last day on which one of the ties can have held; missing where no end is known",
  },
  {name: "ties", unit: "count", meaning: "spells, events or values of the pair"},
  {
    name: "weight",
    unit: "coefficient",
    meaning: "mean value of the pair in the measure's unit; missing where ties have no value",
  },
];

/** Columns of `--compare`. */
export const CHANGE_COLUMNS: readonly FindingColumn[] = [
  {name: "a", unit: "text", meaning: "a state"},
  {name: "b", unit: "text", meaning: "the other state or the organisation"},
  {name: "layer", unit: "text", meaning: "which side of the states' relations"},
  {name: "measure", unit: "text", meaning: "which ties, as reference/entanglement/measures.csv names them"},
  {
    name: "change",
    unit: "text",
    meaning: "added, ended or changed from the date compared with to the date asked",
  },
  {
    name: "weight_before",
    unit: "coefficient",
    meaning: "mean value, or the number of ties, on the date compared with; missing without a tie then",
  },
  {
    name: "weight_after",
    unit: "coefficient",
    meaning: "the same on the date asked; missing without a tie then",
  },
];
