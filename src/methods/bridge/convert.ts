import {at} from "../inference/dense.ts";
import {tQuantile} from "../special/index.ts";
import {type Family, linksBySource} from "./families.ts";
import type {HeldOutCell, TestedWeights} from "./held-out.ts";

/** An amount of one family under asked targets. All in the unit of the amounts, ≥ 0. */
export interface ConvertedAmount {
  /** From sources whose targets are all asked for: no weight is used. */
  readonly exact: number;
  /** From sources with usable weights. */
  readonly estimated: number;
  /** What sources without usable weights hold that may stand under the asked targets: all of it, part of it, or nothing. */
  readonly bounded: number;
  /** Exact and estimated; null where a part is only bounded. */
  readonly value: number | null;
  /** Ends that hold the value: the estimated part by what cells left out show, the bounded part by all and nothing. */
  readonly low: number;
  readonly high: number;
}

/** What is converted: amounts of one place and time by source of the family, and the targets asked for, as positions. */
export interface Conversion {
  readonly family: Family;
  readonly amounts: Float64Array;
  readonly into: ReadonlySet<number>;
  /** Null where nothing was estimated: what is not exact is then only bounded. */
  readonly weights: TestedWeights | null;
  /** Sources of which a part went to no target of the family: no more than their amount, and no number. */
  readonly leaking?: ReadonlySet<number>;
  readonly level?: number;
}

/** An amount of a family under asked targets of the other edition, with what is known of it. */
export function convertAmount({
  family,
  amounts,
  into,
  weights,
  leaking = new Set(),
  level = 0.95,
}: Conversion): ConvertedAmount {
  let [exact, estimated, bounded, split] = [0, 0, 0, 0];
  for (const [source, links] of linksBySource(family).entries()) {
    const amount = at(amounts, source);
    const asked = links.filter((e) => into.has(family.links[e]?.target ?? -1));
    if (asked.length === 0 || amount === 0) continue;
    if (leaking.has(source)) bounded += amount;
    else if (asked.length === links.length) exact += amount;
    else if (weights !== null && weights.usable[source] === 1) {
      estimated += amount * asked.reduce((sum, e) => sum + at(weights.weights, e), 0);
      split += amount;
    } else bounded += amount;
  }
  const error = weights === null || split === 0 ? 0 : split * heldOutError(weights, into, level);
  return {
    exact,
    estimated,
    bounded,
    value: bounded > 0 ? null : exact + estimated,
    low: exact + Math.max(0, estimated - error),
    high: exact + Math.min(split, estimated + error) + bounded,
  };
}

/**
 * Half the width of an interval for the share of a split amount that stands under the asked targets: t times the root mean square of
 * what the held-out cells missed, by value. It holds the error of the weights and how much places differ from each other.
 */
function heldOutError({heldOut, clusters}: TestedWeights, into: ReadonlySet<number>, level: number): number {
  let [square, mass] = [0, 0];
  for (const {weight, split, miss} of heldOut) {
    square += weight * missUnder(miss, into) ** 2;
    mass += weight * split ** 2;
  }
  // Without a held-out cell nothing speaks for the weights: the whole range.
  return mass > 0 ? tQuantile((1 - level) / 2, clusters - 1, "upper") * Math.sqrt(square / mass) : 1;
}

function missUnder(miss: HeldOutCell["miss"], into: ReadonlySet<number>): number {
  return miss.reduce((sum, value, target) => sum + (into.has(target) ? value : 0), 0);
}
