import {didYouMean, SourceError, UsageError} from "../base/index.ts";
import {lazy, oneOf, readTable} from "./table.ts";

export const ORGANISATION_KINDS = ["organisation", "agreement", "group"] as const;

/** An organisation, a standing agreement or a group that states can be in: a row of reference/organisations/organisations.csv. */
export interface Organisation {
  readonly id: string;
  readonly nameEn: string;
  readonly kind: (typeof ORGANISATION_KINDS)[number];
  readonly source: string;
}

const FILE = "organisations/organisations.csv";

/** Every organisation, sorted by id. */
export const organisations: () => readonly Organisation[] = lazy(() =>
  readTable(FILE, ["id", "name_en", "kind", "source"]).map((row) => ({
    id: row.id,
    nameEn: row.name_en,
    kind: oneOf(row.kind, {allowed: ORGANISATION_KINDS, file: FILE, column: "kind"}),
    source: row.source,
  })),
);

const byKey: () => ReadonlyMap<string, Organisation> = lazy(
  () => new Map(organisations().map((one) => [one.id.toLowerCase(), one])),
);

/** True when `id` is the id of an organisation, letter by letter. */
export function isOrganisation(id: string): boolean {
  return byKey().get(id.toLowerCase())?.id === id;
}

/** The organisation a person typed, whatever the case. @throws UsageError "unknown-organisation" with the nearest ids */
export function organisation(id: string): Organisation {
  const found = byKey().get(id.trim().toLowerCase());
  if (found !== undefined) return found;
  throw new UsageError("unknown-organisation", {
    message: `unknown organisation ${JSON.stringify(id)}`,
    hint: didYouMean(
      id,
      organisations().map((one) => one.id),
    ),
  });
}

const codes: () => ReadonlyMap<string, string> = lazy(() => {
  const rows = readTable("organisations/codes.csv", ["scheme", "code", "organisation", "source"]);
  const lost = rows.find((row) => !isOrganisation(row.organisation));
  if (lost !== undefined)
    throw new SourceError("unknown-organisation", {
      message: `code "${lost.code}" stands for "${lost.organisation}", which is not listed`,
      where: "reference/organisations/codes.csv",
      hint: `add it to reference/${FILE}`,
    });
  return new Map(rows.map((row) => [`${row.scheme} ${row.code}`, row.organisation]));
});

/** Id of the organisation that a publisher's code stands for, or null. */
export function organisationByCode(scheme: string, code: string): string | null {
  return codes().get(`${scheme} ${code}`) ?? null;
}
