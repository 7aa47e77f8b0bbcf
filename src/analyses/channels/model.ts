/** Amounts of one product (or of all goods) over a window and over the same months of each baseline year, in US dollars. */
export interface Measured {
  /** Sum over the window. */
  readonly actual: number;
  /** Sum over the window's months, one number a baseline year, oldest first. */
  readonly baseline: readonly number[];
}

/** An amount known only within bounds, both in US dollars. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** Why a figure is missing, in place of the figure. */
export interface NotKnown {
  readonly reason: string;
}

/**
 * What the amount would have been: the mean of the baseline years, and that mean carried along with the growth of the
 * same pair's other goods. Between the two lies every mixture of "demand grew as for other goods" and "it did not".
 *
 * @param growth actual ÷ baseline of the control goods; null where no control is loaded, which leaves the mean alone
 */
export function counterfactual({baseline}: Measured, growth: number | null): Bounds {
  const mean = baseline.reduce((sum, year) => sum + year, 0) / baseline.length;
  const factor = growth ?? 1;
  return {low: mean * Math.min(1, factor), high: mean * Math.max(1, factor)};
}

/** Actual less counterfactual: low against the higher counterfactual, high against the lower one. May be negative. */
export function excess(measured: Measured, growth: number | null): Bounds {
  const {low, high} = counterfactual(measured, growth);
  return {low: measured.actual - high, high: measured.actual - low};
}

/** The last baseline year measured against the ones before it: what the method finds where nothing happened. Null with one year. */
export function placebo({baseline}: Measured): Measured | null {
  const actual = baseline.at(-1);
  return actual === undefined || baseline.length < 2 ? null : {actual, baseline: baseline.slice(0, -1)};
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

export function addBounds(parts: readonly Bounds[]): Bounds {
  return {low: sum(parts.map(({low}) => low)), high: sum(parts.map(({high}) => high))};
}

/** Exporter's and importer's figures of the same trade. */
export interface MirrorPair {
  readonly exported: Measured;
  readonly imported: Measured;
}

/**
 * Exported, never imported, beyond the pair's own usual gap, at the exporter's valuation. The usual ratio is the share of
 * its exports that each baseline year shows as imports; it carries transport costs, coverage and habits of both offices,
 * so none of these has to be assumed. Never below zero.
 *
 * Low takes the smallest usual ratio and counts only what would have been recorded: of an importer that used to record a
 * tenth, only a tenth can be shown to be missing now. High takes the largest ratio and the goods behind it.
 *
 * @returns null where no baseline year has exports: then no gap is usual
 */
export function orphans({exported, imported}: MirrorPair): Bounds | null {
  const ratios = exported.baseline.flatMap((value, year) => {
    const other = imported.baseline[year];
    return other === undefined || value <= 0 ? [] : [other / value];
  });
  if (ratios.length === 0) return null;
  const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
  const low = Math.max(0, exported.actual * Math.min(1, least) - imported.actual / Math.max(1, least));
  const arrived = most > 0 ? imported.actual / most : imported.actual;
  return {low, high: Math.max(low, exported.actual - arrived)};
}

/** What of a product came in beyond the counterfactual, went on, and never arrived. Null is unknown, never zero. */
export interface ProductEvidence {
  readonly excessIn: Bounds;
  readonly excessOut: Bounds | null;
  readonly orphans: Bounds | null;
}

/** What all goods together show where products are not reported. */
export interface TotalEvidence {
  /** Exports of all goods to the hub beyond the baseline mean. */
  readonly excessIn: number;
  readonly orphans: Bounds;
}

/**
 * What a hub gives back to the target, within bounds.
 *
 * Documented: product by product, no more than what came in beyond the counterfactual, and no more than what is seen to
 * go on or is seen to vanish. Where only totals show what vanished, the least overlap of "listed" and "vanished" that
 * the totals force (Fréchet's bound: listed + vanished − all excess), if that is more.
 * Upper: every product's surplus beyond the lower counterfactual (a fall of another product takes nothing back), unless both
 * the onward trade and the arrival of a product are reported, when they cap it.
 */
export function refill(products: readonly ProductEvidence[], total: TotalEvidence | null): Bounds {
  const {low: documented, high: upper} = addBounds(products.map(productRefill));
  const listed = Math.max(0, addBounds(products.map(({excessIn}) => excessIn)).low);
  const forced = total === null ? 0 : forcedOverlap(listed, total);
  return {low: Math.min(Math.max(documented, forced), upper), high: upper};
}

/** The same of one product, by what is reported of it alone. */
export function productRefill(product: ProductEvidence): Bounds {
  const [came, most] = [Math.max(0, product.excessIn.high), seenHigh(product)];
  return {low: documentedPart(product), high: most === null ? came : Math.min(came, most)};
}

function forcedOverlap(listed: number, {excessIn, orphans: vanished}: TotalEvidence): number {
  return Math.max(0, Math.min(listed, vanished.low, listed + vanished.low - Math.max(0, excessIn)));
}

function documentedPart({excessIn, excessOut, orphans: vanished}: ProductEvidence): number {
  const seen = [excessOut, vanished].filter((part) => part !== null).map(({low}) => Math.max(0, low));
  return Math.min(Math.max(0, excessIn.low), sum(seen));
}

/** Most that can have gone on or vanished; null unless both are reported. */
function seenHigh({excessOut, orphans: vanished}: ProductEvidence): number | null {
  return excessOut === null || vanished === null
    ? null
    : Math.max(0, excessOut.high) + Math.max(0, vanished.high);
}
