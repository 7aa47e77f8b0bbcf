import type {Estimate} from "../../base/index.ts";
import {estimatedRows} from "../../methods/index.ts";
import type {HubEffect} from "./effect-fit.ts";
import type {PlaceboTest} from "./placebo.ts";

interface Tested {
  readonly effect: HubEffect | {readonly reason: string};
  readonly placeboHubs: PlaceboTest | null;
  readonly placeboGoods: PlaceboTest | null;
}

const NOTHING = {estimate: null, std_error: null, conf_low: null, conf_high: null} as const;

/**
 * A destination's effect as estimates: b, its per cent, the pre-trend test, the placebo tests, then b by period. Empty where
 * there is no effect.
 */
export function estimatesOf({effect, placeboHubs, placeboGoods}: Tested, design: string): Estimate[] {
  if ("reason" in effect) return [];
  const {destination, listedGoods, controlGoods} = effect;
  const method = `Poisson, ${design}, ${errorsText(effect)} clustered by destination×product; ${listedGoods} listed and ${controlGoods} control goods`;
  const term = `listed:post:${destination}`;
  return [
    {term, ...numbers(effect), method},
    percentOf(effect, {term: `${term}:percent`, method: `100·(exp(b) − 1); ${method}`}),
    ...preTrendOf(effect, `pre-trend:${destination}`),
    ...placeboOf(placeboHubs, `placebo-hubs:${destination}`, "destinations with the hub's label"),
    ...placeboOf(
      placeboGoods,
      `placebo-goods:${destination}`,
      "lists of goods, the others drawn from control goods",
    ),
    ...seriesOf(effect, design),
  ];
}

function numbers({
  estimate,
  se,
  statistic,
  p,
  low,
  high,
}: Omit<HubEffect, "series" | "preTrend">): Omit<Estimate, "term" | "method"> {
  return {estimate, std_error: se, statistic, p_value: p, conf_low: low, conf_high: high};
}

// Ends of the interval are transformed, not spread anew; the error is the first-order one.
function percentOf(effect: HubEffect, names: {readonly term: string; readonly method: string}): Estimate {
  const percent = (b: number): number => 100 * Math.expm1(b);
  return {
    ...names,
    estimate: percent(effect.estimate),
    std_error: 100 * Math.exp(effect.estimate) * effect.se,
    statistic: effect.statistic,
    p_value: effect.p,
    conf_low: percent(effect.low),
    conf_high: percent(effect.high),
  };
}

function preTrendOf({preTrend}: HubEffect, term: string): Estimate[] {
  if (preTrend === null) return [];
  const {statistic, p, names, rank} = preTrend;
  const method = `joint Wald test that ${names.length} periods before the shock are zero, χ²(${rank})`;
  return [{term, ...NOTHING, statistic, p_value: p, method}];
}

function placeboOf(test: PlaceboTest | null, term: string, among: string): Estimate[] {
  if (test === null) return [];
  const {observed, rank, of, p, failed} = test;
  const unranked = failed === 0 ? "" : `; ${failed} more have no estimate and are not ranked`;
  const method = `randomisation: |t| has rank ${rank} among ${of} ${among}; no p can be below ${(1 / of).toPrecision(2)}${unranked}`;
  return [{term, ...NOTHING, statistic: observed, p_value: p, method}];
}

function errorsText({errors}: Pick<HubEffect, "errors">): string {
  return errors === "jackknife" ? "jackknife errors" : "errors";
}

function seriesOf({series, destination, errors}: HubEffect, design: string): Estimate[] {
  if (series === null) return [];
  const told = design === "triple difference" ? errorsText({errors}) : "errors";
  const method = `Poisson, ${design}, by periods from the shock, ${series.referencePeriod} the reference, ${told} clustered by destination×product`;
  return estimatedRows(series).map(({period, estimate, se, statistic, p, low, high}) => ({
    term: `rel::${period}:${destination}`,
    estimate,
    std_error: se,
    statistic,
    p_value: p,
    conf_low: low,
    conf_high: high,
    method,
  }));
}
