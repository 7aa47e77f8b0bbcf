import {SourceError} from "../base/index.ts";
import {poles} from "./blocs.ts";
import {orNull} from "./dates.ts";
import {isOrganisation} from "./organisations.ts";
import {lazy, oneOf, readTable} from "./table.ts";

/** What the beginning or end of a tie says about a state's course: a row of reference/response/rules.csv. */
export interface ResponseRule {
  readonly layer: string;
  readonly kind: string;
  readonly edge: "start" | "end";
  /** Only ties of this standing; null for any. */
  readonly status: string | null;
  /** Relative to the pole the tie is with. */
  readonly direction: "toward" | "away" | "none";
  /** The act in words, to be followed by with whom. */
  readonly act: string;
}

const RULES = "response/rules.csv";

/** The rules of `response`, sorted. */
export const responseRules: () => readonly ResponseRule[] = lazy(() =>
  readTable(RULES, ["layer", "kind", "edge", "status", "direction", "act"]).map((row) => ({
    layer: row.layer,
    kind: row.kind,
    edge: oneOf(row.edge, {allowed: ["start", "end"], file: RULES, column: "edge"}),
    status: orNull(row.status),
    direction: oneOf(row.direction, {allowed: ["toward", "away", "none"], file: RULES, column: "direction"}),
    act: row.act,
  })),
);

/** Which pole an organisation belongs to, or is directed against: a row of reference/organisations/poles.csv. */
export interface OrganisationPole {
  readonly organisation: string;
  readonly pole: string;
  readonly stance: "of" | "against";
}

const POLES = "organisations/poles.csv";

/** @throws SourceError "unknown-organisation" or "unknown-pole" */
export const organisationPoles: () => readonly OrganisationPole[] = lazy(() =>
  readTable(POLES, ["organisation", "pole", "stance", "source", "confidence"]).map((row) => {
    if (!isOrganisation(row.organisation)) throw unknown("organisation", row.organisation);
    if (!poles().some(({id}) => id === row.pole)) throw unknown("pole", row.pole);
    return {
      organisation: row.organisation,
      pole: row.pole,
      stance: oneOf(row.stance, {allowed: ["of", "against"], file: POLES, column: "stance"}),
    };
  }),
);

function unknown(what: "organisation" | "pole", id: string): SourceError {
  return new SourceError(`unknown-${what}`, {
    message: `${what} "${id}" is not listed`,
    where: `reference/${POLES}`,
    hint: `add it to reference/${what === "pole" ? "blocs/poles.csv" : "organisations/organisations.csv"}`,
  });
}
