import {UsageError} from "../../base/index.ts";
import {blocMembers, blocs, states} from "../../reference/index.ts";

/** A state that counts for a unit from one month to another, both included, as YYYYMM. */
export interface UnitMember {
  /** What the person asked for: a state's ISO3 or a bloc's id. */
  readonly unit: string;
  /** Reporter or partner code in the layer. */
  readonly member: string;
  readonly first: number;
  readonly last: number;
}

/** The span of a member without dates. */
export const ALWAYS = {first: 0, last: 999_912};

/**
 * Members of each unit: a state is its own only member; a bloc is its members with their spells, and itself where a
 * publisher reports the bloc as one.
 *
 * @param ids ISO3 codes, names of states, ids of blocs, or W00 for the world
 * @throws UsageError "unknown-state" with the nearest names
 */
export function unitMembers(ids: readonly string[]): UnitMember[] {
  const members = ids.flatMap((id) => {
    if (id === "W00") return [{unit: id, member: id, ...ALWAYS}];
    const bloc = blocs().find((candidate) => candidate.id.toLowerCase() === id.toLowerCase());
    return bloc === undefined ? [stateUnit(id)] : blocUnit(bloc.id);
  });
  return [...new Map(members.map((row) => [Object.values(row).join(" "), row])).values()];
}

/**
 * Refuses units that share a member at some time where they are to be added up: its trade would count twice.
 *
 * @throws UsageError "units-overlap" naming both
 */
export function refuseOverlap(ids: readonly string[], where: string): void {
  const members = unitMembers(ids);
  for (const [at, one] of members.entries()) {
    const other = members
      .slice(at + 1)
      .find(
        ({unit, member, first, last}) =>
          member === one.member && unit !== one.unit && first <= one.last && one.first <= last,
      );
    if (other === undefined) continue;
    throw new UsageError("units-overlap", {
      message: `"${one.unit}" and "${other.unit}" both hold ${one.member}, whose trade would count twice in their sum`,
      where,
      hint: "leave one of them out, or ask for a row each with --by",
    });
  }
}

function stateUnit(id: string): UnitMember {
  const iso3 = states().toIso3(id);
  return {unit: iso3, member: iso3, ...ALWAYS};
}

function blocUnit(id: string): UnitMember[] {
  const members = blocMembers()
    .filter(({bloc}) => bloc === id)
    .map(({iso3, start, end}) => ({
      unit: id,
      member: iso3,
      first: monthNumber(start, ALWAYS.first),
      last: monthNumber(end, ALWAYS.last),
    }));
  if (members.length === 0)
    throw new UsageError("empty-bloc", {
      message: `bloc "${id}" has no members on record`,
      hint: "see reference/blocs/members.csv",
    });
  return [...members, {unit: id, member: id, ...ALWAYS}];
}

function monthNumber(day: string | null, otherwise: number): number {
  return day === null ? otherwise : Number(day.slice(0, 4)) * 100 + Number(day.slice(5, 7));
}

/** Ids with each bloc replaced by the states that are members at some time of the span, in YYYYMM. */
export function expandBlocs(
  ids: readonly string[],
  {first, last}: {readonly first: number; readonly last: number},
): string[] {
  const members = unitMembers(ids).filter((row) => row.first <= last && row.last >= first);
  const blocIds = new Set(members.filter(({unit, member}) => unit !== member).map(({unit}) => unit));
  return [...new Set(members.map(({member}) => member).filter((member) => !blocIds.has(member)))];
}
