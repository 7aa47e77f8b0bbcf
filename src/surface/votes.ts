// Not through the folder's index, which loads the engine.
import {type AgreementParams, agreementParams} from "../analyses/votes/params.ts";
import {UsageError} from "../base/index.ts";
import {choiceOf, listOf, type Option, type OptionBag, parsedOf} from "./option.ts";

const COUNTED = ["published", "resolutions", "all"] as const;
const LAST_SESSION = 200;

const usual = agreementParams({});

export const AGREEMENT_OPTIONS: readonly Option[] = [
  {
    name: "session",
    value: "N,A..B",
    meaning: "sessions of the General Assembly, such as 76 or 70,74..76 (default: the last with roll calls)",
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

function sessionNumbers(text: string): readonly number[] {
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
