import type {Day} from "../../base/index.ts";
import {lookedTo} from "../../layers/ties/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import type {Act, Acts} from "./acts.ts";

/** The kind of tie that holds measures of one state against another. */
export const SANCTION = "sanction";

const ON_GROUP = /\bon (\S+)$/;

/** One row a case: a case against a group is one act against the group, and not one against each of its members. */
export function casesOf(rows: readonly StoreRow[]): StoreRow[] {
  const seen = new Set<string>();
  return rows.flatMap((row) => {
    const group = row.kind === SANCTION ? ON_GROUP.exec(String(row.status))?.[1] : undefined;
    if (group === undefined) return [row];
    const key = JSON.stringify([row.source, row.record, row.a, group]);
    if (seen.has(key)) return [];
    seen.add(key);
    return [{...row, b: group}];
  });
}

/** Measures of which the source does not say on which side of the shock they began, told as such and without a direction. */
export function undatedSanctions({undecided}: Acts): Act[] {
  return undecided
    .filter(({kind}) => kind === SANCTION)
    .map((act) => ({
      ...act,
      act: `${act.act} (before or after the shock is not said)`,
      direction: null,
      isMeasure: false,
    }));
}

/** The last year that a list of sanctions looks at; null without a list in the store. */
export async function sanctionsKnownTo(store: Reader): Promise<number | null> {
  const [row] = await store.rows(lookedTo(SANCTION));
  return typeof row?.year === "number" ? row.year : null;
}

/** What a reader must know of the list of sanctions before taking none for an answer. */
export function sanctionWarnings(knownTo: number | null, shock: Day): string[] {
  if (knownTo === null)
    return ["the store holds no list of sanctions: which states adopted any is unknown here"];
  if (knownTo < Number(shock.slice(0, 4)))
    return [
      `the list of sanctions ends in ${knownTo}, before the shock: what was adopted after it is unknown, not none`,
    ];
  return [`the list of sanctions ends in ${knownTo}: what was adopted or lifted later is unknown, not none`];
}

/** Cells of a state's row: cases begun after the shock, those of which that is not said, and how far the list looks. */
export function sanctionCells(
  {after, undecided}: Acts,
  {state, knownTo, shock}: {readonly state: string; readonly knownTo: number | null; readonly shock: Day},
): Readonly<Record<string, number | null>> {
  const count = (acts: readonly Act[]) =>
    acts.filter((act) => act.state === state && act.kind === SANCTION && act.isMeasure).length;
  const reaches = knownTo !== null && knownTo >= Number(shock.slice(0, 4));
  return {
    sanctions: reaches ? count(after) : null,
    sanctions_undated: reaches ? count(undecided) : null,
    sanctions_known_to: knownTo,
  };
}
