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

/** A roll call of the General Assembly on what the study is about: a row of reference/response/roll-calls.csv. */
export interface ResponseRollCall {
  /** Number of the resolution without the publisher's own beginning: `ES-11/1`. */
  readonly resolution: string;
  readonly about: string;
  /** The pole whose conduct is voted on. */
  readonly pole: string;
  /** What a yes says relative to that pole; a no says the other. */
  readonly yes: "toward" | "away";
}

const ROLL_CALLS = "response/roll-calls.csv";

/** The roll calls that `response` reads. @throws SourceError "unknown-pole" */
export const responseRollCalls: () => readonly ResponseRollCall[] = lazy(() =>
  readTable(ROLL_CALLS, ["resolution", "about", "pole", "yes", "source", "confidence"]).map((row) => {
    if (!poles().some(({id}) => id === row.pole)) throw unknown("pole", row.pole, ROLL_CALLS);
    return {
      resolution: row.resolution,
      about: row.about,
      pole: row.pole,
      yes: oneOf(row.yes, {allowed: ["toward", "away"], file: ROLL_CALLS, column: "yes"}),
    };
  }),
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
    if (!isOrganisation(row.organisation)) throw unknown("organisation", row.organisation, POLES);
    if (!poles().some(({id}) => id === row.pole)) throw unknown("pole", row.pole, POLES);
    return {
      organisation: row.organisation,
      pole: row.pole,
      stance: oneOf(row.stance, {allowed: ["of", "against"], file: POLES, column: "stance"}),
    };
  }),
);

function unknown(what: "organisation" | "pole", id: string, file: string): SourceError {
  return new SourceError(`unknown-${what}`, {
    message: `${what} "${id}" is not listed`,
    where: `reference/${file}`,
    hint: `add it to reference/${what === "pole" ? "blocs/poles.csv" : "organisations/organisations.csv"}`,
  });
}
