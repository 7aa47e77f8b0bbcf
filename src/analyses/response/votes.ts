import type {Day, Evidence} from "../../base/index.ts";
import {votesOnResolutions} from "../../layers/votes/index.ts";
import {type ResponseRollCall, responseRollCalls} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import type {Act, Direction} from "./acts.ts";

/** A vote on what the study is about. */
export interface VoteAct extends Act {
  /** Whether it was on the conduct of the pole asked for. */
  readonly isOfPole: boolean;
}

/** Votes on what the study is about, and what their sources say against each other. */
export interface VoteRecord {
  readonly after: readonly VoteAct[];
  readonly before: readonly VoteAct[];
  readonly disputed: readonly string[];
}

const WORDS: Readonly<Record<string, string>> = {
  yes: "voted for",
  abstain: "abstained on",
  no: "voted against",
  absent: "cast no vote on",
};

/**
 * Votes of states on the roll calls of reference/response/roll-calls.csv, each from the source of lowest rank that has it, by date.
 * A vote not cast is an outcome of its own: it has no direction and is no abstention.
 */
export async function voteRecord(
  store: Reader,
  {states, pole, shock}: {readonly states: readonly string[]; readonly pole: string; readonly shock: Day},
): Promise<VoteRecord> {
  const calls = responseRollCalls();
  const found = await store.rows(
    votesOnResolutions({numbers: calls.map(({resolution}) => resolution), states}),
  );
  const copies = [...Map.groupBy(found, ({number, state}) => `${number} ${state}`).values()];
  const acts = copies
    .flatMap(([row]) =>
      calls.flatMap((call) => (row?.number === call.resolution ? [actOf(row, call, pole)] : [])),
    )
    .toSorted((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
  return {
    after: acts.filter(({date}) => date >= shock),
    before: acts.filter(({date}) => date < shock),
    disputed: copies.flatMap(disputeOf),
  };
}

function actOf(row: StoreRow, call: ResponseRollCall, pole: string): VoteAct {
  const choice = String(row.choice);
  return {
    state: String(row.state),
    date: String(row.date),
    act: WORDS[choice] ?? choice,
    layer: "votes",
    kind: "roll_call",
    status: choice,
    partner: null,
    item: `${call.resolution} ${call.about}`,
    direction: call.pole === pole ? directionOf(choice, call.yes) : null,
    isMeasure: false,
    isOfPole: call.pole === pole,
    row,
  };
}

function directionOf(choice: string, yes: Direction): Direction | null {
  if (choice === "yes") return yes;
  if (choice !== "no") return null;
  return yes === "away" ? "toward" : "away";
}

function disputeOf(copies: readonly StoreRow[]): string[] {
  const said = new Set(copies.map(({choice}) => choice));
  if (said.size < 2) return [];
  const [first] = copies;
  return [
    `${first?.state} on ${first?.number}: ${copies.map(({source, choice}) => `${source} ${choice}`).join(", ")}`,
  ];
}

/** How to get the vote itself. */
export function voteEvidence({row, state}: Act, at: number): Evidence {
  return {
    row: at,
    label: "the vote as the source has it",
    query: "vote-records",
    parameters: {
      session: Number(row.session),
      source: String(row.source),
      states: [state],
      record: String(row.record),
    },
  };
}

/** How a state voted after the shock: the same words as of its acts, and one for those who took no side. */
export const VOTE_TYPES = ["away", "both ways", "toward", "stood aside"] as const;
export type VoteType = (typeof VOTE_TYPES)[number];

/** The votes of one state counted by outcome; null where no vote of it is on record. */
export interface VoteCounts {
  readonly type: VoteType;
  readonly away: number;
  readonly toward: number;
  readonly abstained: number;
  readonly notCast: number;
}

/**
 * - away, toward: votes in one direction only, whatever else it abstained on or cast no vote on
 * - both ways: votes in both directions
 * - stood aside: abstained or cast no vote on every one
 */
export function classifyVotes(votes: readonly VoteAct[]): VoteCounts | null {
  const sided = votes.filter(({isOfPole}) => isOfPole);
  if (sided.length === 0) return null;
  const away = sided.filter(({direction}) => direction === "away").length;
  const toward = sided.filter(({direction}) => direction === "toward").length;
  const counts = {
    away,
    toward,
    abstained: sided.filter(({status}) => status === "abstain").length,
    notCast: sided.filter(({status}) => status === "absent").length,
  };
  if (away > 0) return {type: toward > 0 ? "both ways" : "away", ...counts};
  return {type: toward > 0 ? "toward" : "stood aside", ...counts};
}
