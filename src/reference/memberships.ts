import type {Iso3} from "../base/index.ts";
import {orNull, type Validity} from "./dates.ts";
import {states} from "./states.ts";
import {lazy, readTable} from "./table.ts";

/** One spell of a state's standing in an organisation; `end` is the day it ceased, as its source gives it. */
export interface Membership extends Validity {
  readonly id: string;
  readonly iso3: Iso3;
  readonly organisation: string;
  /** member, observer, candidate, suspended, …: as the source words it. */
  readonly status: string;
  readonly event: string | null;
  readonly source: string;
  readonly confidence: string;
  readonly note: string | null;
}

const COLUMNS = [
  "id",
  "iso3",
  "organisation",
  "status",
  "start",
  "end",
  "event",
  "source",
  "confidence",
  "note",
] as const;

/** The post-Soviet states' memberships, observerships and candidacies since 1991. */
export const memberships: () => readonly Membership[] = lazy(() =>
  readTable("memberships/memberships.csv", COLUMNS).map((row) => ({
    id: row.id,
    iso3: states().get(row.iso3).iso3,
    organisation: row.organisation,
    status: row.status,
    start: orNull(row.start),
    end: orNull(row.end),
    event: orNull(row.event),
    source: row.source,
    confidence: row.confidence,
    note: orNull(row.note),
  })),
);
