import {SURGE_RULE} from "../../src/analyses/index.ts";
import {period} from "../../src/base/index.ts";
import {usdPerEur} from "../../src/reference/index.ts";
import {yearOfPeriod} from "../../test/world/economy.ts";
import type {World} from "../../test/world/index.ts";

/** What a rule in public use looks at: the origins' exports of all goods, or of the listed goods alone. */
export type Scope = "all goods" | "listed goods";

/** Yearly exports of all origins to one hub, euro, by year. */
type Series = ReadonlyMap<number, number>;

/** Largest change from the year before that the growth rule lets pass. */
export const GROWTH_RULE = 0.3;

/** Hubs that the surge rule flags: growth, z and size as `SURGE_RULE`; on listed goods the size is scaled by their share of trade. */
export function surging(world: World, scope: Scope): ReadonlySet<string> {
  const floor = SURGE_RULE.minimumEur * (scope === "all goods" ? 1 : listedShare(world));
  return flagged(world, scope, (series) => {
    const [now, last] = [series.get(SHOCK), series.get(SHOCK - 1)];
    const before = [...series].filter(([year]) => year < SHOCK).map(([, value]) => value);
    if (now === undefined || last === undefined || before.length < 3) return false;
    const mean = sum(before) / before.length;
    const deviation = Math.sqrt(sum(before.map((value) => (value - mean) ** 2)) / (before.length - 1));
    return now / last - 1 > SURGE_RULE.growth && (now - mean) / deviation > SURGE_RULE.z && now > floor;
  });
}

/** Hubs whose trade changed by more than `GROWTH_RULE` on the year before, up or down. */
export function changed(world: World, scope: Scope): ReadonlySet<string> {
  return flagged(world, scope, (series) => {
    const [now, last] = [series.get(SHOCK), series.get(SHOCK - 1)];
    return now !== undefined && last !== undefined && Math.abs(now / last - 1) > GROWTH_RULE;
  });
}

const SHOCK = 2022;

function flagged(world: World, scope: Scope, holds: (series: Series) => boolean): ReadonlySet<string> {
  const series = exportsOf(world, scope);
  return new Set(
    world.truth.hubs.filter((hub) => {
      const own = series.get(hub);
      return own !== undefined && holds(own);
    }),
  );
}

function exportsOf({rows, truth}: World, scope: Scope): ReadonlyMap<string, Series> {
  const listed = listedCodes(truth);
  const hubs = new Map<string, Map<number, number>>();
  for (const {flow, reporter, partner, product, period: at, value} of rows) {
    if (flow !== "X" || !truth.origins.includes(reporter)) continue;
    if (scope === "listed goods" && !listed.has(product)) continue;
    const year = yearOfPeriod(at);
    const own = hubs.get(partner) ?? new Map<number, number>();
    const before = own.get(year);
    own.set(year, value / rateOf(year) + (before === undefined ? 0 : before));
    hubs.set(partner, own);
  }
  return hubs;
}

function listedCodes({products}: World["truth"]): ReadonlySet<string> {
  return new Set(products.filter(({listed}) => listed).flatMap(({code, before2022}) => [code, before2022]));
}

/** Share of listed goods in what the origins sent to hubs before the shock. */
function listedShare(world: World): number {
  const before = (scope: Scope): number =>
    sum(
      [...exportsOf(world, scope)]
        .filter(([state]) => world.truth.hubs.includes(state))
        .flatMap(([, series]) => [...series].filter(([year]) => year < SHOCK).map(([, value]) => value)),
    );
  return before("listed goods") / before("all goods");
}

const RATES = new Map<number, number>();

function rateOf(year: number): number {
  const rate = RATES.get(year) ?? usdPerEur(period(String(year)));
  if (rate === null) throw new Error(`no rate of ${year}`);
  RATES.set(year, rate);
  return rate;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
