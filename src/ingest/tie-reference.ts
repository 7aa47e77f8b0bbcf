import {day} from "../base/index.ts";
import {isOrganisation, membersOf, organisationByCode, states, tieKinds} from "../reference/index.ts";
import {FACTS, type FactTable} from "./facts.ts";
import type {CodeMeaning} from "./mapping.ts";
import {referenceResolver} from "./reference-input.ts";
import {SCHEMES, type Scheme} from "./source.ts";
import type {TieResolver, TieScheme, TieSource} from "./tie-source.ts";
import type {TieInput} from "./ties.ts";

/** The bloc of the states that the study is about. */
const STUDY = "post-soviet";

/** What a tie's code means by `reference/`. The world is no state, and neither is a bloc that publishers report as one. */
export const referenceTieResolver: TieResolver = (scheme, code, year) => {
  if (scheme === "organisation" || scheme.startsWith("organisation:")) return organisationOf(scheme, code);
  if (scheme === "unit") return states().has(code) ? unit(code) : organisationOf("organisation", code);
  const found = referenceResolver(stateScheme(scheme), code, year);
  return found.kind === "unit" && !states().has(found.unit) ? {kind: "non-state", label: found.unit} : found;
};

function organisationOf(scheme: TieScheme, code: string): CodeMeaning {
  const own = scheme === "organisation";
  const id = own
    ? isOrganisation(code)
      ? code
      : null
    : organisationByCode(scheme.slice("organisation:".length), code);
  return id === null ? {kind: "unknown"} : unit(id);
}

function unit(id: string): CodeMeaning {
  return {kind: "unit", unit: id};
}

// The schemes of organisations are told apart before this is called.
function stateScheme(scheme: TieScheme): Scheme {
  const found = SCHEMES.find((known) => known === scheme);
  if (found !== undefined) return found;
  throw new TypeError(`"${scheme}" is no scheme of states`);
}

/** Kinds, states, codes and facts of ties by `reference/`, for these data sets. */
export function referenceTies(sources: readonly TieSource[], facts: readonly FactTable[] = FACTS): TieInput {
  const study = new Set<string>(membersOf(STUDY, day("2022-02-24")));
  return {
    sources,
    facts,
    resolve: referenceTieResolver,
    kinds: tieKinds(),
    states: states().all.map(({iso3, unMember, start, end}) => ({
      iso3,
      unMember,
      start,
      end,
      study: study.has(iso3),
    })),
  };
}
