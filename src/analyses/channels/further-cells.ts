import type {FindingColumn, FindingRow} from "../../base/index.ts";
import type {Further} from "./judge-further.ts";
import type {NotKnown} from "./model.ts";

/** Columns of a hub that the further tests rest on. */
export const FURTHER_HUB: readonly FindingColumn[] = [
  {
    name: "unit_value_ratio",
    unit: "ratio",
    meaning: "US dollars a kilogram on the way on, over the same products on the way in; weighed median",
  },
  {name: "unit_value_low_ratio", unit: "ratio", meaning: "low end of its 95 % interval"},
  {name: "unit_value_high_ratio", unit: "ratio", meaning: "high end of its 95 % interval"},
  {
    name: "new_products",
    unit: "count",
    meaning: "products exported to the hub in the window and in no baseline year",
  },
  {name: "absent_products", unit: "count", meaning: "products exported there in no baseline year"},
  {name: "new_usd", unit: "usd", meaning: "exports of the new products in the window"},
  {name: "new_p", unit: "p", meaning: "rank of the rise in the rate of entry among other destinations"},
  {
    name: "no_capability_pct",
    unit: "percent",
    meaning: "share of the upper refill in products that the hub exported less of than others did before",
  },
  {
    name: "in_out_rank",
    unit: "coefficient",
    meaning:
      "rank correlation of excess in and excess out over products, each as a share of the product's trade",
  },
  {name: "in_out_p", unit: "p", meaning: "its permutation p, one-sided"},
];

/** Columns of a product that the further tests rest on. */
export const FURTHER_PRODUCT: readonly FindingColumn[] = [
  {
    name: "in_usd_per_kg",
    unit: "ratio",
    meaning: "unit value of the exports to the hub, US dollars a kilogram",
  },
  {
    name: "out_usd_per_kg",
    unit: "ratio",
    meaning:
      "unit value of the hub's exports to the target; missing, like the one before, where weights are on one road only",
  },
  {
    name: "is_new",
    unit: "text",
    meaning: "whether the origins exported none of it to the hub in any baseline year",
  },
  {
    name: "advantage_before_ratio",
    unit: "ratio",
    meaning:
      "the product's share of the hub's exports over its share of all exports in the baseline (Balassa); missing where nobody tells",
  },
];

/** The cells of a hub. */
export function hubCells({unitValues, newProducts, capability, together}: Further): FindingRow {
  const [wedge, entry, able, both] = [
    known(unitValues),
    known(newProducts),
    known(capability),
    known(together),
  ];
  return {
    unit_value_ratio: wedge?.median ?? null,
    unit_value_low_ratio: wedge?.interval?.low ?? null,
    unit_value_high_ratio: wedge?.interval?.high ?? null,
    new_products: entry?.entered.length ?? null,
    absent_products: entry?.absent ?? null,
    new_usd: entry?.usd ?? null,
    new_p: entry?.p ?? null,
    no_capability_pct: able === null || able.share === null ? null : 100 * able.share,
    in_out_rank: both?.rho ?? null,
    in_out_p: both?.p ?? null,
  };
}

/** The cells of a product. */
export function productCells(label: string, {unitValues, newProducts, capability}: Further): FindingRow {
  const values = known(unitValues)?.products.get(label);
  return {
    in_usd_per_kg: values?.inUsdPerKg ?? null,
    out_usd_per_kg: values?.outUsdPerKg ?? null,
    is_new: known(newProducts)?.entered.includes(label) ?? null,
    advantage_before_ratio: known(capability)?.advantages.get(label) ?? null,
  };
}

/** Why cells of a hub are missing. */
export function reasonsOf({unitValues, newProducts, capability, together}: Further): string[] {
  const [wedge, entry, able] = [known(unitValues), known(newProducts), known(capability)];
  return [
    ...told("unit values", unitValues),
    ...(wedge?.interval === null
      ? ["interval of unit values: fewer than six products, or most of the weight in one or two"]
      : []),
    ...told("new products", newProducts),
    ...(entry?.p === null ? ["rank of new products: one baseline year only, or nothing was absent"] : []),
    ...told("no capability", capability),
    ...(able?.share === null
      ? ["no capability: products that somebody tells of carry less than half of the refill"]
      : []),
    ...told("in and out", together),
  ];
}

/** Why cells of a product are missing. */
export function productReasonsOf(label: string, {unitValues, capability}: Further): string[] {
  const [wedge, able] = [known(unitValues), known(capability)];
  return [
    ...told("unit values", unitValues),
    ...(wedge === null || wedge.products.has(label)
      ? []
      : ["unit values: this product was not traded and weighed on both roads"]),
    ...told("advantage before", capability),
    ...(able === null || able.advantages.has(label)
      ? []
      : ["advantage before: no loaded state exported this product"]),
  ];
}

function told(about: string, figure: object | NotKnown): string[] {
  return "reason" in figure ? [`${about}: ${String(figure.reason)}`] : [];
}

function known<T extends object>(figure: T | NotKnown): T | null {
  return "reason" in figure ? null : figure;
}
