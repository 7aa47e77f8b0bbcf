import type {Iso3} from "../base/index.ts";
import {orNull, type Validity} from "./dates.ts";
import {refuseBadFacts} from "./spells.ts";
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

const FILE = "memberships/memberships.csv";

/** The post-Soviet states' memberships, observerships and candidacies since 1991. @throws SourceError as `refuseBadFacts` */
export const memberships: () => readonly Membership[] = lazy(() =>
  refuseBadFacts(
    readTable(FILE, COLUMNS).map((row) => ({
      id: row.id,
      key: [row.iso3, row.organisation, row.status].join(" "),
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
    FILE,
  ),
);
