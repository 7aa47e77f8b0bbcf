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
import {idealPointSessions, idealPointSpans, publishedIdealPoints} from "../../layers/votes/index.ts";
import {toIso3} from "../../reference/index.ts";
import type {Reader, StoreRow} from "../../store/index.ts";
import {lineageOf, thirdPartyNotes} from "../common/lineage.ts";
import {filesOf, tieEvidence, tieSample} from "../common/ties.ts";
import {IDEAL_POINT_COLUMNS} from "./columns.ts";
import type {IdealPointParams} from "./params.ts";
import {fromOn, noIdealPoints} from "./refusals.ts";
import {shownSessions} from "./session-span.ts";

/**
 * Where the publisher places states on the main dimension of a session's votes, a row a session and state, with the publisher's interval.
 *
 * Taken from one source, since no two scales are one. A state that was asked for and has no place is a row whose position is missing, with
 * the reason; without asked states only those that have one are listed.
 *
 * @throws UsageError "no-ideal-points" when the store, or the source that was named, has none; "no-session" for a session without any
 */
export async function idealPointsFinding(store: Reader, params: IdealPointParams): Promise<Finding> {
  const asked =
    params.states === null ? null : [...new Set(params.states.map((name) => String(toIso3(name))))];
  const {source, others, known} = await placingSource(store, params.source);
  const sessions = sessionsOf(known, params);
  const [points, spans, files] = await Promise.all([
    store.rows(publishedIdealPoints({source, sessions, states: asked})),
    store.rows(idealPointSpans({source})),
    filesOf(store),
  ]);
  const placed = new Map(points.map((row) => [keyOf(row), row]));
  const keys = sessions.flatMap((session) =>
    (asked ?? spans.map(({state}) => String(state)))
      .map((state) => ({session, state}))
      .filter((key) => asked !== null || placed.has(keyOf(key))),
  );
  const span = new Map(spans.map((row) => [String(row.state), row]));
  const rows = keys.map((key) => rowOf(key, placed.get(keyOf(key)) ?? null, span));
  return finding({
    kind: "votes-ideal-points",
    question: questionOf(asked, sessions),
    parameters: {sessions, states: asked, source},
    columns: IDEAL_POINT_COLUMNS,
    rows,
    estimates: [],
    sample: await sampleOf(store, {source, used: placed.size, spans, asked}),
    warnings: warningsOf(asked, span, others),
    caveats: [...CAVEATS, ...(await thirdPartyNotes(store, [source]))],
    evidence: keys.flatMap((key, at) => evidenceOf(placed.get(keyOf(key)), at, files)),
    lineage: await lineageOf(store, [source]),
  });
}

const CAVEATS = [
  "These are the publisher's estimates, not made here. The interval holds the middle 90 % of the publisher's posterior.",
  "The scale has no unit, and its zero means nothing by itself: compare states with one another, and a state with itself over time.",
  "One dimension cannot tell why a state moved. A session with more votes on one war moves many states at once.",
];

interface Placing {
  readonly source: string;
  /** Further sources with ideal points, which are on scales of their own. */
  readonly others: readonly string[];
  readonly known: readonly number[];
}

async function placingSource(store: Reader, wanted: string | null): Promise<Placing> {
  const rows = await store.rows(idealPointSessions());
  const sources = [...new Set(rows.map(({source}) => String(source)))];
  const source = wanted === null ? sources[0] : sources.find((id) => id === wanted);
  if (source === undefined) throw noIdealPoints(wanted, sources);
  const own = rows.filter((row) => row.source === source);
  return {
    source,
    others: wanted === null ? sources.slice(1) : [],
    known: own.map(({session}) => Number(session)),
  };
}

function sessionsOf(known: readonly number[], {sessions}: IdealPointParams): readonly number[] {
  if (sessions === null) return [Math.max(...known)];
  if ("from" in sessions) return fromOn(sessions, known, "--session");
  const without = sessions.filter((session) => !known.includes(session));
  if (without.length === 0) return sessions;
  throw new UsageError("no-session", {
    message: `no ideal point is known of session ${shownSessions(without)}`,
    where: "--session",
    hint: `the store has those of sessions ${Math.min(...known)} to ${Math.max(...known)}`,
  });
}

interface Key {
  readonly session: number;
  readonly state: string;
}

function keyOf({session, state}: Key | StoreRow): string {
  return `${session} ${state}`;
}

function rowOf(
  {session, state}: Key,
  point: StoreRow | null,
  spans: ReadonlyMap<string, StoreRow>,
): FindingRow {
  const value = numberOf(point, "value");
  return {
    session: String(session),
    opened: String(session + 1945),
    state,
    ideal_point: value,
    ideal_point_missing: value === null ? whyMissing(session, spans.get(state) ?? null) : null,
    ideal_point_low: numberOf(point, "low"),
    ideal_point_high: numberOf(point, "high"),
    votes: numberOf(point, "votes"),
    source: point === null ? null : String(point.source),
  };
}

function numberOf(row: StoreRow | null, name: string): number | null {
  const value = row?.[name];
  return typeof value === "number" ? value : null;
}

function whyMissing(session: number, span: StoreRow | null): string {
  if (span === null) return "the store has no ideal point of this state";
  if (session < Number(span.first)) return `the source places this state from session ${span.first} on`;
  if (session > Number(span.last)) return `the source places this state up to session ${span.last}`;
  return "the source does not place this state in this session, or its row was left out at the build";
}

function questionOf(asked: readonly string[] | null, sessions: readonly number[]): string {
  const who = asked === null ? "each state" : asked.join(", ");
  return `Where did ${who} stand on the main dimension of the votes of session${sessions.length > 1 ? "s" : ""} ${shownSessions(sessions)} of the General Assembly?`;
}

async function sampleOf(
  store: Reader,
  {
    source,
    used,
    spans,
    asked,
  }: {
    readonly source: string;
    readonly used: number;
    readonly spans: readonly StoreRow[];
    readonly asked: readonly string[] | null;
  },
): Promise<Sample> {
  const shown = spans.filter(({state}) => asked === null || asked.includes(String(state)));
  const coverage: Coverage[] = shown.map(({state, first, last, sessions}) => ({
    reporter: String(state),
    flow: "ideal point",
    from: String(Number(first) + 1945),
    to: String(Number(last) + 1945),
    periods: Number(sessions),
    source,
  }));
  return {...(await tieSample(store, [source], used)), coverage};
}

function warningsOf(
  asked: readonly string[] | null,
  spans: ReadonlyMap<string, StoreRow>,
  others: readonly string[],
): string[] {
  const unknown = (asked ?? []).filter((state) => !spans.has(state));
  return [
    ...(unknown.length > 0 ? [`the store has no ideal point of ${quoteList(unknown, 8)}`] : []),
    ...(others.length > 0
      ? [`ideal points of ${quoteList([...others])} are on scales of their own and left out`]
      : []),
  ];
}

function evidenceOf(
  point: StoreRow | undefined,
  at: number,
  files: ReadonlyMap<number, string>,
): readonly Evidence[] {
  return point === undefined ? [] : [tieEvidence(point, at, files)];
}
