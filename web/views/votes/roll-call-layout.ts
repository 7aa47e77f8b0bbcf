import {type Finding, numberIn, textIn} from "../../data/index.ts";

/** How a state stood; "missing" where no vote is on record. */
export const CHOICES = ["yes", "abstain", "no", "none", "missing"] as const;
export type Choice = (typeof CHOICES)[number];

/** A state's vote on the roll call that is drawn. */
export interface Vote {
  /** Row of the finding, from 1. */
  readonly row: number;
  readonly iso3: string;
  readonly name: string;
  readonly choice: Choice;
  /** Why no choice is known. */
  readonly why: string | null;
}

export function votesOf({rows}: Finding): readonly Vote[] {
  return rows.map((row, at) => ({
    row: at + 1,
    iso3: textIn(row, "state") ?? "",
    name: textIn(row, "name") ?? textIn(row, "state") ?? "",
    choice: CHOICES.find((choice) => choice === textIn(row, "choice")) ?? "missing",
    why: textIn(row, "choice_missing"),
  }));
}

/** The votes of each choice, states by name. */
export function byChoice(votes: readonly Vote[]): ReadonlyMap<Choice, readonly Vote[]> {
  return new Map(
    CHOICES.map((choice) => [
      choice,
      votes.filter((vote) => vote.choice === choice).toSorted((a, b) => a.name.localeCompare(b.name, "en")),
    ]),
  );
}

/** The tally of the finding by choice; null where it has none. */
export function tallyOf({estimates}: Finding): ReadonlyMap<string, number | null> {
  return new Map(estimates.map(({term, estimate}) => [term, estimate]));
}

/** A roll call as a line of the list. */
export interface CallLine {
  readonly row: number;
  /** What asks for it: its number where it is a whole text, else the source's own key. */
  readonly call: string;
  readonly name: string;
  readonly title: string | null;
  readonly date: string | null;
  readonly session: string;
  readonly yes: number | null;
  readonly abstain: number | null;
  readonly no: number | null;
}

export function callLines({rows}: Finding): readonly CallLine[] {
  return rows.map((row, at) => {
    const record = textIn(row, "record") ?? "";
    const resolution = textIn(row, "resolution");
    const isWhole = textIn(row, "motion") === "resolution" && resolution !== null;
    return {
      row: at + 1,
      call: isWhole ? resolution : record,
      name: resolution ?? record,
      title: textIn(row, "title")?.trim() ?? null,
      date: textIn(row, "date"),
      session: textIn(row, "session") ?? "",
      yes: numberIn(row, "yes"),
      abstain: numberIn(row, "abstain"),
      no: numberIn(row, "no"),
    };
  });
}
