import {responseRollCalls} from "../../reference/index.ts";
import {type Clause, fixed, type Statement, sql} from "../../store/index.ts";

/** Which roll calls of a session count: those of the published scores, those on whole resolutions, or every one. */
export type Counted = "published" | "resolutions" | "all";

/** Roll calls of some sessions. */
export interface RollCallSlice {
  readonly sessions: readonly number[];
  /** Only this source; null lets each source speak, a row each. */
  readonly source: string | null;
}

/** Sessions with a roll call, ascending, and the last with a published agreement: `session`, `calls`, `published`. */
export function knownSessions(): Statement {
  return sql`
    SELECT coalesce(c.session, p.session) AS session, coalesce(c.calls, ${fixed("0")}) AS calls, p.session IS NOT NULL AS published
    FROM (SELECT session, count(*) AS calls FROM layer.roll_call GROUP BY session) AS c
    FULL JOIN (SELECT DISTINCT start::INTEGER - 1945 AS session FROM layer.tie WHERE layer = 'votes' AND kind = 'agreement' AND value IS NOT NULL) AS p
      ON p.session = c.session
    ORDER BY 1`;
}

/** Roll calls of the slice with the rank of their source, the preferred source of each session first. */
export function rollCalls(slice: RollCallSlice): Statement {
  return sql`
    SELECT c.source, s.rank, c.record, c.session, c.meeting, c.date, c.resolution, c.motion, c.counted, c.yes, c.abstain, c.no, c.absent
    FROM layer.roll_call AS c JOIN meta.source AS s ON s.id = c.source WHERE ${inSlice(slice)}
    ORDER BY c.session, s.rank, c.date, c.record`;
}

/** Roll calls by their text. A null leaves that side open. */
export interface RollCallSearch {
  readonly sessions: readonly number[] | null;
  readonly source: string | null;
  /** Text that the number, the title or the subject has in it, in whatever case. */
  readonly match: string | null;
}

/**
 * Roll calls as each source lists them, the last session first; in a session emergency meetings, then the latest, then by
 * source. `number` is the resolution without the publisher's own beginning, `subject` what reference/response/roll-calls.csv says it is
 * about: null for all that are not in it.
 */
export function listedRollCalls({sessions, source, match}: RollCallSearch): Statement {
  const asked =
    sessions === null ? sql`true` : sql`c.session IN (SELECT unnest(${[...sessions]}::INTEGER[]))`;
  const stated = source === null ? sql`true` : sql`c.source = ${source}`;
  return sql`
    SELECT c.source, s.rank, c.record, c.session, c.meeting, c.date, c.resolution, ${BARE} AS number, c.title, ${subject()} AS subject, c.motion, c.counted,
      c.yes, c.abstain, c.no, c.absent, c.stated_yes, c.stated_abstain, c.stated_no
    FROM layer.roll_call AS c JOIN meta.source AS s ON s.id = c.source
    WHERE ${asked} AND ${stated} AND (${match}::VARCHAR IS NULL OR contains(lower(concat_ws(' ', ${BARE}, c.title, ${subject()})), lower(${match})))
    ORDER BY c.session DESC, c.meeting IS NOT NULL AND c.meeting <> 'regular' DESC, c.date DESC, number, s.rank, c.record`;
}

// A/RES/75/4, R/75/4 and 75/4 are one resolution.
const BARE = sql`regexp_replace(c.resolution, '^(A/RES|R)/', '')`;

function subject(): Clause {
  const known = responseRollCalls();
  const [numbers, subjects] = [known.map(({resolution}) => resolution), known.map(({about}) => about)];
  return sql`CASE WHEN c.motion = 'resolution' THEN list_extract(${subjects}::VARCHAR[], list_position(${numbers}::VARCHAR[], ${BARE})) END`;
}

/** How each state stood on one roll call of a source: `state`, `choice`. */
export function votesOnCall({source, record}: {readonly source: string; readonly record: string}): Statement {
  return sql`
    SELECT state::VARCHAR AS state, choice::VARCHAR AS choice FROM layer.vote
    WHERE source = ${source} AND record = ${record} ORDER BY state`;
}

/**
 * Votes on the roll calls of the slice, a row a call: `source`, `record`, `votes` as `KAZ:abstain,KGZ:yes`. A hundred states vote on a call:
 * as rows of their own they cost more to hand over than to find.
 */
export function votesOn(slice: RollCallSlice): Statement {
  return sql`
    SELECT v.source, v.record, string_agg(v.state::VARCHAR || ':' || v.choice::VARCHAR, ',' ORDER BY v.state, v.choice) AS votes
    FROM layer.vote AS v JOIN layer.roll_call AS c USING (source, record) WHERE ${inSlice(slice)}
    GROUP BY v.source, v.record ORDER BY v.source, v.record`;
}

/** Published agreement of states with `others`: `session`, `a`, `b`, `value`, `source`, `missing`, `file_id`, `source_row`. Pairs stand in either order. */
export function publishedAgreement({
  sessions,
  others,
}: {
  readonly sessions: readonly number[];
  readonly others: readonly string[];
}): Statement {
  return sql`
    SELECT start::INTEGER - 1945 AS session, a, b, value, missing, source, file_id, source_row FROM layer.tie
    WHERE layer = 'votes' AND kind = 'agreement' AND start::INTEGER - 1945 IN (SELECT unnest(${[...sessions]}::INTEGER[]))
      AND (a IN (SELECT unnest(${[...others]}::VARCHAR[])) OR b IN (SELECT unnest(${[...others]}::VARCHAR[])))
    ORDER BY session, a, b, source`;
}

/** The votes of a session and source as the files have them; a null takes every state, or every roll call. */
export function voteRecords({
  session,
  source,
  states,
  record,
}: {
  readonly session: number;
  readonly source: string;
  readonly states: readonly string[] | null;
  readonly record: string | null;
}): Statement {
  const asked =
    states === null ? sql`true` : sql`v.state::VARCHAR IN (SELECT unnest(${[...states]}::VARCHAR[]))`;
  return sql`
    SELECT c.record, c.date, c.meeting, c.resolution, c.title, c.motion, c.counted, v.state::VARCHAR AS state, v.choice::VARCHAR AS choice, c.source,
      f.path AS file, v.source_row
    FROM layer.roll_call AS c JOIN layer.vote AS v USING (source, record) JOIN meta.file AS f ON f.file_id = v.file_id
    WHERE c.session = ${session} AND c.source = ${source} AND ${asked} AND (${record}::VARCHAR IS NULL OR c.record = ${record})
    ORDER BY c.date, c.record, v.state`;
}

function inSlice({sessions, source}: RollCallSlice): Clause {
  const asked = sql`c.session IN (SELECT unnest(${[...sessions]}::INTEGER[]))`;
  return source === null ? asked : sql`${asked} AND c.source = ${source}`;
}

/**
 * How states stood on resolutions, given by number without the publisher's own beginning: a row a source that has it, the lowest rank
 * first; whole resolutions only.
 */
export function votesOnResolutions({
  numbers,
  states,
}: {
  readonly numbers: readonly string[];
  readonly states: readonly string[];
}): Statement {
  return sql`
    SELECT ${BARE} AS number, c.source, s.rank, c.record, c.session, c.date, v.state::VARCHAR AS state, v.choice::VARCHAR AS choice
    FROM layer.roll_call AS c JOIN meta.source AS s ON s.id = c.source JOIN layer.vote AS v ON v.source = c.source AND v.record = c.record
    WHERE c.motion = 'resolution' AND ${BARE} IN (SELECT unnest(${[...numbers]}::VARCHAR[]))
      AND v.state::VARCHAR IN (SELECT unnest(${[...states]}::VARCHAR[]))
    ORDER BY number, state, s.rank, c.source, c.record`;
}

/** Sessions with published ideal points, by source, the lowest rank first: `source`, `rank`, `session`. */
export function idealPointSessions(): Statement {
  return sql`
    SELECT DISTINCT t.source, s.rank, t.start::INTEGER - 1945 AS session FROM layer.tie AS t JOIN meta.source AS s ON s.id = t.source
    WHERE t.layer = 'votes' AND t.kind = 'ideal_point' AND t.value IS NOT NULL ORDER BY s.rank, t.source, session`;
}

/** From when to when a source places each state: `state`, `first`, `last` (sessions), `sessions` (their number). */
export function idealPointSpans({source}: {readonly source: string}): Statement {
  return sql`
    SELECT a AS state, min(start::INTEGER) - 1945 AS first, max(start::INTEGER) - 1945 AS last, count(*) AS sessions FROM layer.tie
    WHERE layer = 'votes' AND kind = 'ideal_point' AND source = ${source} AND value IS NOT NULL GROUP BY a ORDER BY a`;
}

/**
 * Published ideal points of a source: `session`, `state`, `value` and its interval `low` to `high` in the publisher's own scale, `votes` where
 * the publisher counts them, `source`, `file_id`, `source_row`. A null takes every state.
 */
export function publishedIdealPoints({
  source,
  sessions,
  states,
}: {
  readonly source: string;
  readonly sessions: readonly number[];
  readonly states: readonly string[] | null;
}): Statement {
  const asked = states === null ? sql`true` : sql`a IN (SELECT unnest(${[...states]}::VARCHAR[]))`;
  return sql`
    SELECT start::INTEGER - 1945 AS session, a AS state, value, low, high,
      TRY_CAST(regexp_extract(detail, '^([0-9]+) votes$', 1) AS INTEGER) AS votes, source, file_id, source_row FROM layer.tie
    WHERE layer = 'votes' AND kind = 'ideal_point' AND source = ${source} AND value IS NOT NULL AND ${asked}
      AND start::INTEGER - 1945 IN (SELECT unnest(${[...sessions]}::INTEGER[]))
    ORDER BY session, state`;
}
