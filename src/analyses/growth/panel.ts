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
  /** Figures read. */
  readonly figures: number;
}

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

/** Every year from the first to the last that the state has, where these lie on both sides of the shock; else null. */
function yearsOfState(rows: readonly StoreRow[], {state, from, shock}: GrowthParams): number[] | null {
  const own = new Set(rows.filter((row) => row.state === state).map(({year}) => Number(year)));
  const last = Math.max(...own);
  if (last < yearOf(shock)) return null;
  const years = Array.from({length: last - from + 1}, (_, at) => from + at);
  return years.every((year) => own.has(year)) ? years : null;
}

interface Chosen {
  readonly source: string;
  readonly own: readonly StoreRow[];
  readonly years: readonly number[];
}

function panelOf({source, own, years}: Chosen, params: GrowthParams): GrowthPanel {
  const {state, shock, region} = params;
  const within = new Set<string>(membersOf(region, shock));
  const isUnit = (iso3: string) => iso3 === state || (!within.has(iso3) && states().has(iso3));
  const series = [...Map.groupBy(own, (row) => String(row.state))].filter(([iso3]) => isUnit(iso3));
  const levels = series.map(([iso3, figures]) => ({
    iso3,
    byYear: new Map(figures.map(({year, value}) => [Number(year), Number(value)])),
  }));
  const complete = levels.filter(({byYear}) => years.every((year) => (byYear.get(year) ?? 0) > 0));
  if (complete.length - 1 < LEAST_DONORS) throw fewDonors(source, complete.length - 1);
  const cells = complete.flatMap(({iso3, byYear}) => {
    const base = byYear.get(yearOf(shock) - 1) ?? Number.NaN;
    return years.map((year) => ({iso3, year, index: (100 * (byYear.get(year) ?? Number.NaN)) / base}));
  });
  const kept = new Set(complete.map(({iso3}) => iso3));
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
    figures: cells.length,
  };
}

function noSeries({state, indicator, from, shock}: GrowthParams): UsageError {
  return new UsageError("no-series", {
    message: `no loaded source has ${indicator} of ${state} in every year from ${from} to ${yearOf(shock)} or later`,
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
