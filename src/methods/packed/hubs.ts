import {type PackedPeriod, placeOf} from "./side.ts";

/** Exports of some years, and whether they count before or after the shock. */
export interface HubYear extends Pick<PackedPeriod, "keys" | "sent"> {
  readonly after: boolean;
}

/** The question of a ranking: who sends, where it goes on to, which products. States and products by their numbers in keys. */
export interface HubQuestion {
  readonly unitBits: number;
  readonly units: number;
  /** One for each state that is an origin, zero for others. */
  readonly isOrigin: Uint8Array;
  readonly target: number;
  /** Ascending. */
  readonly products: Int32Array;
}

/**
 * What each state received from the origins and sent on to the target, after less before, in yearly means, and how much of it
 * matches by product: Σ over products of max(0, min(rise in, rise out)). Unit of the values, by number of state.
 */
export interface HubScores {
  readonly riseIn: Float64Array;
  readonly riseOut: Float64Array;
  readonly matched: Float64Array;
}

/** Scores every state as a hub, product by product: of the years only the listed products are read. */
export function scoreHubs(years: readonly HubYear[], question: HubQuestion): HubScores {
  const {units, products, unitBits} = question;
  const scores = {
    riseIn: new Float64Array(units),
    riseOut: new Float64Array(units),
    matched: new Float64Array(units),
  };
  const [into, onward] = [new Float64Array(units), new Float64Array(units)];
  const after = years.filter((year) => year.after).length;
  const weight = ({after: isAfter}: HubYear): number => (isAfter ? 1 / after : -1 / (years.length - after));
  for (const product of products) {
    for (const year of years)
      addProduct({into, onward}, year, {
        ...question,
        weight: weight(year),
        from: product * 2 ** (2 * unitBits),
        below: (product + 1) * 2 ** (2 * unitBits),
      });
    settle(scores, into, onward);
  }
  return scores;
}

interface Part extends HubQuestion {
  readonly weight: number;
  readonly from: number;
  readonly below: number;
}

function addProduct(
  {into, onward}: {readonly into: Float64Array; readonly onward: Float64Array},
  {keys, sent}: HubYear,
  {unitBits, isOrigin, target, weight, from, below}: Part,
): void {
  const mask = 2 ** unitBits - 1;
  const end = placeOf(keys, below);
  for (let at = placeOf(keys, from); at < end; at++) {
    const [key, value] = [Number(keys[at]), Number(sent[at])];
    const [exporter, importer] = [(key >>> unitBits) & mask, key & mask];
    if (Number.isNaN(value)) continue;
    if (isOrigin[exporter] === 1) into[importer] = Number(into[importer]) + weight * value;
    else if (importer === target) onward[exporter] = Number(onward[exporter]) + weight * value;
  }
}

/** Takes a product's rises into the scores and clears them for the next. */
function settle({riseIn, riseOut, matched}: HubScores, into: Float64Array, onward: Float64Array): void {
  for (let unit = 0; unit < into.length; unit++) {
    const [one, other] = [Number(into[unit]), Number(onward[unit])];
    riseIn[unit] = Number(riseIn[unit]) + one;
    riseOut[unit] = Number(riseOut[unit]) + other;
    if (one > 0 && other > 0) matched[unit] = Number(matched[unit]) + Math.min(one, other);
  }
  into.fill(0);
  onward.fill(0);
}

/** Adds the scores of other products to `scores`. */
export function addScores(scores: HubScores, other: HubScores): void {
  for (const name of ["riseIn", "riseOut", "matched"] as const) {
    const [one, more] = [scores[name], other[name]];
    for (let unit = 0; unit < one.length; unit++) one[unit] = Number(one[unit]) + Number(more[unit]);
  }
}
