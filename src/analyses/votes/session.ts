import {type Counted, rollCalls, votesOn} from "../../layers/votes/index.ts";
import {agreement, CHOICES, contested, type RollCalls} from "../../methods/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";

/** A session as one source has it, with what counts told from what does not. */
export interface SessionVotes {
  readonly session: number;
  readonly source: string;
  readonly states: readonly string[];
  readonly votes: RollCalls;
  /** Roll calls that count and on which states differed. */
  readonly among: readonly number[];
  /** Roll calls of the session and source. */
  readonly all: number;
  /** Roll calls that do not count, by reason. */
  readonly left: readonly {readonly reason: string; readonly calls: number}[];
}

/**
 * Sessions with their votes, each from one source: the lowest rank among those that hold at least half as many counting roll calls
 * as the fullest. A session that no source has is not in it.
 */
export async function readSessions(
  store: Reader,
  {
    sessions,
    source,
    count,
  }: {readonly sessions: readonly number[]; readonly source: string | null; readonly count: Counted},
): Promise<SessionVotes[]> {
  const calls = await store.rows(rollCalls({sessions, source}));
  const votes = new Map(
    (await store.rows(votesOn({sessions, source}))).map((row) => [keyOf(row), castVotes(row)] as const),
  );
  return [...Map.groupBy(calls, ({session}) => Number(session))].map(([session, own]) => {
    const chosen = preferred(own, count);
    return sessionOf({session, calls: chosen, votes, count});
  });
}

function keyOf({source, record}: StoreRow): string {
  return `${source} ${record}`;
}

/** How a state stood on a roll call. */
interface CastVote {
  readonly state: string;
  readonly choice: string;
}

function castVotes({votes}: StoreRow): CastVote[] {
  return String(votes)
    .split(",")
    .map((vote) => {
      const [state = "", choice = ""] = vote.split(":");
      return {state, choice};
    });
}

// A source that has a few calls of a session never speaks for it; among those that have it, the rank decides.
function preferred(calls: readonly StoreRow[], count: Counted): StoreRow[] {
  const bySource = [...Map.groupBy(calls, ({source}) => String(source)).values()];
  const size = (own: readonly StoreRow[]) => own.filter((call) => counts(call, count)).length;
  const most = Math.max(...bySource.map(size));
  const [best = []] = bySource
    .filter((own) => 2 * size(own) >= most)
    .toSorted((a, b) => Number(a[0]?.rank) - Number(b[0]?.rank));
  return best;
}

function counts({counted, motion}: StoreRow, count: Counted): boolean {
  if (count === "all") return true;
  return count === "published" ? counted === true : motion === "resolution";
}

interface SessionInput {
  readonly session: number;
  readonly calls: readonly StoreRow[];
  readonly votes: ReadonlyMap<string, readonly CastVote[]>;
  readonly count: Counted;
}

function sessionOf({session, calls, votes, count}: SessionInput): SessionVotes {
  const counting = calls.filter((call) => counts(call, count));
  const cast = counting.map((call) => votes.get(keyOf(call)) ?? []);
  const states = [...new Set(cast.flat().map(({state}) => state))].sort();
  const table = tableOf(cast, states);
  const among = contested(table);
  const left = [
    ...Map.groupBy(
      calls.filter((call) => !counts(call, count)),
      whyLeft,
    ),
  ].map(([reason, own]) => ({reason, calls: own.length}));
  const unanimous = counting.length - among.length;
  return {
    session,
    source: String(calls[0]?.source),
    states,
    votes: table,
    among,
    all: calls.length,
    left: unanimous === 0 ? left : [...left, {reason: "unanimous among those that voted", calls: unanimous}],
  };
}

function whyLeft({motion, meeting}: StoreRow): string {
  if (motion !== "resolution")
    return `on ${motion === "amendment" ? "an amendment" : "a paragraph"}, not on a whole text`;
  return `of the emergency special session ${meeting}, which the published scores do not count`;
}

function tableOf(cast: readonly (readonly CastVote[])[], states: readonly string[]): RollCalls {
  const place = new Map(states.map((state, at) => [state, at]));
  const cells = new Uint8Array(cast.length * states.length);
  for (const [call, own] of cast.entries()) {
    for (const {state, choice} of own) {
      const voter = place.get(state);
      if (voter !== undefined) cells[call * states.length + voter] = choiceCode(choice);
    }
  }
  return {calls: cast.length, voters: states.length, cells};
}

function choiceCode(choice: string): number {
  if (choice === "yes") return CHOICES.yes;
  if (choice === "abstain") return CHOICES.abstain;
  return choice === "no" ? CHOICES.no : CHOICES.none;
}

/** What a pair's agreement rests on in a session. Null where one of the two is not in it. */
export function pairIn(
  {states, votes, among}: SessionVotes,
  {state, other}: {readonly state: string; readonly other: string},
) {
  const [one, two] = [states.indexOf(state), states.indexOf(other)];
  if (one < 0 || two < 0) return null;
  return agreement(votes, {one, other: two, among});
}
