import type {Random} from "../../base/index.ts";
import {spearman, spearmanExactP, spearmanP} from "../../methods/index.ts";
import type {Capability} from "./capability.ts";
import {between, FURTHER_THRESHOLDS, type TestResult, told, unknown} from "./judge.ts";
import type {NotKnown} from "./model.ts";
import type {RankedEntry} from "./new-products.ts";
import type {Wedge} from "./unit-values.ts";

/** What the further tests of a hub rest on. */
export interface Further {
  readonly unitValues: Wedge | NotKnown;
  readonly newProducts: RankedEntry | NotKnown;
  readonly capability: Capability | NotKnown;
  readonly together: Together | NotKnown;
}

/** A product on both roads. */
export interface BothRoads {
  readonly label: string;
  readonly came: Grown;
  readonly went: Grown;
}

/** What was traded, and what would have been by the higher counterfactual. US dollars, neither below zero. */
export interface Grown {
  readonly actual: number;
  readonly usual: number;
}

/** How in and out move together over products. */
export interface Together {
  readonly products: number;
  readonly rho: number;
  /** One-sided. */
  readonly p: number;
}

/**
 * Rank correlation of excess in and excess out over products, each as a share of actual and usual trade together, with a
 * permutation p; the reason where there are too few. In dollars, large products have large excesses of either sign on both roads,
 * and a growth of everything alone would correlate.
 */
export function inAndOut(products: readonly BothRoads[], random: Random): Together | NotKnown {
  const traded = products.filter(
    ({came, went}) => came.actual + came.usual > 0 && went.actual + went.usual > 0,
  );
  if (traded.length < FURTHER_THRESHOLDS.togetherProducts)
    return {reason: `${traded.length} products are known and traded on both roads`};
  const [into, onward] = [traded.map(({came}) => relative(came)), traded.map(({went}) => relative(went))];
  const rho = spearman(into, onward);
  const p =
    traded.length <= FURTHER_THRESHOLDS.togetherExact
      ? spearmanExactP(into, onward)
      : spearmanP(into, onward, {random});
  if (rho === null || p === null) return {reason: "no product differs from another"};
  return {products: traded.length, rho, p};
}

/** From −1, nothing is left, to 1, nothing was there. */
function relative({actual, usual}: Grown): number {
  return (actual - usual) / (actual + usual);
}

/** The further tests, in the published order. They do not enter the grade. */
export function judgeFurther({unitValues, newProducts, capability, together}: Further): TestResult[] {
  return [
    "reason" in unitValues ? unknown("unit-values", unitValues.reason) : wedgeTest(unitValues),
    "reason" in newProducts ? unknown("new-products", newProducts.reason) : newTest(newProducts),
    "reason" in capability ? unknown("no-capability", capability.reason) : capabilityTest(capability),
    "reason" in together ? unknown("in-and-out", together.reason) : togetherTest(together),
  ];
}

function wedgeTest({median, interval, products, both}: Wedge): TestResult {
  const over = `over ${products.size} of ${both} products on both roads`;
  if (interval === null)
    return unknown(
      "unit-values",
      `goods leave at ×${median.toFixed(2)} of their unit value ${over}: too few, or one too large, for an interval`,
    );
  const {low, high} = interval;
  const {wedgeLeast, wedgeMost} = FURTHER_THRESHOLDS;
  return between("unit-values", {
    passes: low >= wedgeLeast && high <= wedgeMost,
    fails: high < wedgeLeast || low > wedgeMost,
    why: `goods leave at ×${median.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}] of their unit value ${over}`,
  });
}

function newTest({absent, entered, usd, ofUsd, before, p, others}: RankedEntry): TestResult {
  if (absent === 0) return unknown("new-products", "every product of the list was sent there before");
  const share = ofUsd > 0 ? ` (${((100 * usd) / ofUsd).toFixed(0)} % of the value)` : "";
  const earlier = before === null ? "" : `, ${before.entered.length} of ${before.absent} the year before`;
  const counts = `${entered.length} of ${absent} products not sent there before are new${share}${earlier}`;
  if (p === null)
    return unknown(
      "new-products",
      `${counts}: ${before === null ? "one baseline year only" : "none was absent the year before"}`,
    );
  if (others < FURTHER_THRESHOLDS.newDestinations)
    return unknown(
      "new-products",
      `${counts}: too few to rank among, ${others} other destinations lacked any`,
    );
  return told(
    "new-products",
    p <= FURTHER_THRESHOLDS.newP,
    `${counts}; p ${p.toFixed(3)} among ${others + 1} destinations`,
  );
}

function capabilityTest({without, side, tellers}: Capability): TestResult {
  const {low, high} = without;
  const {unable} = FURTHER_THRESHOLDS;
  const [least, most] = [(100 * low).toFixed(0), (100 * high).toFixed(0)];
  return between("no-capability", {
    passes: low >= unable,
    fails: high < unable,
    why: `${least === most ? least : `${least} to ${most}`} % of the refill is in products that it exported less of than others did, by ${tellers} ${side}`,
  });
}

function togetherTest({products, rho, p}: Together): TestResult {
  return told(
    "in-and-out",
    p <= FURTHER_THRESHOLDS.togetherP,
    `rank correlation of excess in and excess out ${rho.toFixed(2)} over ${products} products, p ${p.toFixed(3)}`,
  );
}
