import {writeAddress} from "../../address/index.ts";

/** Families shown before a person asks for others. */
const USUAL_FAMILY = "foreign_agent";

/** The choices of the question, with those of this view where the address says nothing. */
export function lawChoices(params: URLSearchParams): URLSearchParams {
  return new URLSearchParams({family: USUAL_FAMILY, ...Object.fromEntries(params)});
}

/** The question of this view, as the address asks it; `family=all` is every family. */
export function lawsAddress(params: URLSearchParams): string {
  const choices = Object.fromEntries(lawChoices(params));
  return writeAddress("/api/v1/laws", {...choices, family: choices.family === "all" ? null : choices.family});
}
