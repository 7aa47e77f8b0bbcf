import {lazy, readTable} from "./table.ts";

/** A dated event of the study. `date` is a day, or a month where the day is not known. */
export interface ReferenceEvent {
  readonly date: string;
  readonly id: string;
  readonly label: string;
  readonly source: string;
}

/** The events of reference/events, by date. */
export const events: () => readonly ReferenceEvent[] = lazy(() =>
  readTable("events/events.csv", ["date", "id", "label", "source"]),
);
