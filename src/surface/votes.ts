// Not through the folder's index, which loads the engine.
import {
  type AgreementParams,
  agreementParams,
  type IdealPointParams,
  type RollCallParams,
  type RollCallsParams,
} from "../analyses/votes/params.ts";
import {UsageError} from "../base/index.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf} from "./option.ts";

const COUNTED = ["published", "resolutions", "all"] as const;
const LAST_SESSION = 200;

const usual = agreementParams({});

export const AGREEMENT_OPTIONS: readonly Option[] = [
  {
    name: "session",
    value: "N,A..B,A..",
    meaning:
      "sessions of the General Assembly, such as 76 or 70,74..76, or all known from one on, as 60.. (default: the last with roll calls)",
  },
  {name: "with", value: "STATE,…", meaning: "with whom: codes or names", fallback: usual.others.join(",")},
  {name: "states", value: "STATE,…", meaning: "only these states (default: every state that voted)"},
  {
    name: "count",
    value: COUNTED.join("|"),
    meaning: "roll calls that the published scores count, those on whole resolutions, or every one",
    choices: COUNTED,
    fallback: usual.count,
  },
  {
    name: "source",
    value: "ID",
    meaning: "only this source (default: the preferred one that has the session)",
  },
];

/**
 * Reads the options of `votes agreement`, fallbacks in place.
 *
 * @throws UsageError naming the option and its value
 */
export function parseAgreementOptions(options: OptionBag): AgreementParams {
  return agreementParams({
    sessions: parsedOf(options, "session", sessionNumbers),
    others: listOf(options, "with"),
    states: listOf(options, "states"),
    count: choiceOf(options, "count", COUNTED),
    source: options.source ?? null,
  });
}

export const IDEAL_POINT_OPTIONS: readonly Option[] = [
  {
    name: "session",
    value: "N,A..B,A..",
    meaning:
      "sessions, such as 76 or 70,74..76, or all known from one on, as 60.. (default: the last with ideal points)",
  },
  {name: "states", value: "STATE,…", meaning: "only these states (default: every state that is placed)"},
  {name: "source", value: "ID", meaning: "only this source (default: the preferred one that has any)"},
];

/** Reads the options of `votes ideal-points`. @throws UsageError naming the option and its value */
export function parseIdealPointOptions(options: OptionBag): IdealPointParams {
  return {
    sessions: parsedOf(options, "session", sessionNumbers),
    states: listOf(options, "states"),
    source: options.source ?? null,
  };
}

export const ROLL_CALLS_OPTIONS: readonly Option[] = [
  {
    name: "session",
    value: "N,A..B,A..",
    meaning:
      "sessions, such as 76 or 70,74..76, or all known from one on, as 1.. (default: the last with roll calls)",
  },
  {name: "match", value: "TEXT", meaning: "only those with this in their number or title"},
  {name: "source", value: "ID", meaning: "only this source (default: each roll call once, by rank)"},
];

/** Reads the options of `votes roll-calls`. @throws UsageError naming the option and its value */
export function parseRollCallsOptions(options: OptionBag): RollCallsParams {
  return {
    sessions: parsedOf(options, "session", sessionNumbers),
    match: options.match ?? null,
    source: options.source ?? null,
  };
}

export const ROLL_CALL_OPTIONS: readonly Option[] = [
  {
    name: "resolution",
    value: "NUMBER",
    meaning: "number of the resolution, such as ES-11/1 or 68/262, or a source's own key of the roll call",
    fallback: "ES-11/1",
  },
  {name: "source", value: "ID", meaning: "only this source (default: the preferred one that has it)"},
];

/** Reads the options of `votes roll-call`, fallbacks in place. */
export function parseRollCallOptions(options: OptionBag): RollCallParams {
  return {resolution: options.resolution ?? "ES-11/1", source: options.source ?? null};
}

function sessionNumbers(text: string): readonly number[] | {readonly from: number} {
  const [, first] = /^(\d{1,3})\.\.$/.exec(text.trim()) ?? [];
  if (first !== undefined && Number(first) >= 1 && Number(first) <= LAST_SESSION)
    return {from: Number(first)};
  const sessions = text.split(",").flatMap((part) => spanOf(part.trim()));
  return [...new Set(sessions)].sort((a, b) => a - b);
}

function spanOf(part: string): number[] {
  const [, first, last = first] = /^(\d{1,3})(?:\.\.(\d{1,3}))?$/.exec(part) ?? [];
  const [from, to] = [Number(first), Number(last)];
  if (first !== undefined && from >= 1 && to >= from && to <= LAST_SESSION)
    return Array.from({length: to - from + 1}, (_, at) => from + at);
  throw new UsageError("bad-session", {
    message: `"${part}" is no session`,
    hint: "give a number or a range, such as 76 or 74..76; the session that opened in 2021 is 76",
  });
}
