import {branded, didYouMean, type Period, UsageError} from "../../base/index.ts";
import {endsOf} from "../../layers/ties/index.ts";
import {membersOf, organisationPoles, poleStates, poles} from "../../reference/index.ts";

/** A state or a pole: whom its ties are counted with. */
export interface Unit {
  readonly id: string;
  /** Its states in a year, by its last day: itself, or the members of the bloc. */
  members(year: number): readonly string[];
  /** Organisations that are the pole's; none for a state. */
  readonly organisations: readonly string[];
}

/** Ids of the poles of the study, or those asked for. @throws UsageError "unknown-pole", "too-few-poles" */
export function poleIds(asked: readonly string[] | null): readonly string[] {
  const known = poles().map(({id}) => id);
  const lost = asked?.find((id) => !known.includes(id));
  if (lost !== undefined)
    throw new UsageError("unknown-pole", {
      message: `unknown pole ${JSON.stringify(lost)}`,
      where: "--poles",
      hint: didYouMean(lost, known),
    });
  const ids = asked === null ? known : [...new Set(asked)];
  if (ids.length > 1) return ids;
  throw new UsageError("too-few-poles", {
    message: `a share is among poles, and ${ids.length} is compared`,
    where: "--poles",
    hint: `name two or more of ${known.join(", ")}`,
  });
}

/** A pole as a unit. */
export function poleUnit(id: string): Unit {
  const byYear = new Map<number, readonly string[]>();
  return {
    id,
    members: (year) => {
      const found = byYear.get(year) ?? poleStates(id, yearPeriod(year)).map(String);
      byYear.set(year, found);
      return found;
    },
    organisations: organisationPoles().flatMap(({organisation, pole, stance}) =>
      pole === id && stance === "of" ? [organisation] : [],
    ),
  };
}

/** A state as a unit. */
export function stateUnit(iso3: string): Unit {
  return {id: iso3, members: () => [iso3], organisations: []};
}

/** The bloc of the states that the study is about. */
export const STUDY = "post-soviet";

/** Codes of the states asked for; of the study's, those that are no pole themselves. @throws UsageError "unknown-state" */
export function statesAsked(asked: readonly string[] | null, {to}: {readonly to: number}): readonly string[] {
  if (asked !== null) return endsOf(asked);
  const own = poles().map(({member}) => member);
  return membersOf(STUDY, yearPeriod(to)).filter((iso3) => !own.includes(iso3));
}

/** A year as a period. */
export function yearPeriod(year: number): Period {
  return branded(String(year));
}
