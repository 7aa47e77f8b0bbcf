import {type Params, writeAddress} from "../../address/index.ts";
import {POLES, STUDY} from "../../parts/study.ts";
import {membersOf, type Place} from "../atlas/places.ts";

/** The state shown before a person asks for another. */
const USUAL_STATE = "ARM";
/** Earlier ties are drawn from the edge. */
const USUAL_FROM = "1991";
/** What ties in time are: values of periods are no spells. */
const FORMS = "spell,event";

/** Parameters of this view that are not of the question of ties. */
const OWN: readonly string[] = ["from", "on", "link", "reach"];

/** Choices of the timeline, with those of this view where the address says nothing. */
export function tieChoices(params: URLSearchParams): URLSearchParams {
  const given = [...params].filter(([name]) => !OWN.includes(name));
  return new URLSearchParams({state: USUAL_STATE, ...Object.fromEntries(given)});
}

/** The question behind the timeline, as the address asks it. */
export function tiesAddress(params: URLSearchParams): string {
  return writeAddress("/api/v1/ties", {form: FORMS, ...Object.fromEntries(tieChoices(params)), show: null});
}

/** First year of the timeline's axis. */
export function firstYearIn(params: URLSearchParams): number {
  const from = params.get("from") ?? USUAL_FROM;
  return /^\d{4}$/.test(from) ? Number(from) : Number(USUAL_FROM);
}

/** Years that the network is offered for: the last whole one before the shock, and the last one looked at. */
export function networkYears(shock: string | null): readonly string[] {
  const before = shock === null ? 2021 : Number(shock.slice(0, 4)) - 1;
  return [before, before + 4].map(String);
}

/** The day or year that the network is of. */
export function networkDate(params: URLSearchParams, years: readonly string[]): string {
  return params.get("on") ?? years.at(-1) ?? "2021";
}

/** The question behind the network: spells of the states of the study that can have held on a date. */
export function networkAddress(date: string): string {
  return writeAddress("/api/v1/ties", {state: STUDY, form: "spell", date});
}

/** Layers of the network that are hidden. */
export function layerIn(params: URLSearchParams): string | null {
  return params.get("link");
}

/** How far the network reaches: to every partner, or to the states of the study, the poles and organisations. */
export type Reach = "all" | "study";

/** The reach that the address names; null leaves it to the size of the network. */
export function reachIn(params: URLSearchParams): Reach | null {
  const reach = params.get("reach");
  return reach === "all" || reach === "study" ? reach : null;
}

/** The states of the study and the poles. */
export function studyAndPoles(places: ReadonlyMap<string, Place>): ReadonlySet<string> {
  return new Set([...membersOf(STUDY, places), ...POLES]);
}

/** The parameters with one changed; null takes it away. */
export function withParam(params: URLSearchParams, changes: Params): Params {
  return {...Object.fromEntries(params), ...changes};
}
