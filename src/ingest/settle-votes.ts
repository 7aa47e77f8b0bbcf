import {CheckFailed, SourceError} from "../base/index.ts";
import {cleanTable, fillVotes, fixed, name, rollCallTable, sql, type Writer} from "../store/index.ts";
import {correct, runCheck} from "./settle.ts";
import {SESSION_YEAR, TITLE_ONLY, type VoteSource} from "./vote-source.ts";

/**
 * Corrections, the ledger and the layer of the votes; then where sources say different things of one vote, what is covered, and
 * the checks.
 *
 * @param packed ids of sources whose clean tables come settled, from a pack
 * @throws SourceError "vote-twice" when a source gives a state two votes on one roll call
 * @throws CheckFailed as a check, a guard or the bound on unknown codes does
 */
export async function settleVotes(
  writer: Writer,
  sources: readonly VoteSource[],
  packed: readonly string[] = [],
): Promise<void> {
  const ids = [...packed, ...sources.map(({meta}) => meta.id)];
  if (ids.length === 0) return;
  for (const source of sources) {
    for (const correction of source.corrections) await correct(writer, source, correction);
    await lendTitles(writer, source);
    await dropEmptyCalls(writer, source);
    await refuseTwice(writer, source);
    await writeLedger(writer, source);
    await writer.run(
      sql`UPDATE meta.source SET mapped_share = ${await mappedShare(writer, source)} WHERE id = ${source.meta.id}`,
    );
  }
  for (const statement of fillVotes(ids)) await writer.run(statement);
  await writer.run(disagreements);
  await describeVotes(writer, ids);
  for (const source of sources) for (const check of source.checks) await runCheck(writer, source, check);
}

/** A roll call without a title takes that of the file of titles; one that has its own keeps it. */
async function lendTitles(writer: Writer, {meta}: VoteSource): Promise<void> {
  const calls = name("clean", rollCallTable(meta.id));
  await writer.run(sql`
    UPDATE ${calls} AS c SET title = lent.title
    FROM (SELECT record, min(title) AS title FROM ${calls} WHERE dropped = ${TITLE_ONLY} AND title IS NOT NULL GROUP BY record) AS lent
    WHERE lent.record = c.record AND c.dropped IS NULL AND c.title IS NULL`);
}

/** A vote whose roll call does not enter does not enter either. */
async function dropEmptyCalls(writer: Writer, {meta}: VoteSource): Promise<void> {
  const votes = name("clean", cleanTable(meta.id));
  const calls = name("clean", rollCallTable(meta.id));
  await writer.run(sql`
    UPDATE ${votes} SET dropped = 'its roll call does not enter'
    WHERE dropped IS NULL AND record NOT IN (SELECT record FROM ${calls} WHERE dropped IS NULL AND record IS NOT NULL)`);
}

async function refuseTwice(writer: Writer, {meta}: VoteSource): Promise<void> {
  const [first] = await writer.rows(sql`
    WITH entered AS (SELECT record, state, state_code, choice, source_row FROM ${name("clean", cleanTable(meta.id))} WHERE dropped IS NULL),
    twice AS (SELECT record, state FROM entered GROUP BY record, state HAVING count(*) > 1 ORDER BY record, state LIMIT 1)
    SELECT record, state::VARCHAR AS state, string_agg(state_code || ' ' || choice, ', ' ORDER BY state_code) AS votes, min(source_row) AS source_row
    FROM entered SEMI JOIN twice USING (record, state) GROUP BY record, state`);
  if (first === undefined) return;
  throw new SourceError("vote-twice", {
    message: `${first.state} votes twice on ${first.record}: ${first.votes}`,
    where: `${meta.id}:${first.source_row}`,
    hint: "drop one of the two with its reason in the source's parse.ts",
  });
}

async function writeLedger(writer: Writer, {meta}: VoteSource): Promise<void> {
  await writer.run(sql`
    INSERT INTO meta.dropped
    SELECT ${meta.id}, file_id, 'roll call: ' || dropped, count(*), NULL,
      any_value('row ' || coalesce(source_row::VARCHAR, '?') || ': ' || concat_ws(' ', record, session, resolution))
    FROM ${name("clean", rollCallTable(meta.id))} WHERE dropped IS NOT NULL GROUP BY file_id, dropped`);
  await writer.run(sql`
    INSERT INTO meta.dropped
    SELECT ${meta.id}, file_id, dropped, count(*), NULL,
      any_value('row ' || coalesce(source_row::VARCHAR, '?') || ': ' || concat_ws(' ', record, state_code))
    FROM ${name("clean", cleanTable(meta.id))} WHERE dropped IS NOT NULL GROUP BY file_id, dropped`);
}

const UNKNOWN = fixed("dropped LIKE '%: unknown code'");

/** Share of votes that should enter whose codes are known. Null without votes. */
async function mappedShare(writer: Writer, {meta}: VoteSource): Promise<number | null> {
  const table = name("clean", cleanTable(meta.id));
  const {known, unknown, example} = await writer.one(sql`
    SELECT count(*) FILTER (dropped IS NULL) AS known, count(*) FILTER (${UNKNOWN}) AS unknown,
      min(dropped) FILTER (${UNKNOWN}) AS example FROM ${table}`);
  const all = Number(known) + Number(unknown);
  if (all === 0) return null;
  const share = Number(known) / all;
  if (share >= meta.mapping_bound) return share;
  throw new CheckFailed("mapping-bound", {
    message: `only ${(100 * share).toFixed(2)} % of the votes have known codes; the bound of ${meta.id} is ${100 * meta.mapping_bound} %. One without: ${example}`,
    where: meta.id,
    hint: "add the state to reference/states/codes.csv with its source",
  });
}

/** Two sources that hold one resolution of one session once each, and differ on a state: both are kept and said. */
const disagreements = sql`
  INSERT INTO layer.tie_disagreement BY NAME
  WITH alone AS (SELECT source, session, resolution, any_value(record) AS record FROM layer.roll_call
    WHERE resolution IS NOT NULL AND motion = 'resolution' GROUP BY source, session, resolution HAVING count(*) = 1)
  SELECT 'votes' AS layer, 'roll_call' AS kind, v.state::VARCHAR AS a, one.resolution AS item, 'value' AS about, c.date AS period,
    one.source AS source_one, one.record AS record_one, v.choice::VARCHAR AS said_one,
    other.source AS source_other, other.record AS record_other, w.choice::VARCHAR AS said_other
  FROM alone AS one JOIN alone AS other ON other.session = one.session AND other.resolution = one.resolution AND one.source < other.source
  JOIN layer.roll_call AS c ON c.source = one.source AND c.record = one.record
  JOIN layer.vote AS v ON v.source = one.source AND v.record = one.record
  JOIN layer.vote AS w ON w.source = other.source AND w.record = other.record AND w.state = v.state
  WHERE v.choice <> w.choice ORDER BY ALL`;

/** Rows a file, and what is covered: votes by state and by the year in which the session opened. */
async function describeVotes(writer: Writer, ids: readonly string[]): Promise<void> {
  await writer.run(sql`
    UPDATE meta.file SET rows = counted.rows FROM (
      SELECT f.file_id, count(v.file_id) AS rows FROM meta.file AS f LEFT JOIN layer.vote AS v ON v.file_id = f.file_id AND v.source = f.source
      WHERE f.source IN (SELECT unnest(${[...ids]}::VARCHAR[])) GROUP BY f.file_id) AS counted
    WHERE counted.file_id = meta.file.file_id`);
  await writer.run(sql`
    INSERT INTO meta.tie_coverage
    SELECT v.source, 'votes', 'roll_call', v.state::VARCHAR, c.session + ${SESSION_YEAR}, count(*), count(*) FILTER (v.choice <> 'absent'),
      count(*) FILTER (v.choice = 'absent')
    FROM layer.vote AS v JOIN layer.roll_call AS c USING (source, record) GROUP BY ALL ORDER BY ALL`);
}
