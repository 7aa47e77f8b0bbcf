import {partialInterval} from "../../methods/index.ts";
import type {Bounds} from "./model.ts";
import {type NoisyAmount, type NoisyLeg, spreadOf} from "./refill-legs.ts";

const LEGS = ["came", "onward", "vanished"] as const;
type LegName = (typeof LEGS)[number];

/** The legs of a hub, by product; null is unknown. */
export interface HubLegs {
  readonly came: NoisyLeg;
  readonly onward: NoisyLeg | null;
  readonly vanished: NoisyLeg | null;
  /** All goods: what came in beyond the mean of its past, and what vanished. Null unless only totals show what vanished. */
  readonly totals: {readonly came: Estimated; readonly vanished: Estimated} | null;
}

/** What all products of a leg share in a year, as a share, over all hubs. */
export type SharedByLeg = Readonly<Record<LegName, {readonly deviation: number; readonly degrees: number}>>;

/** An estimate with its variance; `fourth` is Σ variance² ÷ degrees of freedom over its independent parts (Satterthwaite 1946). */
export interface Estimated {
  readonly amount: number;
  readonly variance: number;
  readonly fourth: number;
}

/** Probability that the interval is made to hold the refill with. */
export const REFILL_LEVEL = 0.95;
/** Standard errors by which what came in must fall short of what is seen to go on before it caps it. */
const CAP = 2;
/** Standard errors by which a product must have fallen before its fall is taken for one and not for chance. */
const FALL = 3;

/**
 * A 95 % interval for the refill of a hub, after Imbens and Manski: it lies between the ends that `refill` estimates, and each
 * end is moved out by what the years before the shock say that it may be off.
 *
 * Unlike in `refill`, chance must not add up: products enter with their sign unless they clearly fell, and what came in caps
 * what is seen only where it clearly is less. So the ends are nearly unbiased and their errors those of sums. What is known of
 * the channel itself has no error: only the counterfactual and the usual gap have.
 *
 * @param bounds documented and upper refill, which the interval holds where a leg is unknown
 */
export function refillInterval(legs: HubLegs, shared: SharedByLeg, bounds: Bounds): Bounds {
  const [low, high] = [lowEnd(legs, shared), endOf("high", legs, shared)];
  const found = partialInterval(
    {
      low: low.amount,
      high: high.amount,
      lowError: Math.sqrt(low.variance),
      highError: Math.sqrt(high.variance),
      degrees: Math.min(degreesOf(low), degreesOf(high)),
    },
    REFILL_LEVEL,
  );
  // The bounds of a hub whose legs are all on record add chance up: its interval may end inside of them.
  if (legs.onward !== null && legs.vanished !== null)
    return {low: Math.max(0, found.low), high: Math.max(0, found.high)};
  return {
    low: Math.max(0, Math.min(bounds.low, found.low)),
    high: Math.max(bounds.high, found.high),
  };
}

// Above this, Student's t is the normal to six digits.
const MANY_DEGREES = 1e6;

function degreesOf({variance, fourth}: Estimated): number {
  return fourth > 0 ? Math.min(MANY_DEGREES, Math.max(1, variance ** 2 / fourth)) : MANY_DEGREES;
}

/** What products show to have gone on or vanished; what the totals force where that is more. */
function lowEnd(legs: HubLegs, shared: SharedByLeg): Estimated {
  const own = endOf("low", legs, shared);
  if (legs.totals === null) return own;
  const listed = added(
    [...legs.came.amounts.values()].map((from) => ({amount: from.low, leg: "came", from})),
    legs,
    shared,
  );
  const forced = forcedEnd(listed, legs.totals);
  return forced.amount > own.amount ? forced : own;
}

/** Fréchet's bound of `refill`: the least of its three sides, with that side's error. */
function forcedEnd(listed: Estimated, {came, vanished}: NonNullable<HubLegs["totals"]>): Estimated {
  // Listed goods are a part of all goods: as independents, their difference is taken to be less sure than it is.
  const overlap = {
    amount: listed.amount + vanished.amount - Math.max(0, came.amount),
    variance: listed.variance + vanished.variance + came.variance,
    fourth: listed.fourth + vanished.fourth + came.fourth,
  };
  return [vanished, overlap].reduce((least, side) => (side.amount < least.amount ? side : least), listed);
}

type End = "low" | "high";

/** A product's amount on one leg, which enters a sum. */
interface Part {
  readonly amount: number;
  readonly leg: LegName;
  readonly from: NoisyAmount;
}

function endOf(end: End, legs: HubLegs, shared: SharedByLeg): Estimated {
  return added(
    [...legs.came.amounts].flatMap(([label, from]) =>
      partsOf(label, {amount: from[end], leg: "came", from}, {end, legs}),
    ),
    legs,
    shared,
  );
}

function partsOf(
  label: string,
  came: Part,
  {end, legs}: {readonly end: End; readonly legs: HubLegs},
): readonly Part[] {
  const seen = (["onward", "vanished"] as const).flatMap((leg): Part[] => {
    const from = legs[leg]?.amounts.get(label);
    return from === undefined ? [] : [{amount: from[end], leg, from}];
  });
  if (seen.length === 0 && end === "low") return [];
  // A leg that nobody reports may have taken all that came.
  if (seen.length < 2 && end === "high") return [came].filter(stands);
  const kept = seen.filter(stands);
  const short = kept.reduce((left, {amount}) => left - amount, came.amount);
  const error = Math.hypot(...[came, ...seen].map(errorOf));
  return short < -CAP * error ? [came].filter(stands) : kept;
}

function stands(part: Part): boolean {
  return part.amount >= -FALL * errorOf(part);
}

function errorOf({from: {error, typical}}: Part): number {
  return Math.max(error, typical);
}

function added(parts: readonly Part[], legs: HubLegs, shared: SharedByLeg): Estimated {
  let [amount, variance, fourth] = [0, 0, 0];
  for (const leg of LEGS) {
    const own = parts.filter((part) => part.leg === leg);
    const noisy = legs[leg];
    if (noisy === null || own.length === 0) continue;
    let exposed = 0;
    for (const {amount: value, from} of own) {
      amount += value;
      variance += from.error ** 2;
      fourth += from.error ** 4 / (noisy.years - 1);
      exposed += from.exposed;
    }
    const {deviation, degrees} = shared[leg];
    const common = (exposed * deviation * spreadOf(noisy)) ** 2;
    variance += common;
    if (common > 0) fourth += common ** 2 / degrees;
  }
  return {amount, variance, fourth};
}
