import {
  type Coverage,
  type Evidence,
  type Finding,
  type FindingRow,
  finding,
  quoteList,
  type Sample,
  UsageError,
} from "../../base/index.ts";
import {knownSessions, publishedAgreement} from "../../layers/votes/index.ts";
import {toIso3} from "../../reference/index.ts";
import {type Reader, type StoreRow, sql} from "../../store/index.ts";
import {lineageOf} from "../common/lineage.ts";
import {filesOf, tieEvidence} from "../common/ties.ts";
import {AGREEMENT_COLUMNS} from "./columns.ts";
import type {AgreementParams} from "./params.ts";
import {fromOn, noVotes} from "./refusals.ts";
import {pairIn, readSessions, type SessionVotes} from "./session.ts";
import {shownSessions} from "./session-span.ts";

/**
 * How often states voted as others did in the General Assembly, a row a session and pair, beside the published figure.
 *
 * Absent votes are left out pair by pair, unanimous roll calls for all; both are counted.
 *
 * @throws UsageError "no-votes" when the store has none, "no-session" for a session of which nothing is known
 */
export async function agreementFinding(store: Reader, params: AgreementParams): Promise<Finding> {
  const others = params.others.map((name) => String(toIso3(name)));
  const asked = params.states?.map((name) => String(toIso3(name))) ?? null;
  const sessions = await sessionsOf(store, params);
  const read = await readSessions(store, {sessions, source: params.source, count: params.count});
  const published = await store.rows(publishedAgreement({sessions, others}));
  const known = publishedTable(published);
  const rows = sessions.flatMap((session) => {
    const votes = read.find((own) => own.session === session) ?? null;
    return others.flatMap((other) =>
      statesOf({session, other, asked, votes, known}).map((state) =>
        rowOf({session, state, other, votes, known}),
      ),
    );
  });
  const sources = [
    ...new Set([...read.map(({source}) => source), ...published.map(({source}) => String(source))]),
  ].sort();
  return finding({
    kind: "votes-agreement",
    question: questionOf(params, sessions, others),
    parameters: {sessions, with: others, states: asked, count: params.count, source: params.source},
    columns: AGREEMENT_COLUMNS,
    rows,
    estimates: [],
    sample: await sampleOf(store, read, [...others, ...(asked ?? [])]),
    warnings: warningsOf(read, sessions, rows),
    caveats: CAVEATS,
    evidence: evidenceOf(rows, known, await filesOf(store)),
    lineage: await lineageOf(store, sources),
  });
}

const CAVEATS = [
  "Agreement depends on what is voted on: a session with more votes on one war moves every state. Compare states within a session before sessions with one another.",
  "Absence can be a choice. It is left out here, not read as one.",
  "The published scores count identical choices; a graded score that puts an abstention half-way stands beside them.",
];

async function sessionsOf(store: Reader, {sessions}: AgreementParams): Promise<readonly number[]> {
  const known = await store.rows(knownSessions());
  const voted = known.filter(({calls}) => Number(calls) > 0).map(({session}) => Number(session));
  if (known.length === 0) throw noVotes();
  if (sessions === null)
    return [Math.max(...(voted.length > 0 ? voted : known.map(({session}) => Number(session))))];
  const all = new Set(known.map(({session}) => Number(session)));
  if ("from" in sessions) return fromOn(sessions, [...all], "--session");
  const without = sessions.filter((session) => !all.has(session));
  if (without.length === 0) return sessions;
  throw new UsageError("no-session", {
    message: `nothing is known of session ${without.join(", ")}`,
    where: "--session",
    hint: `the store has sessions ${Math.min(...all)} to ${Math.max(...all)}; roll calls to ${Math.max(...voted)}`,
  });
}

type Published = ReadonlyMap<string, StoreRow>;

function pairKey(session: number, one: string, other: string): string {
  return `${session} ${[one, other].sort().join(" ")}`;
}

function publishedTable(rows: readonly StoreRow[]): Published {
  return new Map(rows.map((row) => [pairKey(Number(row.session), String(row.a), String(row.b)), row]));
}

interface Asked {
  readonly session: number;
  readonly other: string;
  readonly votes: SessionVotes | null;
  readonly known: Published;
}

function statesOf({
  session,
  other,
  asked,
  votes,
  known,
}: Asked & {readonly asked: readonly string[] | null}): string[] {
  if (asked !== null) return asked.filter((state) => state !== other);
  const spoken = [...known.keys()]
    .map((key) => key.split(" "))
    .filter(([at, ...pair]) => at === String(session) && pair.includes(other))
    .flatMap(([, ...pair]) => pair);
  return [...new Set([...(votes?.states ?? []), ...spoken])].filter((state) => state !== other).sort();
}

function rowOf({session, state, other, votes, known}: Asked & {readonly state: string}): FindingRow {
  const pair = votes === null ? null : pairIn(votes, {state, other});
  const said = known.get(pairKey(session, state, other))?.value ?? null;
  const published = typeof said === "number" ? said : null;
  const share = pair?.identical ?? null;
  return {
    session: String(session),
    opened: String(session + 1945),
    state,
    with_state: other,
    agreement_share: share,
    agreement_share_missing: share === null ? whyMissing(votes, state, other) : null,
    graded_share: pair?.graded ?? null,
    pairs: pair === null ? null : pair.pairs,
    not_both: pair === null || votes === null ? null : votes.among.length - pair.pairs,
    roll_calls: votes?.among.length ?? null,
    published_share: published,
    difference_share: share === null || published === null ? null : share - published,
    source: votes?.source ?? null,
  };
}

function whyMissing(votes: SessionVotes | null, state: string, other: string): string {
  if (votes === null) return "the store has no roll calls of this session";
  const absent = [state, other].filter((name) => !votes.states.includes(name));
  if (absent.length > 0) return `${absent.join(" and ")} is not among the voters of this session`;
  return "no contested roll call on which both voted";
}

function questionOf(
  {states}: AgreementParams,
  sessions: readonly number[],
  others: readonly string[],
): string {
  const who = states === null ? "each state" : states.join(", ");
  return `How often did ${who} vote as ${others.join(", ")} did in session ${shownSessions(sessions)} of the General Assembly?`;
}

async function sampleOf(
  store: Reader,
  read: readonly SessionVotes[],
  states: readonly string[],
): Promise<Sample> {
  const left = read.flatMap((session) => session.left.map((one) => ({...one, session: session.session})));
  return {
    rows_in: read.reduce((sum, {all}) => sum + all, 0),
    rows_used: read.reduce((sum, {among}) => sum + among.length, 0),
    dropped: left.map(({reason, calls, session}) => ({
      reason: `session ${session}: roll call ${reason}`,
      rows: calls,
    })),
    coverage: await coverageOf(store, states),
  };
}

async function coverageOf(store: Reader, states: readonly string[]): Promise<Coverage[]> {
  const rows = await store.rows(sql`
    SELECT source, state, min(year) AS first, max(year) AS last, count(*) AS years FROM meta.tie_coverage
    WHERE layer = 'votes' AND kind = 'roll_call' AND state IN (SELECT unnest(${[...states]}::VARCHAR[])) GROUP BY ALL ORDER BY ALL`);
  return rows.map((row) => ({
    reporter: String(row.state),
    flow: "votes",
    from: String(row.first),
    to: String(row.last),
    periods: Number(row.years),
    source: String(row.source),
  }));
}

function warningsOf(
  read: readonly SessionVotes[],
  sessions: readonly number[],
  rows: readonly FindingRow[],
): string[] {
  const unread = sessions.filter((session) => !read.some((own) => own.session === session));
  const far = rows.filter(
    ({difference_share}) => typeof difference_share === "number" && Math.abs(difference_share) > 5e-5,
  );
  const thin = rows.filter(({pairs}) => typeof pairs === "number" && pairs < FEW_PAIRS);
  return [
    ...(unread.length > 0
      ? [`no roll calls of session ${unread.join(", ")}: only the published figure is shown`]
      : []),
    ...(far.length > 0
      ? [
          `${far.length} of ${rows.length} rows differ from the published figure in the fourth digit: ${quoteList([...new Set(far.map(({state}) => String(state)))], 8)}`,
        ]
      : []),
    ...(thin.length > 0
      ? [
          `${thin.length} rows rest on fewer than ${FEW_PAIRS} roll calls: ${quoteList([...new Set(thin.map(({state}) => String(state)))], 8)}`,
        ]
      : []),
  ];
}

const FEW_PAIRS = 20;

function evidenceOf(
  rows: readonly FindingRow[],
  known: Published,
  files: ReadonlyMap<number, string>,
): Evidence[] {
  return rows.flatMap(({session, state, with_state: other, published_share: published, source}, at) => {
    const said = known.get(pairKey(Number(session), String(state), String(other)));
    return [
      ...(source === null || source === undefined
        ? []
        : [
            {
              row: at,
              label: "roll calls of the session, as both voted",
              query: "vote-records",
              parameters: {session: Number(session), source, states: [String(state), String(other)]},
            },
          ]),
      ...(published === null || said === undefined ? [] : [tieEvidence(said, at, files)]),
    ];
  });
}
