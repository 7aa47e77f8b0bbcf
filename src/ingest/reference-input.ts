import {period} from "../base/index.ts";
import {fxPeriods, states, usdPerEur} from "../reference/index.ts";
import type {CodeMeaning} from "./mapping.ts";
import type {Scheme} from "./source.ts";

/** Units that trade is reported for and that are no state: the world as partner, the European Union of 27 as one. */
const UNITS: ReadonlyMap<string, string> = new Map([
  ["W00", "W00"],
  ["World", "W00"],
  ["EU27", "EU27"],
]);

/** Every code that `referenceResolver` can give a reporter or partner. */
export function referenceUnits(): readonly string[] {
  return [...new Set([...UNITS.values(), ...states().all.map(({iso3}) => iso3)])].sort();
}

/** What a code means by `reference/states`. A file's own "W00" and "EU27" stand for themselves in every scheme. */
export function referenceResolver(scheme: Scheme, code: string, year: number): CodeMeaning {
  const own = UNITS.get(code);
  if (own !== undefined) return {kind: "unit", unit: own};
  const found =
    scheme === "name" ? states().byName(code) : states().byCode(scheme, code, period(String(year)));
  if (found.kind === "state") return {kind: "unit", unit: found.iso3};
  if (found.kind === "unknown") return found;
  const unit = UNITS.get(found.label);
  return unit === undefined ? {kind: "non-state", label: found.label} : {kind: "unit", unit};
}

/** The euro reference rates of `reference/fx`, by period as the store writes it: 2022 or 202203. */
export function referenceRates(): ReadonlyMap<number, number> {
  const rates = new Map<number, number>();
  for (const text of fxPeriods()) {
    const rate = usdPerEur(period(text));
    if (rate !== null) rates.set(Number(text.replace("-", "")), rate);
  }
  return rates;
}
