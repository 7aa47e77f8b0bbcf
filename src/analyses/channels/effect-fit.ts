import {type Day, NumericalError} from "../../base/index.ts";
import {
  blockedJackknifeCovariance,
  type Coefficient,
  type Covariance,
  covariance,
  type Estimates,
  type EventStudy,
  eventStudy,
  type Fit,
  type FitOptions,
  fitPoisson,
  jackknifeCovariance,
  type Regressor,
  type WaldTest,
} from "../../methods/index.ts";
import {
  designOf,
  type EffectPanel,
  type EffectRows,
  type FurtherEffect,
  listedRows,
  PAIR_EFFECT,
  PERIOD_EFFECT,
} from "./effect-panel.ts";
import {distanceOf} from "./effect-time.ts";

/** A fitted regression of a panel with its clustered covariance. */
export interface PanelFit extends Estimates {
  readonly fit: Fit;
  readonly covariance: Covariance;
  readonly errors: ErrorKind;
}

/** How errors were made: the jackknife, or clustered ones where a panel is too large for it; these are too small where few goods weigh most. */
export type ErrorKind = "jackknife" | "clustered";

/** The effect of a destination: b, on the logarithm of exports. */
export interface HubEffect extends Omit<Coefficient, "name"> {
  readonly destination: string;
  readonly errors: ErrorKind;
  /** Clusters (pairs of this destination) on either side that entered. */
  readonly listedGoods: number;
  readonly controlGoods: number;
  /** Cohorts or regressors that have no coefficient, because nothing they could be compared with is traded. */
  readonly dropped: readonly string[];
  /** Effects by period relative to the shock, −1 the reference; null where there is too little to estimate them. */
  readonly series: EventStudy | null;
  readonly preTrend: WaldTest | null;
}

/** A destination without an effect, and why. */
export interface NoEffect {
  readonly destination: string;
  readonly reason: string;
}

/** The fewest listed and the fewest control goods of a destination: fewer clusters than these carry no clustered error. */
export const LEAST_GOODS = 10;

/** Small fits: worker threads cost more than they save. */
const ONE_THREAD: FitOptions = {threads: 1};

/** Poisson on rows of a panel, errors clustered by pair: as they are, or by the jackknife. @throws NumericalError as `fitPoisson` and `covariance` */
export async function fitPanel(
  panel: EffectPanel,
  rows: EffectRows,
  {
    regressors,
    further,
    jackknife,
  }: {
    readonly regressors: readonly Regressor[];
    readonly further: readonly FurtherEffect[];
    readonly jackknife: boolean;
  },
): Promise<PanelFit> {
  const fit = await fitPoisson(designOf(panel, rows, regressors, further), ONE_THREAD);
  const told = jackknife ? jackknifeOf(fit, further) : clustered(fit);
  return {fit, names: fit.names, beta: fit.beta, ...told};
}

type Told = Pick<PanelFit, "covariance" | "errors">;

function clustered(fit: Fit): Told {
  return {covariance: covariance(fit, {kind: "cluster", by: [PAIR_EFFECT]}), errors: "clustered"};
}

function jackknifeOf(fit: Fit, [within]: readonly FurtherEffect[]): Told {
  const choice = {cluster: PAIR_EFFECT, again: PERIOD_EFFECT};
  try {
    const found =
      within === undefined
        ? jackknifeCovariance(fit, choice)
        : blockedJackknifeCovariance(fit, {...choice, within});
    return {covariance: found, errors: "jackknife"};
  } catch (error) {
    if (error instanceof NumericalError && error.code === "too-many-levels") return clustered(fit);
    throw error;
  }
}

/** Goods of a destination that entered a fit, by side. */
export function goodsUsed(
  panel: EffectPanel,
  rows: EffectRows,
  {rows: used}: Fit,
  destination: number,
): {readonly listed: number; readonly control: number} {
  const seen = {listed: new Set<number>(), control: new Set<number>()};
  for (const row of used) {
    if (rows.destination[row] !== destination) continue;
    const good = rows.good[row] ?? -1;
    const side = panel.goods[good]?.side;
    if (side !== undefined) seen[side].add(good);
  }
  return {listed: seen.listed.size, control: seen.control.size};
}

/** One regressor a period but the reference, in the listed goods of one destination: "rel::-3:KAZ". */
export function periodRegressors(
  panel: EffectPanel,
  rows: EffectRows,
  {
    destination,
    shock,
    reference,
  }: {readonly destination: number; readonly shock: Day; readonly reference: number},
): Regressor[] {
  const isListed = listedRows(panel, rows);
  const name = panel.destinations[destination] ?? "";
  const columns = new Map<number, Float64Array>();
  const distances = panel.periods.map((at) => distanceOf(at, shock));
  for (let row = 0; row < rows.y.length; row++) {
    if (isListed[row] !== true || rows.destination[row] !== destination) continue;
    const relative = distances[rows.period[row] ?? -1] ?? reference;
    if (relative === reference) continue;
    const column = columns.get(relative) ?? new Float64Array(rows.y.length);
    column[row] = 1;
    columns.set(relative, column);
  }
  return [...columns]
    .sort(([a], [b]) => a - b)
    .map(([relative, values]) => ({name: `rel::${relative}:${name}`, values}));
}

/** The last period before the shock, relative to it; null where the panel has none. */
export function referencePeriod({periods}: EffectPanel, shock: Day): number | null {
  const before = periods.map((at) => distanceOf(at, shock)).filter((distance) => distance < 0);
  return before.at(-1) ?? null;
}

/** The series of a fit whose regressors `periodRegressors` made; null where fewer than two periods have a coefficient. */
export function seriesOf(
  {names, beta, covariance: matrix}: PanelFit,
  destination: string,
  reference: number,
): EventStudy | null {
  const own = names.filter((name) => name.startsWith("rel::") && name.endsWith(`:${destination}`));
  if (own.length < 2) return null;
  return eventStudy({names, beta}, matrix, {
    variable: "rel",
    suffix: destination,
    referencePeriod: reference,
    start: 0,
  });
}

/** What `estimate` gives, or the reason why the numbers allow none. */
export async function withReason<T>(destination: string, estimate: () => Promise<T>): Promise<T | NoEffect> {
  try {
    return await estimate();
  } catch (thrown) {
    if (thrown instanceof NumericalError) return {destination, reason: thrown.message};
    throw thrown;
  }
}

/** A coefficient without its name. */
export function numbersOf({estimate, se, statistic, p, low, high}: Coefficient): Omit<Coefficient, "name"> {
  return {estimate, se, statistic, p, low, high};
}
