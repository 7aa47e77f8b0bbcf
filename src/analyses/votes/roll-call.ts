import {
  type Estimate,
  type Evidence,
  type Finding,
  type FindingRow,
  finding,
  quoteList,
  UsageError,
} from "../../base/index.ts";
import {listedRollCalls, votesOnCall} from "../../layers/votes/index.ts";
import {states, type Validity} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {ROLL_CALL_COLUMNS} from "./columns.ts";
import type {RollCallParams} from "./params.ts";
import {noVotes} from "./refusals.ts";
import {preciseDate, titleOf} from "./roll-calls.ts";

/**
 * How each state voted on one roll call, a row a state; states of the list without a vote on record stand with the reason.
 *
 * Taken from one source; where others have the same roll call, the states that they have otherwise are named.
 *
 * @throws UsageError "no-votes", "no-roll-call", or "several-roll-calls" when the name fits more than one
 */
export async function rollCallFinding(store: Reader, params: RollCallParams): Promise<Finding> {
  const copies = await copiesOf(store, params);
  const [call = {}] = copies;
  const votes = await votesOf(store, call);
  const rows = rowsOf(call, votes);
  const sources = [...new Set(copies.map(({source}) => String(source)))].sort();
  const silent = rows.filter(({choice}) => choice === null).length;
  return finding({
    kind: "votes-roll-call",
    question: questionOf(call, copies),
    parameters: {
      resolution: nameOf(call),
      session: Number(call.session),
      meeting: String(call.meeting),
      date: preciseDate(copies),
      record: String(call.record),
      source: String(call.source),
    },
    columns: ROLL_CALL_COLUMNS,
    rows,
    estimates: tally(call),
    sample: {
      rows_in: rows.length,
      rows_used: rows.length - silent,
      dropped: silent === 0 ? [] : [{reason: "state without a vote on record", rows: silent}],
      coverage: [],
    },
    warnings: await otherwise(store, votes, copies),
    caveats: CAVEATS,
    evidence: rows.flatMap((row, at) => evidenceOf(call, row, at)),
    lineage: await lineageOf(store, sources),
  });
}

const CAVEATS = [
  "A state that cast no vote may have been absent, present without voting, or without the right to vote for unpaid dues: the sources do not tell these apart.",
  "A vote is on a text as a whole: it does not say why.",
];

async function copiesOf(store: Reader, {resolution, source}: RollCallParams): Promise<readonly StoreRow[]> {
  const wanted = bare(resolution);
  const found = await store.rows(listedRollCalls({sessions: null, source, match: null}));
  if (found.length === 0 && source === null) throw noVotes();
  const own = found.filter(({record}) => String(record) === resolution.trim());
  const named = found.filter(({number}) => number !== null && bare(String(number)) === wanted);
  const wholes = named.filter(({motion}) => motion === "resolution");
  const fitting = wholes.length > 0 ? wholes : named.length > 0 ? named : own;
  if (fitting.length === 0) throw unknownCall(resolution, found);
  const byRank = fitting.toSorted((a, b) => Number(a.rank) - Number(b.rank));
  const first = byRank.filter((call) => call.source === byRank[0]?.source);
  if (first.length > 1) throw severalCalls(resolution, first);
  return byRank;
}

/** `A/RES/ES-11/1`, `R/ES-11/1` and `es-11/1` are one. */
function bare(resolution: string): string {
  return resolution
    .trim()
    .replace(/^(A\/RES|R)\//i, "")
    .toLowerCase();
}

function unknownCall(resolution: string, found: readonly StoreRow[]): UsageError {
  const near = found.filter(({number}) => bare(String(number)).startsWith(bare(resolution).slice(0, 3)));
  const named = (near.length > 0 ? near : found).map(nameOf);
  return new UsageError("no-roll-call", {
    message: `no roll call "${resolution}" is on record`,
    where: "--resolution",
    hint: `ask for one such as ${quoteList([...new Set(named)], 5)}; votes roll-calls lists them`,
  });
}

function severalCalls(resolution: string, calls: readonly StoreRow[]): UsageError {
  const keys = calls.map(({record, date}) => `${record} (${date})`);
  return new UsageError("several-roll-calls", {
    message: `"${resolution}" was voted on ${calls.length} times`,
    where: "--resolution",
    hint: `give the key of one: ${quoteList(keys, 8)}`,
  });
}

function votesOf(store: Reader, {source, record}: StoreRow): Promise<StoreRow[]> {
  return store.rows(votesOnCall({source: String(source), record: String(record)}));
}

function rowsOf({source, date}: StoreRow, votes: readonly StoreRow[]): FindingRow[] {
  const choices = new Map(votes.map(({state, choice}) => [String(state), String(choice)]));
  const asked = states().all.filter(
    (state) => choices.has(state.iso3) || (state.kind === "state" && stoodOn(state, String(date))),
  );
  return asked.map(({iso3, nameEn, unMember}) => {
    const choice = choices.get(iso3) ?? null;
    return {
      state: iso3,
      name: nameEn,
      choice: choice === "absent" ? "none" : choice,
      choice_missing: choice === null ? whyMissing(unMember) : null,
      source: choice === null ? null : String(source),
    };
  });
}

// A date known to the year is any day of it.
function stoodOn({start, end}: Validity, date: string): boolean {
  const last = (day: string) => `${day}-12-31`.slice(0, 10);
  return (start === null || start <= last(date)) && (end === null || last(end) >= date);
}

function whyMissing(unMember: boolean): string {
  return unMember
    ? "no vote on record: not yet a member, or not in the source"
    : "no vote on record: not a member of the United Nations";
}

function tally(call: StoreRow): Estimate[] {
  return (["yes", "abstain", "no", "absent"] as const).map((choice) => {
    const counted = call[choice];
    return {
      term: choice === "absent" ? "none" : choice,
      estimate: typeof counted === "number" ? counted : null,
      std_error: null,
      statistic: null,
      p_value: null,
      conf_low: null,
      conf_high: null,
      method: "count of states",
    };
  });
}

async function otherwise(
  store: Reader,
  votes: readonly StoreRow[],
  [own = {}, ...others]: readonly StoreRow[],
): Promise<string[]> {
  const mine = new Map(votes.map(({state, choice}) => [String(state), String(choice)]));
  const told: string[] = [];
  for (const other of others) {
    const theirs = await votesOf(store, other);
    const differing = theirs.filter(({state, choice}) => mine.get(String(state)) !== String(choice));
    const lacking = mine.size - (theirs.length - theirs.filter(({state}) => !mine.has(String(state))).length);
    if (differing.length > 0)
      told.push(
        `${other.source} has ${differing.length} states otherwise: ${quoteList(
          differing.map(({state}) => String(state)),
          12,
        )}`,
      );
    if (lacking > 0) told.push(`${other.source} lacks ${lacking} states of the roll call`);
  }
  const stated = (["yes", "abstain", "no"] as const).filter(
    (choice) => own[`stated_${choice}`] !== null && own[`stated_${choice}`] !== own[choice],
  );
  return stated.length === 0
    ? told
    : [
        ...told,
        `${own.source} states another tally than the votes that it lists: ${stated.map((choice) => `${choice} ${own[`stated_${choice}`]}, listed ${own[choice]}`).join("; ")}`,
      ];
}

function evidenceOf(
  {session, source, record}: StoreRow,
  {state, choice}: FindingRow,
  row: number,
): Evidence[] {
  if (choice === null) return [];
  return [
    {
      row,
      label: "the vote as the file has it",
      query: "vote-records",
      parameters: {
        session: Number(session),
        source: String(source),
        states: [String(state)],
        record: String(record),
      },
    },
  ];
}

function nameOf({number, record}: StoreRow): string {
  return String(number ?? record);
}

function questionOf(call: StoreRow, copies: readonly StoreRow[]): string {
  const title = titleOf(copies);
  const said = title === null ? "" : ` (${title})`;
  return `How did each state vote on ${nameOf(call)}${said} in the General Assembly, ${preciseDate(copies) ?? "on a day unknown"}?`;
}
