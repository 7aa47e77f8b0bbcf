import {didYouMean, type Iso3, SourceError, UsageError} from "../base/index.ts";
import {type CalendarDate, holdsAtEnd, orNull, type Validity} from "./dates.ts";
import {states} from "./states.ts";
import {lazy, oneOf, readTable} from "./table.ts";

export const BLOC_KINDS = ["union", "coalition", "customs-union", "statistical", "pole"] as const;
export type BlocKind = (typeof BLOC_KINDS)[number];

/** A row of reference/blocs/blocs.csv. */
export interface Bloc {
  readonly id: string;
  readonly nameEn: string;
  readonly kind: BlocKind;
  readonly source: string;
}

/** One spell of membership; both days included, null when unbounded. */
export interface BlocMember extends Validity {
  readonly bloc: string;
  readonly iso3: Iso3;
  readonly source: string;
  readonly confidence: string;
  readonly note: string | null;
}

/** A power that states are tied to: one state, or a bloc of them. */
export interface Pole {
  readonly id: string;
  readonly nameEn: string;
  readonly kind: "state" | "bloc";
  readonly member: string;
  readonly source: string;
}

export const blocs: () => readonly Bloc[] = lazy(() =>
  readTable("blocs/blocs.csv", ["id", "name_en", "kind", "source"]).map((row) => ({
    id: row.id,
    nameEn: row.name_en,
    kind: oneOf(row.kind, {allowed: BLOC_KINDS, file: "blocs/blocs.csv", column: "kind"}),
    source: row.source,
  })),
);

/** Every spell of every bloc, sorted by bloc, state and start. */
export const blocMembers: () => readonly BlocMember[] = lazy(() =>
  readTable("blocs/members.csv", ["bloc", "iso3", "start", "end", "source", "confidence", "note"]).map(
    (row) => ({
      bloc: row.bloc,
      iso3: states().get(row.iso3).iso3,
      start: orNull(row.start),
      end: orNull(row.end),
      source: row.source,
      confidence: row.confidence,
      note: orNull(row.note),
    }),
  ),
);

/** The poles of the study, sorted by id. @throws SourceError "pole-twice": its ties would count twice in every share */
export const poles: () => readonly Pole[] = lazy(() => {
  const found = readTable("blocs/poles.csv", ["id", "name_en", "kind", "member", "source"]).map((row) => ({
    id: row.id,
    nameEn: row.name_en,
    kind: oneOf(row.kind, {allowed: ["state", "bloc"], file: "blocs/poles.csv", column: "kind"}),
    member: row.member,
    source: row.source,
  }));
  const twice = found.find(({id}, at) => found.findIndex((other) => other.id === id) < at);
  if (twice === undefined) return found;
  throw new SourceError("pole-twice", {
    message: `pole "${twice.id}" stands twice`,
    where: "reference/blocs/poles.csv",
    hint: "keep one of the two rows",
  });
});

/** @throws UsageError "unknown-bloc" */
export function bloc(id: string): Bloc {
  const found = blocs().find((candidate) => candidate.id === id);
  if (found !== undefined) return found;
  const ids = blocs().map((candidate) => candidate.id);
  throw new UsageError("unknown-bloc", {
    message: `unknown bloc ${JSON.stringify(id)}`,
    hint: didYouMean(id, ids),
  });
}

/**
 * Members of a bloc on a day, or on the last day of a month or year; the United Kingdom is in the EU of 2020-01, not of 2020.
 *
 * @throws UsageError "unknown-bloc"
 */
export function membersOf(id: string, date: CalendarDate): Iso3[] {
  bloc(id);
  return blocMembers()
    .filter((member) => member.bloc === id && holdsAtEnd(member, date))
    .map((member) => member.iso3);
}

/** States of a pole on a date: itself, or the members of its bloc. @throws UsageError "unknown-pole" */
export function poleStates(id: string, date: CalendarDate): Iso3[] {
  const pole = poles().find((candidate) => candidate.id === id);
  if (pole?.kind === "bloc") return membersOf(pole.member, date);
  if (pole !== undefined) return [states().get(pole.member).iso3];
  const ids = poles().map((candidate) => candidate.id);
  throw new UsageError("unknown-pole", {
    message: `unknown pole ${JSON.stringify(id)}`,
    hint: didYouMean(id, ids),
  });
}
