import {writeAddress} from "../../address/index.ts";

/** Families shown before a person asks for others. */
const USUAL_FAMILY = "foreign_agent";

/** The choices of the question, with those of this view where the address says nothing. */
export function lawChoices(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams({family: USUAL_FAMILY, ...Object.fromEntries(params)});
}

/** The laws of every family on record: which families there are. */
export const ALL_LAWS = "/api/v1/laws";
/** Every family, as an address names it. */
export const EVERY_FAMILY = "all";

/** The question of this view, as the address asks it; `family=all` is every family. */
export function lawsAddress(params: URLSearchParams): string {
  const choices = Object.fromEntries(lawChoices(params));
  return writeAddress(ALL_LAWS, {
    ...choices,
    family: choices.family === EVERY_FAMILY ? null : choices.family,
  });
}
