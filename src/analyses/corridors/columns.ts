import type {FindingColumn} from "../../base/index.ts";
import type {CorridorBy, CorridorParams} from "./params.ts";

const PRODUCT: FindingColumn = {
  name: "product",
  unit: "text",
  meaning: "line of the goods list; lines that shared one code before stand together",
};

const AFTER: readonly FindingColumn[] = [
  {name: "after_upper_usd", unit: "usd", meaning: "the same once the closed hubs are gone"},
  {name: "change_upper_usd", unit: "usd", meaning: "after less before: who takes over, and who loses"},
];

const KIND: FindingColumn = {
  name: "kind",
  unit: "text",
  meaning:
    "road; or what finds none: into a hub and not out, on to a hub and not further, into the target from nowhere, or only over more hubs than asked for",
};

const FLOW: FindingColumn = {
  name: "flow_upper_usd",
  unit: "usd",
  meaning:
    "what the records allow over this road, at the high ends of excess; for other kinds, what is left over",
};

const UNREPORTED: FindingColumn = {
  name: "unreported",
  unit: "text",
  meaning: "arcs that nobody reports by product: nothing there bounds the flow; missing where there are none",
};

function entryColumns(by: CorridorBy, closes: boolean): FindingColumn[] {
  return [
    KIND,
    {name: "road", unit: "text", meaning: "from the origins over the hubs to the target"},
    ...(by === "product" ? [PRODUCT] : []),
    {name: "hubs", unit: "count", meaning: "hubs that it passes"},
    FLOW,
    {
      name: "flow_documented_usd",
      unit: "usd",
      meaning: "the part that every arc shows at the low end too; missing where nobody reports an arc",
    },
    {name: "share_pct", unit: "percent", meaning: "share of all that reaches the target over roads"},
    {
      name: "share_of_loss_pct",
      unit: "percent",
      meaning: "share of what the target no longer got directly; missing where that is unknown",
    },
    ...(closes ? AFTER : []),
    {
      name: "alone_upper_usd",
      unit: "usd",
      meaning: "what the road could carry if no other road used its arcs",
    },
    {name: "bottleneck", unit: "text", meaning: "the arc that sets that, for most of the money"},
    UNREPORTED,
    {name: "products", unit: "count", meaning: "products behind the row"},
  ];
}

function hubColumns(closes: boolean): FindingColumn[] {
  return [
    {name: "hub", unit: "text", meaning: "ISO3 of the hub"},
    {name: "hub_name", unit: "text", meaning: "its name"},
    {name: "from_origins_usd", unit: "usd", meaning: "excess that came from the origins, high end"},
    {name: "from_hubs_usd", unit: "usd", meaning: "excess that came from other hubs, high end"},
    {name: "to_hubs_usd", unit: "usd", meaning: "excess that went on to other hubs, high end"},
    {name: "to_target_usd", unit: "usd", meaning: "excess that went to the target, high end"},
    {name: "through_upper_usd", unit: "usd", meaning: "what all roads together bring through it"},
    {name: "no_way_out_usd", unit: "usd", meaning: "came from the origins and found no way out"},
    {name: "no_way_in_usd", unit: "usd", meaning: "went to the target and found no way in"},
    ...(closes ? AFTER : []),
    UNREPORTED,
  ];
}

function arcColumns(closes: boolean): FindingColumn[] {
  return [
    {name: "from", unit: "text", meaning: "who sends"},
    {name: "to", unit: "text", meaning: "who receives"},
    {name: "told_by", unit: "text", meaning: "whose report measures it: exporter, importer or nobody"},
    {
      name: "excess_low_usd",
      unit: "usd",
      meaning: "beyond the higher counterfactual; missing where unreported",
    },
    {
      name: "excess_high_usd",
      unit: "usd",
      meaning: "beyond the lower counterfactual; missing where unreported",
    },
    {name: "flow_upper_usd", unit: "usd", meaning: "what the roads bring over it"},
    ...(closes
      ? [
          {
            ...FLOW,
            name: "after_upper_usd",
            meaning: "the same once the closed hubs are gone; missing where the arc is gone",
          },
        ]
      : []),
    {name: "products", unit: "count", meaning: "products with such an arc"},
  ];
}

/** Columns of a corridors finding. */
export function columnsOf({by, close}: CorridorParams): readonly FindingColumn[] {
  const closes = close.length > 0;
  if (by === "hub") return hubColumns(closes);
  return by === "arc" ? arcColumns(closes) : entryColumns(by, closes);
}
