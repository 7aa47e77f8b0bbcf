import type {Day} from "../../base/index.ts";
import {coefficientTable, type Regressor} from "../../methods/index.ts";
import {
  fitPanel,
  goodsUsed,
  type HubEffect,
  LEAST_GOODS,
  type NoEffect,
  numbersOf,
  type PanelFit,
  periodRegressors,
  referencePeriod,
  seriesOf,
  withReason,
} from "./effect-fit.ts";
import {
  type EffectPanel,
  type EffectRows,
  indicator,
  listedRows,
  rowsWhere,
  withPairs,
} from "./effect-panel.ts";
import {sideOf} from "./effect-time.ts";

/** Positions of destinations by their part. The others of the panel do not enter. */
export interface EffectRoles {
  readonly hubs: readonly number[];
  /** Null where nothing goes to the target. */
  readonly target: number | null;
  /** Neither hub nor target nor origin. */
  readonly controls: readonly number[];
}

/** The fewest control destinations: with one, its own course would be the product shock. */
export const LEAST_DESTINATIONS = 2;
/** Rows times regressors that are held at once: 320 MB. */
const MOST_CELLS = 4e7;

/** Why the triple difference cannot be made; null where it can. */
export function whyNotTriple({goods, pairs}: EffectPanel, {controls, hubs}: EffectRoles): string | null {
  const traded = new Set(pairs.map(({good}) => good));
  const count = (side: "listed" | "control"): number =>
    goods.filter((good, place) => good.side === side && traded.has(place)).length;
  const [listed, unlisted] = [count("listed"), count("control")];
  if (unlisted < LEAST_GOODS) return fewControls(unlisted);
  if (listed < LEAST_GOODS)
    return `${listed} goods of the list are loaded by product; it needs ${LEAST_GOODS}`;
  if (controls.length < LEAST_DESTINATIONS)
    return `${controls.length} destinations are neither hub, target nor origin; it needs ${LEAST_DESTINATIONS}: name the hubs, so that the other destinations can be compared with`;
  return hubs.length === 0 ? "no hub has exports by product" : null;
}

/** The refusal for want of control goods. */
export function fewControls(unlisted: number): string {
  return `${unlisted} control goods (on neither list) are loaded by product; it needs ${LEAST_GOODS}`;
}

/** What both regressions of the triple difference rest on. */
export interface TripleInput {
  readonly panel: EffectPanel;
  readonly roles: EffectRoles;
  readonly shock: Day;
}

/**
 * Triple difference: E[y] = exp(Σ b·listed·post·destination + product×period + destination×period + destination×product),
 * against the control destinations and the control goods: one b for every hub in one regression, and the target in its own.
 *
 * A ban cuts some products by half and others to nothing. Beside the hubs, where one b stands for all of them, what it misses
 * would enter the product×period effects and through them the hubs' effects and errors.
 */
export async function tripleDifference(input: TripleInput): Promise<(HubEffect | NoEffect)[]> {
  const {hubs, target} = input.roles;
  const groups = [...(target === null ? [] : [[target]]), hubs];
  const effects: (HubEffect | NoEffect)[] = [];
  for (const group of groups) effects.push(...(await effectsOf(input, group)));
  return effects;
}

/** Effects of some destinations in one regression. */
async function effectsOf(
  {panel, roles, shock}: TripleInput,
  asked: readonly number[],
): Promise<(HubEffect | NoEffect)[]> {
  const few = new Map(asked.map((place) => [place, tooFew(panel, place)]));
  const able = asked.filter((place) => few.get(place) === null);
  const rows = rowsOf(panel, [...able, ...roles.controls], shock);
  const fitted = await withReason("", () => fitStatic(panel, rows, able, shock));
  const effects: (HubEffect | NoEffect)[] = [];
  for (const place of asked) {
    const destination = panel.destinations[place] ?? "";
    const reason = few.get(place) ?? ("reason" in fitted ? fitted.reason : null);
    if (reason !== null || "reason" in fitted) effects.push({destination, reason: reason ?? ""});
    else effects.push(await effectOf({panel, rows, fitted, able, shock}, place));
  }
  return effects;
}

interface Fitted {
  readonly panel: EffectPanel;
  readonly rows: EffectRows;
  readonly fitted: PanelFit;
  readonly able: readonly number[];
  readonly shock: Day;
}

async function effectOf(
  {panel, rows, fitted, able, shock}: Fitted,
  place: number,
): Promise<HubEffect | NoEffect> {
  const destination = panel.destinations[place] ?? "";
  const row = coefficientTable(fitted, fitted.covariance).rows.find(({name}) => name === termOf(destination));
  if (row === undefined) return {destination, reason: separatedText(fitted)};
  const used = goodsUsed(panel, rows, fitted.fit, place);
  const study = await withReason(destination, () => fitSeries({panel, rows, able, shock}, place));
  const series = study !== null && "reason" in study ? null : study;
  return {
    destination,
    ...numbersOf(row),
    errors: fitted.errors,
    listedGoods: used.listed,
    controlGoods: used.control,
    dropped: fitted.fit.audit.collinear,
    series,
    preTrend: series?.preTrend ?? null,
  };
}

function separatedText({fit: {audit}}: PanelFit): string {
  const separated = audit.dropped.get("separated");
  const rows = separated === undefined ? "" : `: ${separated.length} rows are separated`;
  return `nothing is left to compare its listed goods with${rows}, as where trade is only on one side of the shock`;
}

/** The coefficient of a destination: "listed:post:KAZ". */
export function termOf(destination: string): string {
  return `listed:post:${destination}`;
}

/** Rows of these destinations, without the month of the shock. */
export function rowsOf(panel: EffectPanel, destinations: readonly number[], shock: Day): EffectRows {
  const enter = new Set(destinations);
  const sides = panel.periods.map((at) => sideOf(at, shock));
  return rowsWhere(panel, ({destination}, period) => enter.has(destination) && sides[period] !== "shock");
}

/** Regressors listed·post of some destinations. */
export function postRegressors(
  panel: EffectPanel,
  rows: EffectRows,
  destinations: readonly number[],
  shock: Day,
): Regressor[] {
  const isListed = listedRows(panel, rows);
  const isAfter = panel.periods.map((at) => sideOf(at, shock) === "after");
  return destinations.map((place) =>
    indicator(
      rows,
      termOf(panel.destinations[place] ?? ""),
      (row) =>
        isListed[row] === true && rows.destination[row] === place && isAfter[rows.period[row] ?? -1] === true,
    ),
  );
}

async function fitStatic(
  panel: EffectPanel,
  rows: EffectRows,
  able: readonly number[],
  shock: Day,
): Promise<PanelFit | NoEffect> {
  if (rows.y.length * able.length > MOST_CELLS)
    return {
      destination: "",
      reason: `${rows.y.length} rows and ${able.length} hubs are more than one regression holds in memory: name fewer hubs`,
    };
  return fitPanel(panel, rows, {
    regressors: postRegressors(panel, rows, able, shock),
    further: ["product×period"],
    jackknife: true,
  });
}

async function fitSeries({panel, rows, able, shock}: Omit<Fitted, "fitted">, place: number) {
  const reference = referencePeriod(panel, shock);
  if (reference === null) return null;
  const others = able.filter((other) => other !== place);
  const regressors = [
    ...periodRegressors(panel, rows, {destination: place, shock, reference}),
    ...postRegressors(panel, rows, others, shock),
  ];
  if (rows.y.length * regressors.length > MOST_CELLS) return null;
  const fitted = await fitPanel(panel, rows, {regressors, further: ["product×period"], jackknife: true});
  return seriesOf(fitted, panel.destinations[place] ?? "", reference);
}

function tooFew(panel: EffectPanel, place: number): string | null {
  const {pairs} = withPairs(panel, ({destination}) => destination === place);
  for (const side of ["listed", "control"] as const) {
    const count = pairs.filter(({good}) => panel.goods[good]?.side === side).length;
    if (count < LEAST_GOODS)
      return `${count} ${side === "listed" ? "listed" : "control"} goods go there; clustered errors need ${LEAST_GOODS}`;
  }
  return null;
}
