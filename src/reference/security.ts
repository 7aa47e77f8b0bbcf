import {orNull} from "./dates.ts";
import {type DatedFact, refuseBadFacts} from "./spells.ts";
import {lazy, readTable} from "./table.ts";

/** A row of reference/security/ties.csv: what links a state to a partner, state or organisation, in security. */
export interface SecurityFact extends DatedFact {
  readonly state: string;
  readonly partner: string;
  readonly kind: string;
  readonly item: string;
  readonly unit: string | null;
}

const FILE = "security/ties.csv";
const COLUMNS = [
  "id",
  "state",
  "partner",
  "kind",
  "item",
  "start",
  "end",
  "value",
  "low",
  "high",
  "missing",
  "unit",
  "detail",
  "source",
  "confidence",
  "basis",
  "note",
] as const;

/** Bases, deployments, treaties, arrests and more, of the study's states. @throws SourceError as `refuseBadFacts` */
export const securityFacts: () => readonly SecurityFact[] = lazy(() =>
  refuseBadFacts(
    readTable(FILE, COLUMNS).map((row) => ({
      id: row.id,
      key: [row.state, row.partner, row.kind, row.item].join(" "),
      state: row.state,
      partner: row.partner,
      kind: row.kind,
      item: row.item,
      start: orNull(row.start),
      end: orNull(row.end),
      unit: orNull(row.unit),
      source: row.source,
    })),
    FILE,
  ),
);
