import {SourceError} from "../base/index.ts";
import {orNull} from "./dates.ts";
import {type DatedFact, refuseBadFacts} from "./spells.ts";
import {lazy, readTable} from "./table.ts";

/** A row of reference/laws/laws.csv: a law or bill of a family; `start` is the day it came into force. */
export interface Law extends DatedFact {
  readonly state: string;
  readonly family: string;
  readonly title: string;
  readonly status: string;
}

/** A clause of a law: reference/laws/features.csv. A feature that is not listed is not known, never absent. */
export interface LawFeature {
  readonly law: string;
  readonly feature: string;
  /** Null where the source gives words, see `said`. */
  readonly value: number | null;
  readonly said: string;
}

const FILE = "laws/laws.csv";
const COLUMNS = [
  "id",
  "state",
  "family",
  "title",
  "number",
  "introduced",
  "adopted",
  "signed",
  "in_force",
  "end",
  "status",
  "model",
  "source",
  "confidence",
  "basis",
  "note",
] as const;

/** Laws and bills on foreign agents, foreign funding, propaganda and the like. @throws SourceError as `refuseBadFacts` */
export const laws: () => readonly Law[] = lazy(() =>
  refuseBadFacts(
    readTable(FILE, COLUMNS).map((row) => ({
      id: row.id,
      key: row.id,
      state: row.state,
      family: row.family,
      title: row.title,
      status: row.status,
      start: orNull(row.in_force),
      end: orNull(row.end),
      source: row.source,
    })),
    FILE,
  ),
);

/** Every feature of every law. @throws SourceError "unknown-law" */
export const lawFeatures: () => readonly LawFeature[] = lazy(() => {
  const known = new Set(laws().map(({id}) => id));
  return readTable("laws/features.csv", ["law", "feature", "value", "said"]).map((row) => {
    if (!known.has(row.law))
      throw new SourceError("unknown-law", {
        message: `there is no law "${row.law}"`,
        where: "reference/laws/features.csv",
        hint: "features belong to rows of laws.csv",
      });
    return {...row, value: row.value === "" ? null : Number(row.value)};
  });
});
