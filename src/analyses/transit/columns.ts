import type {FindingColumn} from "../../base/index.ts";
import type {TransitBy} from "./params.ts";

const DIMENSION: Readonly<Record<TransitBy, readonly FindingColumn[]>> = {
  hub: [],
  product: [
    {
      name: "product",
      unit: "text",
      meaning: "line of the goods list, or code; chapters where all goods are asked",
    },
  ],
  origin: [{name: "origin", unit: "text", meaning: "ISO3 of the exporting state"}],
  period: [],
};

const FIGURES: readonly FindingColumn[] = [
  {
    name: "exporter_usd",
    unit: "usd",
    meaning: "exports to the hub as exporters report them, fob, where the importer speaks of the same trade",
  },
  {
    name: "importer_usd",
    unit: "usd",
    meaning: "the same trade as the hub records it, by origin, cif unless its source says otherwise",
  },
  {name: "ratio", unit: "ratio", meaning: "importer's over exporter's figure, both as reported"},
  {
    name: "shock_usd",
    unit: "usd",
    meaning:
      "exports that did not become imports beyond the usual gap and the controls' change; negative where more arrived than usual",
  },
  {name: "shock_low_usd", unit: "usd", meaning: "low end of its 95 % interval"},
  {name: "shock_high_usd", unit: "usd", meaning: "high end of its 95 % interval"},
  {name: "share_pct", unit: "percent", meaning: "shock as a share of the exports it is of"},
  {name: "share_low_pct", unit: "percent", meaning: "low end of its 95 % interval"},
  {name: "share_high_pct", unit: "percent", meaning: "high end of its 95 % interval"},
  {
    name: "orphans_usd",
    unit: "usd",
    meaning: "exports beyond imports at the margin and the tolerance, usual gap included; never below zero",
  },
  {
    name: "unmatched_exports_usd",
    unit: "usd",
    meaning: "exports that the importer does not speak of: unknown, in no other column",
  },
  {name: "unmatched_imports_usd", unit: "usd", meaning: "imports that the exporter does not speak of"},
  {
    name: "importer_consignment_usd",
    unit: "usd",
    meaning: "the hub's record by consignment; missing where it publishes none",
  },
  {name: "importer_fob_usd", unit: "usd", meaning: "importer's figure less the cif margin"},
  {
    name: "gap_log",
    unit: "coefficient",
    meaning: "ln of exporter's figure less ln of importer's fob; missing where one of them is zero",
  },
  {name: "usual_gap_log", unit: "coefficient", meaning: "mean of the same over the baseline years"},
  {name: "usual_years", unit: "count", meaning: "baseline years that both sides cover"},
  {
    name: "gross_usd",
    unit: "usd",
    meaning:
      "orphans of each product by itself, and of each month where both sides publish months; the sum of the next four and the shock",
  },
  {
    name: "timing_usd",
    unit: "usd",
    meaning: "of these, goods under way: what goes away in sums of three months",
  },
  {
    name: "usual_usd",
    unit: "usd",
    meaning: "of these, what goes away against the pair's own usual gap in place of the margin",
  },
  {
    name: "common_usd",
    unit: "usd",
    meaning: "of these, what goes away with the change that control importers share",
  },
  {
    name: "noise_usd",
    unit: "usd",
    meaning: "of these, shortfalls of some products and pairs that surpluses of others offset",
  },
  {
    name: "without_usual_usd",
    unit: "usd",
    meaning: "exports without a usual gap to hold them against, left out of gross and shock",
  },
  {
    name: "controls",
    unit: "count",
    meaning: "importers whose shared change is taken off; missing where there are too few",
  },
  {
    name: "reconciled_usd",
    unit: "usd",
    meaning: "mean of both sides fob, weighed by their reporters' reliability: a view beside the two",
  },
  {name: "exporter_weight", unit: "share", meaning: "weight of the exporter's figure in it"},
  {name: "residual_usd", unit: "usd", meaning: "exporter's figure less importer's fob"},
  {
    name: "importer_all_goods_usd",
    unit: "usd",
    meaning:
      "the hub's imports of all goods from these origins in the whole years of the window; missing where all goods are asked or it reports none",
  },
  {
    name: "least_orphans_usd",
    unit: "usd",
    meaning: "exports beyond even these, where the importer does not speak of the product",
  },
  {name: "exporter_kg", unit: "kg", meaning: "net mass by the exporters; missing where a line has none"},
  {name: "importer_kg", unit: "kg", meaning: "net mass by the hub; missing where a line has none"},
  {name: "exporter_usd_per_kg", unit: "ratio", meaning: "unit value by the exporters, US dollars a kilogram"},
  {name: "importer_usd_per_kg", unit: "ratio", meaning: "unit value by the hub, US dollars a kilogram, cif"},
  {
    name: "reading",
    unit: "text",
    meaning: "which of weight and value arrives, at four fifths or more; missing without weights",
  },
  {name: "unknown", unit: "text", meaning: "why cells of this row are missing"},
];

/** Columns of a transit finding. */
export function columnsOf(by: TransitBy): readonly FindingColumn[] {
  return [
    {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
    {name: "hub_name", unit: "text", meaning: "its name"},
    ...DIMENSION[by],
    by === "period"
      ? {name: "period", unit: "period", meaning: "year or month"}
      : {name: "window", unit: "period", meaning: "periods measured"},
    ...FIGURES,
  ];
}
