import {type Params, writeAddress} from "../../address/index.ts";

/** What a person chooses along; each has a chart. */
export const DIMENSIONS = ["period", "reporter", "partner", "chapter"] as const;
export type Dimension = (typeof DIMENSIONS)[number];
/** What a chart shows: a dimension, or the sum of all. */
export type Chart = Dimension | "total";

/** Whose records: what may be added up as it stands. Absent ones are left to the server. */
export const STRAND = ["source", "flow", "freq", "basis", "goods"] as const;

/** Choices along the dimensions, in the words of the options; null keeps all. */
export type Choices = Readonly<Record<Dimension, string | null>>;

export function choicesIn(params: URLSearchParams): Choices {
  const given = (name: Dimension) => params.get(name) || null;
  return {
    period: given("period"),
    reporter: given("reporter"),
    partner: given("partner"),
    chapter: given("chapter"),
  };
}

/** The part of the address that says whose records, as text that tells one from another. */
export function strandIn(params: URLSearchParams): string {
  return writeAddress("", Object.fromEntries(STRAND.map((name) => [name, params.get(name)])));
}

/** The same of a question's address. */
export function strandOf(address: string): string {
  return strandIn(new URLSearchParams(address.split("?")[1]));
}

/** The whole question of a chart. Options that no chart knows go along: the server says what is wrong with them. */
export function exploreAddress(params: URLSearchParams, by: Chart): string {
  const {[by]: _, ...others} = Object.fromEntries(params);
  return writeAddress("/api/v1/explore", {by, ...(by === "total" ? Object.fromEntries(params) : others)});
}

/** The question of a chart while it is brushed: columns only, under the choices of the other charts. */
export function columnsAddress(strand: string, by: Chart, choices: Params): string {
  const given = Object.fromEntries(new URLSearchParams(strand.replace(/^\?/, "")));
  return writeAddress("/api/v1/explore.arrow", {by, ...given, ...choices});
}

/** A list of names with one put in or taken out; null when none is left. */
export function toggled(list: string | null, name: string): string | null {
  const names = list?.split(",") ?? [];
  const next = names.includes(name) ? names.filter((one) => one !== name) : [...names, name];
  return next.length === 0 ? null : next.join(",");
}
