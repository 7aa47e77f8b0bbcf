import type {Finding} from "../../data/index.ts";
import {type Flow, type FlowBook, flowBook, shownPeriodOf} from "./flows.ts";
import {membersOf, type Place, type Point, placesOf, pointOf} from "./places.ts";
import {type AtlasState, type Calendar, periodBefore, readCalendar} from "./state.ts";

/** What the map shows in the chosen period. */
export interface Scene {
  readonly book: FlowBook;
  readonly places: ReadonlyMap<string, Place>;
  readonly calendar: Calendar;
  /** Where the pole stands; null where no place is known. */
  readonly pole: Point | null;
  /** Whether the pole has members, whose own trade is not drawn. */
  readonly isBloc: boolean;
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

export interface SceneInput {
  readonly finding: Finding;
  /** The finding of states. */
  readonly states: Finding;
  /** The finding of dated events. */
  readonly calendar: Finding;
}

/** Reads the findings once; null where no period has a record. */
export function sceneOf({finding, states, calendar: dates}: SceneInput, state: AtlasState): Scene | null {
  const column = finding.columns.some(({name}) => name === "partner") ? "partner" : "reporter";
  const places = placesOf(states);
  const members = membersOf(state.pole, places);
  const book = flowBook(finding, column, members);
  const calendar = readCalendar(dates);
  const at = shownPeriodOf(book, state.at);
  if (at === null || book.largestUsd === null) return null;
  const earlier = periodBefore(at, calendar.shock);
  const period = state.before && earlier !== null ? earlier : at;
  const flows = book.byPeriod.get(period) ?? [];
  return {
    book,
    places,
    calendar,
    pole: pointOf(state.pole, places),
    isBloc: members.size > 0,
    at,
    earlier,
    period,
    flows,
    known: new Set([state.pole, ...members, ...flows.map((flow) => flow.state)]),
    largestUsd: book.largestUsd,
  };
}

/** Labels of the events that fall into a period. */
export function eventsIn({events}: Calendar, period: string): string[] {
  return events.filter(({date}) => date.slice(0, period.length) === period).map(({label}) => label);
}
