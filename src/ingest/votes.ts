import {
  cleanTable,
  createCleanVotes,
  fixed,
  joined,
  name,
  rollCallTable,
  type Statement,
  sql,
  VOTE_CHOICES,
  type Writer,
} from "../store/index.ts";
import {type CodeResolver, createCodeMap, mapCodesOf} from "./mapping.ts";
import {insertPublication, type PreparedFile} from "./prepare.ts";
import {loadRaw, rawTable} from "./raw.ts";
import {refuseBadCells, typedRelation} from "./typed.ts";
import {SESSION_YEAR, type VoteDialect, type VoteSource} from "./vote-source.ts";

/** A file of votes on its way in. */
export interface VoteJob extends PreparedFile {
  readonly source: VoteSource;
  readonly dialect: VoteDialect;
  readonly present: readonly string[];
}

/** Makes the tables of a source of votes and says in `meta.source` whose it is. */
export async function prepareVoteSource(writer: Writer, {meta}: VoteSource): Promise<void> {
  for (const statement of createCleanVotes(meta.id)) await writer.run(statement);
  await insertPublication(writer, meta, "votes");
}

/** One file from raw to clean. `writer` is a connection of its own. */
export async function loadVotes(writer: Writer, job: VoteJob, resolve: CodeResolver): Promise<void> {
  const {source, dialect, file, fileId, present, vintage} = job;
  await createCodeMap(writer);
  await loadRaw({writer, source: source.meta.id, dialect, file, fileId, present});
  const raw = sql`(SELECT * FROM ${name("raw", rawTable(source.meta.id, dialect))} WHERE file_id = ${fileId})`;
  await refuseBadCells({reader: writer, dialect, raw, present, shown: file.shown});
  const typed = typedRelation(dialect, raw, present);
  await mapCodesOf(writer, voteCodes(cleanVotes(dialect, typed)), dialect.schemes.state, resolve);
  await landVotes(writer, {source: source.meta.id, dialect, typed, vintage});
}

/** The dialect's roll calls over `typed`. */
export function cleanRollCalls({rollCalls}: VoteDialect, typed: Statement): Statement {
  return sql`WITH typed AS (${typed}) ${rollCalls}`;
}

/** The dialect's votes over `typed`. */
export function cleanVotes({votes}: VoteDialect, typed: Statement): Statement {
  return sql`WITH typed AS (${typed}) ${votes}`;
}

/** The codes of a clean relation as `mapCodesOf` reads them, as of the year in which the session opened. */
export function voteCodes(relation: Statement): Statement {
  return sql`SELECT DISTINCT state_code AS code, session + ${SESSION_YEAR} AS year FROM (${relation}) WHERE dropped IS NULL AND session IS NOT NULL`;
}

interface VoteLanding {
  readonly source: string;
  readonly dialect: VoteDialect;
  readonly typed: Statement;
  readonly vintage: string;
}

async function landVotes(writer: Writer, {source, dialect, typed, vintage}: VoteLanding): Promise<void> {
  await writer.run(sql`
    INSERT INTO ${name("clean", rollCallTable(source))}
    SELECT c.record, c.session, c.meeting, c.date, c.resolution, c.title, c.motion, c.counted, c.stated_yes, c.stated_abstain, c.stated_no,
      coalesce(c.dropped, ${rollCallDropped()}), ${vintage}, c.file_id, c.source_row
    FROM (${cleanRollCalls(dialect, typed)}) AS c`);
  // A view over columns of states is unpivoted in no order; the ledger and the layer want one.
  await writer.run(sql`
    INSERT INTO ${name("clean", cleanTable(source))}
    SELECT c.record, m.unit, c.state_code, c.session, CASE WHEN c.choice IN (${CHOICES}) THEN c.choice END::vote_choice,
      coalesce(c.dropped, ${voteDropped()}), ${vintage}, c.file_id, c.source_row
    FROM (${cleanVotes(dialect, typed)}) AS c
    LEFT JOIN code_map AS m ON m.scheme = ${fixed(`'${dialect.schemes.state}'`)} AND m.code = c.state_code AND m.year = c.session + ${SESSION_YEAR}
    ORDER BY c.source_row, c.state_code`);
}

const CHOICES = joined(
  VOTE_CHOICES.map((choice) => fixed(`'${choice}'`)),
  ", ",
);

function rollCallDropped(): Statement {
  return fixed(`CASE
    WHEN c.record IS NULL THEN 'no key'
    WHEN c.session IS NULL THEN 'no session'
    WHEN c.date IS NULL THEN 'no date'
    WHEN c.counted IS NULL THEN 'not said whether it counts'
    WHEN c.motion IS NULL OR c.motion NOT IN ('resolution', 'paragraph', 'amendment') THEN 'no motion of ours: ' || coalesce(c.motion, 'empty')
  END`);
}

// The order is the order of precedence: the first reason that holds is the one that is counted.
function voteDropped(): Statement {
  return sql`CASE
    WHEN c.record IS NULL THEN 'no key'
    WHEN c.session IS NULL THEN 'no session'
    WHEN m.unit IS NULL THEN 'state "' || coalesce(c.state_code, '') || '": ' || coalesce(m.why, 'unknown code')
    WHEN c.choice IS NULL THEN 'no vote stated'
    WHEN c.choice NOT IN (${CHOICES}) THEN 'no choice of ours: ' || c.choice
  END`;
}
