import {type Evidence, type Finding, type FindingRow, finding, UsageError} from "../../base/index.ts";
import {knownSessions, listedRollCalls} from "../../layers/votes/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {ROLL_CALLS_COLUMNS} from "./columns.ts";
import type {RollCallsParams} from "./params.ts";
import {fromOn, noVotes} from "./refusals.ts";
import {shownSessions} from "./session-span.ts";

/**
 * Which roll calls there are, a row each: emergency sessions first, then the latest. One that several sources have stands
 * once, as the source of the lowest rank has it, with the others named.
 *
 * @throws UsageError "no-votes" when the store has none, "no-session" for a session without one
 */
export async function rollCallsFinding(store: Reader, params: RollCallsParams): Promise<Finding> {
  const sessions = await askedSessions(store, params);
  const {match, source} = params;
  const found = await store.rows(listedRollCalls({sessions, match, source}));
  const calls = [...Map.groupBy(found, identityOf).values()];
  const rows = calls.map(rowOf);
  const sources = [...new Set(found.map((row) => String(row.source)))].sort();
  return finding({
    kind: "votes-roll-calls",
    question: questionOf(sessions, match),
    parameters: {sessions, match, source},
    columns: ROLL_CALLS_COLUMNS,
    rows,
    estimates: [],
    sample: {rows_in: found.length, rows_used: rows.length, dropped: dropped(found, rows), coverage: []},
    warnings: tallyWarnings(found),
    caveats: ["What was adopted without a vote is not in it: roll calls are a minority of decisions."],
    evidence: calls.flatMap(evidenceOf),
    lineage: await lineageOf(store, sources),
  });
}

async function askedSessions(store: Reader, {sessions}: RollCallsParams): Promise<readonly number[]> {
  const known = await store.rows(knownSessions());
  const voted = known.filter(({calls}) => Number(calls) > 0).map(({session}) => Number(session));
  const last = voted.at(-1);
  if (last === undefined) throw noVotes();
  if (sessions === null) return [last];
  if ("from" in sessions) return fromOn(sessions, voted, "--session");
  const without = sessions.filter((session) => !voted.includes(session));
  if (without.length === 0) return sessions;
  throw new UsageError("no-session", {
    message: `no roll call of session ${without.join(", ")} is on record`,
    where: "--session",
    hint: `the store has roll calls of sessions ${voted[0]} to ${last}`,
  });
}

// Parts of one text are voted on apart and share its number: only whole texts are one across sources.
function identityOf({session, number, motion, source, record}: StoreRow): string {
  return motion === "resolution" && number !== null ? `${session} ${number}` : `${source} ${record}`;
}

function rowOf(calls: readonly StoreRow[]): FindingRow {
  const [call = {}, ...others] = calls.toSorted((a, b) => Number(a.rank) - Number(b.rank));
  const also = [...new Set(others.map(({source}) => String(source)))].filter((id) => id !== call.source);
  return {
    session: String(call.session),
    meeting: call.meeting ?? null,
    date: preciseDate(calls),
    resolution: call.number ?? null,
    title: titleOf(calls),
    motion: call.motion ?? null,
    yes: call.yes ?? null,
    abstain: call.abstain ?? null,
    no: call.no ?? null,
    no_vote: call.absent ?? null,
    counted: call.counted === true ? "yes" : "no",
    also_in: also.length === 0 ? null : also.join(", "),
    source: call.source ?? null,
    record: call.record ?? null,
  };
}

/** As the first copy words it that has a title, else the subject by which our own table names the roll call. */
export function titleOf(calls: readonly StoreRow[]): string | null {
  const [said] = [...calls.map(({title}) => title), ...calls.map(({subject}) => subject)].filter(
    (text) => typeof text === "string",
  );
  return said?.trim() ?? null;
}

/** The day where one of the copies of a roll call has it: some sources give the year alone. Null without any date. */
export function preciseDate(calls: readonly StoreRow[]): string | null {
  const dates = calls.flatMap(({date}) => (typeof date === "string" ? [date] : []));
  return dates.toSorted((a, b) => b.length - a.length)[0] ?? null;
}

function dropped(found: readonly StoreRow[], rows: readonly FindingRow[]) {
  const twice = found.length - rows.length;
  return twice === 0
    ? []
    : [{reason: "the same roll call in a further source, named in also_in", rows: twice}];
}

function tallyWarnings(found: readonly StoreRow[]): string[] {
  const differing = found.filter((call) =>
    ["yes", "abstain", "no"].some(
      (choice) => call[`stated_${choice}`] !== null && call[`stated_${choice}`] !== call[choice],
    ),
  );
  return differing.length === 0
    ? []
    : [
        `${differing.length} of ${found.length} roll calls have another tally in their source than the votes that it lists`,
      ];
}

function evidenceOf(calls: readonly StoreRow[], row: number): Evidence[] {
  return calls.map(({session, source, record}) => ({
    row,
    label: `the votes as ${source} lists them`,
    query: "vote-records",
    parameters: {session: Number(session), source: String(source), states: null, record: String(record)},
  }));
}

function questionOf(sessions: readonly number[], match: string | null): string {
  const of = `of session ${shownSessions(sessions)}`;
  const about = match === null ? "" : ` with "${match}" in number or title`;
  return `Which roll calls ${of} of the General Assembly${about} are on record, and how did they end?`;
}
