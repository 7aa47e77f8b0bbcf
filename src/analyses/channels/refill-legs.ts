import {type CourseNoise, courseNoise} from "../../methods/index.ts";
import {type Measured, sum} from "./model.ts";

/** An amount within its ends, and how far the years before the shock say that it may be off. US dollars; ends are signed. */
export interface NoisyAmount {
  readonly low: number;
  readonly high: number;
  /** Standard error from the product's own years. */
  readonly error: number;
  /** The same from the years of all products of the leg, in proportion: steadier, to decide by and not to add up. */
  readonly typical: number;
  /** What a deviation that the whole leg shares acts on. */
  readonly exposed: number;
}

/** One leg of a hub: coming in, going on, or vanishing. */
export interface NoisyLeg {
  readonly amounts: ReadonlyMap<string, NoisyAmount>;
  readonly noise: CourseNoise;
  /** Years before the shock. */
  readonly years: number;
}

/** A product of a leg. */
export interface LegProduct {
  readonly label: string;
  readonly measured: Measured;
}

/** √(1 + 1 ÷ years): a year's deviation and that of the mean before it together, as a multiple of one year's. */
export function spreadOf({years}: Pick<NoisyLeg, "years">): number {
  return Math.sqrt(1 + 1 / years);
}

/**
 * What products carry beyond the mean of their past, and beyond that mean grown as the other goods. Ends are signed, unlike
 * those of `excess` in a sum of surpluses, so that chance surpluses and shortfalls of products cancel.
 *
 * @param path the other goods of the same pair; null where none are loaded
 * @returns null with fewer than two years before the shock: then nothing tells how much years differ
 */
export function excessLeg(products: readonly LegProduct[], path: Measured | null): NoisyLeg | null {
  const [first] = products;
  if (first === undefined || first.measured.baseline.length < 2) return null;
  const years = first.measured.baseline.length;
  const {course, growth} = courseOf(path, years);
  const means = products.map(({measured}) => sum(measured.baseline) / years);
  const noise = courseNoise(
    products.map(({measured}) => measured.baseline),
    means.map((mean) => course.map((year) => mean * year)),
  );
  const [least, most] = [Math.min(1, growth), Math.max(1, growth)];
  const off = most * spreadOf({years});
  const typical = typicalShare(noise, means);
  const amounts = products.map(({label, measured: {actual}}, place): [string, NoisyAmount] => {
    const mean = Number(means[place]);
    return [
      label,
      {
        low: actual - most * mean,
        high: actual - least * mean,
        error: off * Math.sqrt(Number(noise.variances[place])),
        typical: off * typical * mean,
        exposed: most * mean,
      },
    ];
  });
  return {amounts: new Map(amounts), noise, years};
}

/** The other goods' years, and their window, as multiples of their mean year; ones where they say nothing. */
function courseOf(path: Measured | null, years: number): {course: readonly number[]; growth: number} {
  const usual = path === null ? 0 : sum(path.baseline) / years;
  return path === null || usual <= 0 || path.baseline.length !== years
    ? {course: Array.from({length: years}, () => 1), growth: 1}
    : {course: path.baseline.map((value) => value / usual), growth: path.actual / usual};
}

/** Root of the mean squared deviation of a year, as a share of the products' levels, large ones counting more. */
function typicalShare({variances}: CourseNoise, levels: readonly number[]): number {
  const squares = sum(levels.map((level) => level * level));
  return squares > 0 ? Math.sqrt(sum([...variances]) / squares) : 0;
}

/** Exporter's and importer's record of a product. */
export interface RecordedProduct {
  readonly label: string;
  readonly exported: Measured;
  readonly imported: Measured;
}

/**
 * What did not arrive beyond the usual gap, signed. The usual ratio is that of the sums before the shock. As in `orphans`, of
 * an importer that records less than was sent only its part can be shown to be missing: that is the low end.
 *
 * @param products those with exports before the shock
 * @returns null with fewer than two years before the shock
 */
export function vanishedLeg(products: readonly RecordedProduct[]): NoisyLeg | null {
  const [first] = products;
  if (first === undefined || first.exported.baseline.length < 2) return null;
  const years = first.exported.baseline.length;
  const usual = products.map(({exported, imported}) => sum(imported.baseline) / sum(exported.baseline));
  const noise = courseNoise(
    products.map(({imported}) => imported.baseline),
    products.map(({exported}, place) => exported.baseline.map((value) => value * Number(usual[place]))),
  );
  const levels = products.map(({imported}) => sum(imported.baseline) / years);
  const typical = typicalShare(noise, levels);
  const amounts = products.map((product, place): [string, NoisyAmount] => {
    const level = Number(levels[place]);
    const deviation = level > 0 ? Math.sqrt(Number(noise.variances[place])) / level : 0;
    return [product.label, vanishedAmount(product, {ratio: Number(usual[place]), deviation, typical, years})];
  });
  return {amounts: new Map(amounts), noise, years};
}

interface UsualRecord {
  /** Importer's over exporter's figure. */
  readonly ratio: number;
  /** Standard deviation of a year's record as a share of it: the product's own and that of products like it. */
  readonly deviation: number;
  readonly typical: number;
  readonly years: number;
}

function vanishedAmount(
  {exported, imported}: RecordedProduct,
  {ratio, deviation, typical, years}: UsualRecord,
): NoisyAmount {
  // Nothing is known of what an office records that never recorded the product.
  if (ratio === 0)
    return {low: 0, high: Math.max(0, exported.actual - imported.actual), error: 0, typical: 0, exposed: 0};
  // The mean of one over a noisy ratio is above one over its mean, by its squared deviation.
  const arrived = imported.actual / ratio / (1 + deviation ** 2 / years);
  const amount = exported.actual - arrived;
  const off = arrived * spreadOf({years});
  return {
    low: amount > 0 ? amount * Math.min(1, ratio) : amount,
    high: amount,
    error: off * deviation,
    typical: off * typical,
    exposed: arrived,
  };
}
