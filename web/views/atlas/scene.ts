import type {Finding} from "../../data/index.ts";
import {type Flow, type FlowBook, flowBook, shownPeriodOf} from "./flows.ts";
import {membersOf, type Place, type Point, placesOf, pointOf} from "./places.ts";
import {fillsOf, type Reading, readingOf} from "./reading.ts";
import {type AtlasState, type Calendar, periodBefore, readCalendar} from "./state.ts";

/** What the map shows in one period or another: read from the findings once, whatever the slider does. */
export interface Atlas {
  readonly book: FlowBook;
  readonly places: ReadonlyMap<string, Place>;
  readonly calendar: Calendar;
  /** How the figures are drawn and written. */
  readonly reading: Reading;
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
  /** Of the period, the largest first; a tie that is none among them. */
  readonly flows: readonly Flow[];
  /** Flows that have an arc. */
  readonly drawn: readonly Flow[];
  /** The step of filling of each state. */
  readonly fills: ReadonlyMap<string, number>;
  /** States that a record of the period speaks of, the pole's own among them. */
  readonly known: ReadonlySet<string>;
  readonly largest: number;
}

export interface AtlasInput {
  readonly finding: Finding;
  /** The finding of states. */
  readonly states: Finding;
  /** The finding of dated events. */
  readonly calendar: Finding;
}

/** Reads the findings around a pole. */
export function atlasOf(
  {finding, states, calendar}: AtlasInput,
  {pole, side}: Pick<AtlasState, "pole" | "side">,
): Atlas {
  const places = placesOf(states);
  const members = membersOf(pole, places);
  const book = flowBook(finding, columnOf(finding), members, isTies(finding) ? "weight" : "value_usd");
  const amounts = [...book.byPeriod.values()].flatMap((flows) => flows.map(({amount}) => amount));
  return {
    book,
    reading: readingOf(finding, side, amounts),
    places,
    calendar: readCalendar(calendar),
    pole: pointOf(pole, places),
    members,
  };
}

function isTies({kind}: Finding): boolean {
  return kind === "pole-ties";
}

function columnOf({columns}: Finding): string {
  return ["state", "partner"].find((column) => columns.some(({name}) => name === column)) ?? "reporter";
}

/** What an atlas shows in a period; null where no period has a record. */
export function sceneOf(atlas: Atlas, state: Pick<AtlasState, "pole" | "at" | "before">): Scene | null {
  const {book, calendar, members, reading} = atlas;
  const at = shownPeriodOf(book, state.at);
  if (at === null || book.largest === null) return null;
  const earlier = periodBefore(at, calendar.shock);
  const period = state.before && earlier !== null ? earlier : at;
  const flows = book.byPeriod.get(period) ?? [];
  const known = new Set([state.pole, ...members, ...flows.map((flow) => flow.state)]);
  const tied = reading.isTrade ? flows : flows.filter(({amount}) => amount !== 0);
  const drawn = reading.arcs ? tied : [];
  const fills = fillsOf(flows, reading);
  return {...atlas, at, earlier, period, flows, drawn, fills, known, largest: book.largest};
}

/** Labels of the events that fall into a period. */
export function eventsIn({events}: Calendar, period: string): string[] {
  return events.filter(({date}) => date.slice(0, period.length) === period).map(({label}) => label);
}
