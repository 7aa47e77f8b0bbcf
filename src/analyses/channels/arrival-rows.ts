import {type FindingColumn, type FindingRow, UsageError} from "../../base/index.ts";
import {states} from "../../reference/index.ts";
import type {ArrivalStudy, HubArrivals, ProductArrival} from "./arrivals.ts";
import {type Bounds, excess, type Measured, sum} from "./model.ts";
import type {ChannelBy} from "./params.ts";

/** A row about a hub or one of its products (null: all of them). */
export interface ArrivalRow {
  readonly hub: string;
  readonly product: string | null;
  readonly row: FindingRow;
}

type Grouping = "hub" | "product" | "test";

/** What rows can be of where only the target tells. @throws UsageError "not-on-record" for the others */
export function arrivalGrouping(by: ChannelBy): Grouping {
  if (by === "hub" || by === "product" || by === "test") return by;
  throw new UsageError("not-on-record", {
    message: `no rows by ${by}: the origins' exports of these goods are not on record, only the target's imports`,
    where: "--by",
    hint: "ask --by hub, product or test; or load the origins' exports with build --data",
  });
}

/** Rows, hubs with a rise first, the largest upper refill first; products by their excess. */
export function arrivalRows(study: ArrivalStudy, by: Grouping): ArrivalRow[] {
  const ranked = study.hubs.toSorted(byRank);
  if (by === "hub") return ranked.map((hub) => ({hub: hub.hub, product: null, row: hubRow(hub, study)}));
  if (by === "test")
    return ranked.flatMap(({hub, tests}) =>
      tests.map(({id, passed, why}) => ({hub, product: null, row: {hub, test: id, passed, why}})),
    );
  return ranked
    .flatMap(({hub, products}) =>
      products.map((product) => ({hub, product: product.label, row: productRow(hub, product, study)})),
    )
    .toSorted((a, b) => Number(b.row.excess_out_high_usd) - Number(a.row.excess_out_high_usd));
}

function byRank(a: HubArrivals, b: HubArrivals): number {
  const risen = ({grade}: HubArrivals): number => (grade === "none" ? 0 : 1);
  return risen(b) - risen(a) || b.upper - a.upper || (a.hub < b.hub ? -1 : 1);
}

function hubRow(hub: HubArrivals, {loss, timing}: ArrivalStudy): FindingRow {
  const known = hub.tests.filter(({passed}) => passed !== null);
  const share = (amount: number | null): number | null =>
    amount === null || loss === null || loss.total <= 0 ? null : (100 * amount) / loss.total;
  return {
    hub: hub.hub,
    hub_name: states().get(hub.hub).nameEn,
    grade: hub.grade,
    refill_documented_usd: hub.documented,
    refill_upper_usd: hub.upper,
    share_documented_pct: share(hub.documented),
    share_upper_pct: share(hub.upper),
    direct_loss_usd: loss?.total ?? null,
    ...outCells(hub.total, hub.excessOut),
    excess_in_usd: hub.excessIn?.low ?? null,
    months: timing.frequency === "M" ? timing.window.length : 12 * timing.window.length,
    tests_passed: known.filter(({passed}) => passed === true).length,
    tests_known: known.length,
    tests: hub.tests.map(({id, passed}) => `${mark(passed)} ${id}`).join(", "),
    unknown: unknownOf(hub, loss),
  };
}

function mark(passed: boolean | null): string {
  if (passed === null) return "?";
  return passed ? "+" : "−";
}

function outCells(measured: Measured, excessOut: Bounds): FindingRow {
  return {
    baseline_usd: sum(measured.baseline) / measured.baseline.length,
    listed_out_usd: measured.actual,
    excess_out_low_usd: excessOut.low,
    excess_out_high_usd: excessOut.high,
  };
}

function productRow(hub: string, product: ProductArrival, {loss}: ArrivalStudy): FindingRow {
  const lost = loss?.byProduct.get(product.label);
  const lostUsd = lost === undefined ? null : -excess(lost, null).low;
  return {
    hub,
    product: product.label,
    direct_loss_usd: lostUsd,
    ...outCells(product.arrived, product.excessOut),
    excess_in_usd: product.excessIn?.low ?? null,
    substitution_upper_ratio:
      lostUsd === null || lostUsd <= 0 ? null : Math.max(0, product.excessOut.high) / lostUsd,
  };
}

function unknownOf({excessIn, documented, growth}: HubArrivals, loss: ArrivalStudy["loss"]): string | null {
  const reasons = [
    ...(documented === null
      ? ["documented refill: neither origins nor hub report what went from the origins to the hub"]
      : []),
    ...(excessIn === null && documented !== null
      ? ["excess in: the hub reports some of these products only"]
      : []),
    ...(growth === null ? ["control goods: not loaded for this pair"] : []),
    ...(loss === null ? ["direct loss: the target records no direct imports"] : []),
  ];
  return reasons.length === 0 ? null : reasons.join("; ");
}

const OUT: readonly FindingColumn[] = [
  {name: "baseline_usd", unit: "usd", meaning: "the target's imports from the hub, mean of the baseline"},
  {
    name: "listed_out_usd",
    unit: "usd",
    meaning: "the target's imports of the listed goods from the hub, cif",
  },
  {
    name: "excess_out_low_usd",
    unit: "usd",
    meaning: "these imports beyond a counterfactual that grows as the pair's other goods, if they grew",
  },
  {
    name: "excess_out_high_usd",
    unit: "usd",
    meaning: "these imports beyond the lower of baseline mean and grown baseline",
  },
  {
    name: "excess_in_usd",
    unit: "usd",
    meaning: "the hub's imports from the origins beyond theirs, low bound; missing where it reports none",
  },
];

const HUB: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  {name: "hub_name", unit: "text", meaning: "its name"},
  {name: "grade", unit: "grade", meaning: "A to D, or none; A and B are candidates for a channel"},
  {
    name: "refill_documented_usd",
    unit: "usd",
    meaning: "least refill that the records force; missing where nobody reports what the hub took in",
  },
  {name: "refill_upper_usd", unit: "usd", meaning: "all that the target bought more from the hub"},
  {name: "share_documented_pct", unit: "percent", meaning: "documented refill as a share of the direct loss"},
  {name: "share_upper_pct", unit: "percent", meaning: "upper refill as a share of the direct loss"},
  {
    name: "direct_loss_usd",
    unit: "usd",
    meaning: "what the target no longer got directly, by its own record: baseline mean less actual",
  },
  ...OUT,
  {name: "months", unit: "months", meaning: "months of the window"},
  {name: "tests_passed", unit: "count", meaning: "tests passed"},
  {name: "tests_known", unit: "count", meaning: "tests that the data in hand can answer"},
  {name: "tests", unit: "text", meaning: "each test: + passed, − failed, ? unknown; with figures: --by test"},
  {name: "unknown", unit: "text", meaning: "why cells of this row are missing"},
];

const PRODUCT: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  {name: "product", unit: "text", meaning: "code or line of the goods list"},
  {name: "direct_loss_usd", unit: "usd", meaning: "what the target no longer got directly of this product"},
  ...OUT,
  {
    name: "substitution_upper_ratio",
    unit: "ratio",
    meaning: "excess out, high bound, over direct loss; missing where the target lost none",
  },
];

const TEST: readonly FindingColumn[] = [
  {name: "hub", unit: "text", meaning: "ISO3 of the state in between"},
  {name: "test", unit: "text", meaning: "name of the test"},
  {name: "passed", unit: "text", meaning: "whether it passed; missing where the data in hand cannot answer"},
  {name: "why", unit: "text", meaning: "the figure it rests on, or what is not known"},
];

/** Columns of a finding that rests on the target's imports. */
export function arrivalColumns(by: Grouping): readonly FindingColumn[] {
  return {hub: HUB, product: PRODUCT, test: TEST}[by];
}
