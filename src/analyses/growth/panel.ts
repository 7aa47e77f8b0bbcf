import {UsageError, yearOf} from "../../base/index.ts";
import {observedYears} from "../../layers/indicators/index.ts";
import {balancedPanel, type Panel} from "../../methods/index.ts";
import {membersOf, states} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import type {GrowthParams} from "./params.ts";

/** A panel of levels, the year before the shock = 100, with where it comes from. */
export interface GrowthPanel {
  readonly panel: Panel;
  readonly source: string;
  readonly years: readonly number[];
  /** States outside the region without a figure of every year, left out. */
  readonly incomplete: readonly string[];
  /** States outside the region with every year; the donors are the nearest of them. */
  readonly others: number;
}

/** Fewer years before the shock are fitted by chance. */
const LEAST_BEFORE = 8;

/** Donors below this number give a p-value that says nothing. */
const LEAST_DONORS = 20;

/**
 * The state and its donors from one source, the lowest rank that has the state in every year.
 *
 * @throws UsageError "no-series" where no source has the state before and after the shock, "few-donors"
 */
export async function growthPanel(store: Reader, params: GrowthParams): Promise<GrowthPanel> {
  const rows = await store.rows(observedYears(params));
  const bySource = [...Map.groupBy(rows, ({source}) => String(source))];
  const fitting = bySource.flatMap(([source, own]) => {
    const years = yearsOfState(own, params);
    return years === null ? [] : [{source, own, years}];
  });
  const [chosen] = fitting;
  if (chosen === undefined) throw noSeries(params);
  return panelOf(chosen, params);
}

/** The last unbroken run of the state's years, where it has enough of them before the shock and one after; else null. */
function yearsOfState(rows: readonly StoreRow[], {state, shock}: GrowthParams): number[] | null {
  const own = new Set(rows.filter((row) => row.state === state).map(({year}) => Number(year)));
  const last = Math.max(...own);
  const years: number[] = [];
  for (let year = last; own.has(year); year--) years.unshift(year);
  const before = years.filter((year) => year < yearOf(shock)).length;
  return last >= yearOf(shock) && before >= LEAST_BEFORE ? years : null;
}

interface Chosen {
  readonly source: string;
  readonly own: readonly StoreRow[];
  readonly years: readonly number[];
}

function panelOf({source, own: figures, years}: Chosen, params: GrowthParams): GrowthPanel {
  const {state, shock, region} = params;
  const within = new Set<string>(membersOf(region, shock));
  const isUnit = (iso3: string) => iso3 === state || (!within.has(iso3) && states().has(iso3));
  const series = [...Map.groupBy(figures, (row) => String(row.state))].filter(([iso3]) => isUnit(iso3));
  const levels = series.map(([iso3, rows]) => ({
    iso3,
    byYear: new Map(rows.map(({year, value}) => [Number(year), Number(value)])),
  }));
  const indexed = levels.flatMap(({iso3, byYear}) => {
    const base = byYear.get(yearOf(shock) - 1) ?? Number.NaN;
    const path = years.map((year) => (100 * (byYear.get(year) ?? Number.NaN)) / base);
    return base > 0 && path.every((level) => level > 0) ? [{iso3, path}] : [];
  });
  const own = indexed.find(({iso3}) => iso3 === state);
  const others = indexed.filter(({iso3}) => iso3 !== state);
  if (own === undefined || others.length < LEAST_DONORS) throw fewDonors(source, others.length);
  const before = years.filter((year) => year < yearOf(shock)).length;
  const nearest = others
    .map((other) => ({...other, distance: distanceOf(own.path, other.path, before)}))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, params.donors);
  const cells = [own, ...nearest].flatMap(({iso3, path}) =>
    years.map((year, at) => ({iso3, year, index: path[at] ?? Number.NaN})),
  );
  const kept = new Set(indexed.map(({iso3}) => iso3));
  return {
    panel: balancedPanel({
      unit: cells.map(({iso3}) => iso3),
      time: cells.map(({year}) => year),
      outcome: cells.map(({index}) => index),
      treated: cells.map(({iso3, year}) => (iso3 === state && year >= yearOf(shock) ? 1 : 0)),
    }),
    source,
    years,
    incomplete: levels.flatMap(({iso3}) => (kept.has(iso3) ? [] : [iso3])).sort(),
    others: others.length,
  };
}

/** Sum of squared differences over the first so many years. */
function distanceOf(one: readonly number[], other: readonly number[], years: number): number {
  return one.slice(0, years).reduce((sum, level, at) => sum + (level - (other[at] ?? Number.NaN)) ** 2, 0);
}

function noSeries({state, indicator, from, shock}: GrowthParams): UsageError {
  return new UsageError("no-series", {
    message: `no loaded source has ${indicator} of ${state} in ${LEAST_BEFORE} years running before ${shock} and after it, from ${from} on`,
    where: "--state",
    hint: "build the store from data that has it: the README of sources/world-bank/wdi says which files",
  });
}

function fewDonors(source: string, donors: number): UsageError {
  return new UsageError("few-donors", {
    message: `${source} has ${donors} states outside the region with every year; at least ${LEAST_DONORS} are needed`,
    hint: "load a source with more states, or ask from a later year",
  });
}
