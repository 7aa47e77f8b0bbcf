import type {FindingRow} from "../../base/index.ts";
import {coveredByMeasure} from "../../layers/ties/index.ts";
import type {TieMeasure} from "../../reference/index.ts";
import type {Reader} from "../../store/index.ts";
import type {Series} from "../entanglement/series.ts";
import {stateUnit, type Unit} from "../entanglement/units.ts";

/** Who is asked about, and when. */
export interface Asked {
  readonly states: readonly string[];
  readonly pole: Unit;
  readonly from: number;
  readonly to: number;
}

/**
 * A row a state and period of which the source says something, by period and state: a weight, or a measured zero where it looked at
 * both ends in the year. Data cut to pairs with a state of the study say nothing of the others. Members of the pole are left out, for their ties with it are its own.
 */
export async function tieRows(
  store: Reader,
  {measure, periods, weight, unsaid}: Series,
  {states, pole, from, to}: Asked,
  unit: string,
): Promise<FindingRow[]> {
  const covered = await store.rows(coveredByMeasure([measure], {states, from, to}));
  const seen = new Set(covered.map(({state, year}) => `${state} ${year}`));
  const isSeen = (state: string, year: number) =>
    seen.has(`${state} ${year}`) &&
    (hasOrganisations(measure, pole) || pole.members(year).some((one) => seen.has(`${one} ${year}`)));
  const units = states.map(stateUnit);
  return periods.flatMap((period) => {
    const year = Number(period.slice(0, 4));
    const own = new Set(pole.members(year));
    return units.flatMap((state) => {
      const found = own.has(state.id) ? null : weight(state, pole, period);
      if (found === null || (found === 0 && !isSeen(state.id, year))) return [];
      if (unsaid(state, pole, year) !== null && (found === 0 || measure.absent === "zero")) return [];
      return [{state: state.id, period, weight: found, weight_unit: unit}];
    });
  });
}

function hasOrganisations({absent}: TieMeasure, {organisations}: Unit): boolean {
  return absent === "none" && organisations.length > 0;
}
