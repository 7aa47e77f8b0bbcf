import {branded, type Period} from "../../base/index.ts";
import {blocs, isOrganisation, membersOf, poles, states} from "../../reference/index.ts";
import {poleUnit, stateUnit, type Unit} from "../entanglement/units.ts";

/** A pole by its name or that of its member, a bloc with its members of each year, or a state. @throws UsageError "unknown-state" */
export function unitOf(name: string): Unit {
  const wanted = name.trim().toLowerCase();
  const pole = poles().find((one) => [one.id, one.member].some((id) => id.toLowerCase() === wanted));
  if (pole !== undefined) return poleUnit(pole.id);
  const bloc = blocs().find(({id}) => id.toLowerCase() === wanted);
  if (bloc === undefined) return stateUnit(states().toIso3(name));
  return {
    id: bloc.id,
    members: (year) => membersOf(bloc.id, branded<string, "Period">(String(year)) satisfies Period),
    organisations: isOrganisation(bloc.id) ? [bloc.id] : [],
  };
}
