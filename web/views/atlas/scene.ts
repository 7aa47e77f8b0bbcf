import type {Finding} from "../../data/index.ts";
import {type Flow, type FlowBook, flowBook, shownPeriodOf} from "./flows.ts";
import {membersOf, type Place, type Point, placesOf, pointOf} from "./places.ts";
import {type AtlasState, type Calendar, periodBefore, readCalendar} from "./state.ts";

/** What the map shows in one period or another: read from the findings once, whatever the slider does. */
export interface Atlas {
  readonly book: FlowBook;
  readonly places: ReadonlyMap<string, Place>;
  readonly calendar: Calendar;
  /** Where the pole stands; null where no place is known. */
  readonly pole: Point | null;
  /** States of the pole, whose own trade is not drawn; none where it is a state. */
  readonly members: ReadonlySet<string>;
}

/** What the map shows in the chosen period. */
export interface Scene extends Atlas {
  /** The period that was chosen. */
  readonly at: string;
  /** The same period before the shock; null where the chosen one is not after it. */
  readonly earlier: string | null;
  /** The period that is drawn: one of the two above. */
  readonly period: string;
  readonly flows: readonly Flow[];
  /** States that a record of the period speaks of, the pole's own among them. */
  readonly known: ReadonlySet<string>;
  readonly largestUsd: number;
}

export interface AtlasInput {
  readonly finding: Finding;
  /** The finding of states. */
  readonly states: Finding;
  /** The finding of dated events. */
  readonly calendar: Finding;
}

/** Reads the findings around a pole. */
export function atlasOf({finding, states, calendar}: AtlasInput, pole: string): Atlas {
  const column = finding.columns.some(({name}) => name === "partner") ? "partner" : "reporter";
  const places = placesOf(states);
  const members = membersOf(pole, places);
  return {
    book: flowBook(finding, column, members),
    places,
    calendar: readCalendar(calendar),
    pole: pointOf(pole, places),
    members,
  };
}

/** What an atlas shows in a period; null where no period has a record. */
export function sceneOf(atlas: Atlas, state: Pick<AtlasState, "pole" | "at" | "before">): Scene | null {
  const {book, calendar, members} = atlas;
  const at = shownPeriodOf(book, state.at);
  if (at === null || book.largestUsd === null) return null;
  const earlier = periodBefore(at, calendar.shock);
  const period = state.before && earlier !== null ? earlier : at;
  const flows = book.byPeriod.get(period) ?? [];
  const known = new Set([state.pole, ...members, ...flows.map((flow) => flow.state)]);
  return {...atlas, at, earlier, period, flows, known, largestUsd: book.largestUsd};
}

/** Labels of the events that fall into a period. */
export function eventsIn({events}: Calendar, period: string): string[] {
  return events.filter(({date}) => date.slice(0, period.length) === period).map(({label}) => label);
}
