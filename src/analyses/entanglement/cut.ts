import {tiesOutsideStudy} from "../../layers/ties/index.ts";
import {isOrganisation, membersOf, type TieMeasure} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {STUDY, type Unit, yearPeriod} from "./units.ts";

/** Why data that were cut say nothing of two units in a year; null where they do, or were not cut. */
export type Unsaid = (owner: Unit, target: Unit, year: number) => string | null;

const PAIRS = "data cut to pairs with a state of the study say nothing of";
const POSITIONS = "positions cut to states of the study tell no span of all states, and so nothing of";

/** A state that the study is not about, in a year. */
export function isOutside(id: string, year: number): boolean {
  return !isOrganisation(id) && !studyIn(year).has(id);
}

const byYear = new Map<number, ReadonlySet<string>>();

function studyIn(year: number): ReadonlySet<string> {
  const found = byYear.get(year) ?? new Set(membersOf(STUDY, yearPeriod(year)).map(String));
  byYear.set(year, found);
  return found;
}

/**
 * Measures whose data were cut to the study: they hold no pair of two states outside it, positions of no state outside it. A pair that they
 * do not list is then unknown, and not absent.
 *
 * @param read rows of each measure: one of them outside the study shows that its data were not cut
 */
export async function cutMeasures(
  store: Reader,
  read: ReadonlyMap<TieMeasure, readonly StoreRow[]>,
  {asked, year}: {readonly asked: readonly Unit[]; readonly year: number},
): Promise<ReadonlySet<TieMeasure>> {
  const outside = (id: unknown) => id === null || isOutside(String(id), year);
  const foreign = asked.some(({id}) => isOutside(id, year));
  const silent = [...read].filter(
    ([measure, rows]) => canBeCut(measure, foreign) && !rows.some(({a, b}) => outside(a) && outside(b)),
  );
  const measures = silent.map(([measure]) => measure);
  if (measures.length === 0) return new Set();
  const held = new Set((await store.rows(tiesOutsideStudy(measures))).map(({measure}) => Number(measure)));
  return new Set(measures.filter((_, at) => !held.has(at)));
}

// What was gathered for the study is wanted for others only when they are asked about; a pair that is unknown unless listed needs no care.
function canBeCut({statistic, absent}: TieMeasure, foreign: boolean): boolean {
  if (statistic === "trade") return false;
  return statistic === "proximity" || absent === "zero" || (absent === "none" && foreign);
}

/** What a measure leaves unsaid, if its data were cut. */
export function unsaidBy(measure: TieMeasure, cut: ReadonlySet<TieMeasure>): Unsaid {
  if (!cut.has(measure)) return () => null;
  const {statistic} = measure;
  if (statistic === "proximity") return () => POSITIONS;
  return (owner, target, year) =>
    [owner, target].every((unit) => unit.members(year).some((one) => isOutside(one, year))) ? PAIRS : null;
}
