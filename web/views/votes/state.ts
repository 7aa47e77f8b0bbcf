import {type Params, writeAddress} from "../../address/index.ts";
import {type Finding, textIn} from "../../data/index.ts";
import {POLES, STUDY} from "../../parts/study.ts";
import {membersOf, placesOf} from "../atlas/places.ts";

/** Roll calls offered before a person asks for others: those on the shock. */
const USUAL_MATCH = "ES-11";
/** The part of the page that shows positions, as an address names it. */
export const POSITIONS = "positions";
/** From where agreement is drawn. */
const USUAL_SESSIONS = "60..";

/** The roll call on the map, as the address asks it. */
export function rollCallAddress(params: URLSearchParams): string {
  return writeAddress("/api/v1/votes-roll-call", {resolution: params.get("call")});
}

/** What the list of roll calls shows: a session's, or those whose text has some words in them. */
export interface Listed {
  readonly session: string | null;
  readonly match: string | null;
}

export function listedIn(params: URLSearchParams): Listed {
  const session = params.get("list");
  const match = params.get("match");
  return session === null && match === null ? {session: null, match: USUAL_MATCH} : {session, match};
}

/** The list of roll calls, as the address asks it. */
export function rollCallsAddress(params: URLSearchParams): string {
  const {session, match} = listedIn(params);
  return writeAddress("/api/v1/votes-roll-calls", {session: session ?? "1..", match});
}

/** Names of the parameters that are this view's own, and not of the question of agreement. */
const OWN: readonly string[] = ["call", "list", "match", "state"];

/** The choices of the question of agreement, with those of this view where the address says nothing. */
export function agreementChoices(params: URLSearchParams, states: Finding): URLSearchParams {
  const given = [...params].filter(([name]) => !OWN.includes(name));
  const usual = {session: USUAL_SESSIONS, states: [...membersOf(STUDY, placesOf(states))].join(",")};
  return new URLSearchParams({...usual, ...Object.fromEntries(given)});
}

/** The question of agreement, as the address asks it. */
export function agreementAddress(params: URLSearchParams, states: Finding): string {
  return writeAddress("/api/v1/votes-agreement", Object.fromEntries(agreementChoices(params, states)));
}

/** Who is drawn strongly where positions are shown: the poles, and the state that the address stresses. */
export interface Stressing {
  readonly poles: readonly string[];
  readonly chosen: string | null;
}

function stressedIn(params: URLSearchParams): Stressing {
  // What is named and empty is as usual.
  const [named, chosen] = ["with", "state"].map((name) => params.get(name) || null);
  return {poles: named?.split(",") ?? POLES, chosen: chosen ?? null};
}

/** The question of positions: the poles, the stressed state and those of the form, in its sessions. */
export function idealAddress(params: URLSearchParams, states: Finding): string {
  const {poles, chosen} = stressedIn(params);
  const form = agreementChoices(params, states);
  const others = (form.get("states") ?? "").split(",");
  const asked = [...new Set([...poles, ...(chosen === null ? [] : [chosen]), ...others])];
  return writeAddress("/api/v1/votes-ideal-points", {
    session: form.get("session"),
    states: asked.map((name) => name.trim()).join(","),
  });
}

/** The codes of those drawn strongly. A state named otherwise than in the list of states is drawn as others are. */
export function stressedCodes(params: URLSearchParams, {rows}: Finding): Stressing {
  const {poles, chosen} = stressedIn(params);
  const codeOf = (text: string) => {
    const asked = text.trim().toLowerCase();
    const row = rows.find(({iso3, name}) => [iso3, name].some((own) => String(own).toLowerCase() === asked));
    return row === undefined ? null : textIn(row, "iso3");
  };
  return {
    poles: poles.flatMap((pole) => codeOf(pole) ?? []),
    chosen: chosen === null ? null : codeOf(chosen),
  };
}

/** The parameters with another roll call on the map. */
export function withCall(params: URLSearchParams, call: string): Params {
  return {...Object.fromEntries(params), call};
}
