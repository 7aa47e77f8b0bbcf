import {at} from "./dense.ts";
import {combinationVariance, type EventStudy} from "./event-study.ts";
import {
  type SensitivityTarget,
  type Sides,
  sidesOf,
  type TargetWeights,
  targetWeights,
} from "./sensitivity-target.ts";
import {criticalValue} from "./table.ts";

/** Bounds for one size of violation. */
export interface SensitivityBound {
  /** The size: M̄ of relative magnitudes, M of smoothness. */
  readonly size: number;
  /** Effects that the point estimates allow, without sampling error; null where they contradict the size (smoothness alone). */
  readonly identified: {readonly low: number; readonly high: number} | null;
  /** Confidence interval for the effect, robust to violations up to the size. */
  readonly low: number;
  readonly high: number;
}

/** Bounds for several sizes, and the largest violation under which the sign still stands. */
export interface SensitivityResult {
  readonly restriction: "relative-magnitudes" | "smoothness";
  readonly target: TargetWeights;
  readonly level: number;
  readonly bounds: readonly SensitivityBound[];
  /** The size at which the interval reaches zero; null when it holds zero without any violation. */
  readonly breakdown: number | null;
}

/** One linear function of the coefficients per place and sign of the largest change before. */
interface Branch {
  readonly weights: Float64Array;
  readonly estimate: number;
  readonly se: number;
}

/**
 * Bounds under relative magnitudes (Rambachan & Roth 2023, doi:10.1093/restud/rdad018, Δ^RM): from one period to the next, the difference in
 * trends after the event changes by at most M̄ times its largest change before.
 *
 * The identified set is closed form: estimate ± M̄·C·max|change before|, C = Σₛ|Σ_{t≥s} weightₜ|. The interval is the union, over
 * place and sign of the largest change, of the study's intervals (normal, or t) of that linear function: it covers the whole identified set with at least
 * the stated probability in large samples. It is wider than the authors' conditional and hybrid intervals, which are not implemented.
 *
 * @throws UsageError from `sidesOf` and `targetWeights`, "size" for a negative size
 */
export function relativeMagnitudes(
  study: EventStudy,
  sizes: readonly number[],
  {target = "mean", level = study.level}: {readonly target?: SensitivityTarget; readonly level?: number} = {},
): SensitivityResult {
  const sides = sidesOf(study);
  const weights = targetWeights(sides, target);
  const bound = (size: number): SensitivityBound => boundOf(study, sides, {weights, size, level});
  return {
    restriction: "relative-magnitudes",
    target: weights,
    level,
    bounds: sizes.map(bound),
    breakdown: breakdownOf(bound),
  };
}

interface BoundInput {
  readonly weights: TargetWeights;
  readonly size: number;
  readonly level: number;
}

function boundOf(study: EventStudy, sides: Sides, {weights, size, level}: BoundInput): SensitivityBound {
  const reach = size * cumulated(weights.weights);
  const branches = sides.before.flatMap((_, place) =>
    [-1, 1].map((sign) => branchOf(study, sides, {weights, place, shift: sign * reach})),
  );
  const z = criticalValue(study.reference, level);
  return {
    size,
    identified: {
      low: Math.min(...branches.map(({estimate}) => estimate)),
      high: Math.max(...branches.map(({estimate}) => estimate)),
    },
    low: Math.min(...branches.map(({estimate, se}) => estimate - z * se)),
    high: Math.max(...branches.map(({estimate, se}) => estimate + z * se)),
  };
}

/** Σₛ|Σ_{t≥s} weightₜ|: how much a change of one in every period moves the target at most. */
function cumulated(weights: Float64Array): number {
  let [tail, sum] = [0, 0];
  for (let t = weights.length - 1; t >= 0; t--) {
    tail += at(weights, t);
    sum += Math.abs(tail);
  }
  return sum;
}

/** The target plus `shift` times the change between the `place`-th period before the reference and the one after it. */
function branchOf(
  study: EventStudy,
  {before, after}: Sides,
  {weights, place, shift}: {readonly weights: TargetWeights; readonly place: number; readonly shift: number},
): Branch {
  const combined = new Float64Array(before.length + after.length);
  for (const [t, row] of after.entries()) combined[row.position] = at(weights.weights, t);
  for (const [row, sign] of [
    [before[place], -1],
    [before[place - 1], 1],
  ] as const) {
    if (row !== undefined) combined[row.position] = at(combined, row.position) + sign * shift;
  }
  const values = [...before, ...after];
  const estimate = values.reduce((sum, row) => sum + at(combined, row.position) * row.estimate, 0);
  return {weights: combined, estimate, se: Math.sqrt(combinationVariance(study, combined))};
}

const LARGEST = 1e12;

/** The size at which the interval first holds zero, by bisection: intervals widen with the size. */
export function breakdownOf(bound: (size: number) => SensitivityBound): number | null {
  const holdsZero = (size: number): boolean => {
    const {low, high} = bound(size);
    return low <= 0 && high >= 0;
  };
  if (holdsZero(0)) return null;
  let high = 1e-6;
  while (!holdsZero(high) && high < LARGEST) high *= 4;
  if (high >= LARGEST) return Number.POSITIVE_INFINITY;
  let low = high / 4 < 1e-6 ? 0 : high / 4;
  for (let step = 0; step < 60 && high - low > 1e-9 * high; step++) {
    const middle = (low + high) / 2;
    if (holdsZero(middle)) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
