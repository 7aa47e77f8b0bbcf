import {columnMeans, sharesOf} from "../../methods/index.ts";
import {type Observation, observe, periodsWithin, type Series, type Window} from "./series.ts";
import type {Unit} from "./units.ts";

/** A unit's ties with several others by one measure, in one window. */
export interface MeasureWindow {
  /** Mean weight with each, over the periods in which it is known; null where it never is. */
  readonly weights: readonly (number | null)[];
  /** Shares of the mean weights, over periods in which all are known; null with `missing`. */
  readonly shares: readonly number[] | null;
  readonly missing: string | null;
  readonly observations: readonly Observation[];
  /** Years of the observations, ascending. */
  readonly years: readonly number[];
}

/** Weights and shares of a unit with its targets. */
export function measureWindow(
  series: Series,
  {
    owner,
    targets,
    window,
  }: {readonly owner: Unit; readonly targets: readonly Unit[]; readonly window: Window},
): MeasureWindow {
  const observations = observe(series, {owner, targets, window});
  const tooFew = fewIn(observations, series.measure.leastCount);
  const shares = observations.length === 0 || tooFew !== null ? null : sharesOf(meanWeights(observations));
  const own = targets.map((target) => meanAlone(series, {owner, target, window}));
  const unknown = targets.filter((_, at) => own[at] === null);
  return {
    weights: observations.length === 0 ? own : meanWeights(observations),
    shares,
    missing:
      shares === null
        ? (tooFew ?? whyMissing(series, {observations, unknown, owner, targets, window}))
        : null,
    observations,
    years: [...new Set(observations.map(({year}) => year))],
  };
}

/** Why a count says nothing of shares: one person who moves is no share of 100 %. */
function fewIn(observations: readonly Observation[], least: number | null): string | null {
  if (least === null || observations.length === 0) return null;
  const count = observations.reduce((sum, {weights}) => sum + weights.reduce((all, one) => all + one, 0), 0);
  return count < least ? `${count} in these years, and fewer than ${least} tell no shares` : null;
}

/** Mean weight with each target over observations. */
export function meanWeights(observations: readonly Observation[]): number[] {
  return columnMeans(observations.map(({weights}) => weights));
}

function meanAlone(
  {periods, weight}: Series,
  {owner, target, window}: {readonly owner: Unit; readonly target: Unit; readonly window: Window},
): number | null {
  const found = periodsWithin(periods, window).flatMap((period) => weight(owner, target, period) ?? []);
  return found.length === 0 ? null : found.reduce((sum, one) => sum + one, 0) / found.length;
}

function whyMissing(
  {unsaid, periods}: Series,
  {
    observations,
    unknown,
    owner,
    targets,
    window,
  }: {
    readonly observations: readonly Observation[];
    readonly unknown: readonly Unit[];
    readonly owner: Unit;
    readonly targets: readonly Unit[];
    readonly window: Window;
  },
): string {
  if (observations.length > 0) return "no tie with any of them: every weight is zero";
  if (periodsWithin(periods, window).length === 0) return "no figure in these years";
  const reasons = Map.groupBy(unknown, (target) => unsaid(owner, target, window.to));
  const left = reasons.get(null) ?? [];
  const said = [...reasons].flatMap(([reason, of]) =>
    reason === null ? [] : [`${reason} ${owner.id} with ${listed(of)}`],
  );
  if (left.length === targets.length) return "no figure in these years";
  const silent = left.length > 0 ? [`no figure for ${listed(left)} in these years`] : [];
  return [...said, ...silent].join("; ") || "no period in which all are known";
}

function listed(units: readonly Unit[]): string {
  return units.map(({id}) => id).join(", ");
}
