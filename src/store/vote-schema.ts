import {fixed, joined, name, type Statement, sql} from "./sql.ts";
import {cleanTable} from "./table-name.ts";

/** What a vote may be, in the order of the codebook: 1, 2, 3, and present without a vote or absent. */
export const VOTE_CHOICES = ["yes", "abstain", "no", "absent"] as const;
export type VoteChoice = (typeof VOTE_CHOICES)[number];

const CHOICE = "vote_choice";

// `meeting` is the series of sessions: regular, or an emergency special one such as ES-11.
const ROLL_CALL = `record VARCHAR, session INTEGER, meeting VARCHAR, date VARCHAR, resolution VARCHAR, title VARCHAR, motion VARCHAR,
  counted BOOLEAN, stated_yes INTEGER, stated_abstain INTEGER, stated_no INTEGER`;

/** Types and tables of the votes in an empty store. */
export const VOTE_TABLES = [
  `CREATE TYPE ${CHOICE} AS ENUM (${VOTE_CHOICES.map((choice) => `'${choice}'`).join(", ")})`,
  /**
   * `layer.roll_call`: one row a recorded vote and source.
   *
   * - `record` the source's own key; `session` of the Assembly (year = session + 1945); `meeting` regular or ES-11, an emergency one
   * - `date` as precise as the source is: `2022-03-02` or `2021`
   * - `motion` resolution, paragraph or amendment, as the source marks it
   * - `counted` true where the published agreement scores count it: docs/methods/votes.md
   * - `stated_*` the publisher's own tally, null where none is given; `yes` … `absent` are counted from the votes that entered
   */
  `CREATE TABLE layer.roll_call (source VARCHAR, ${ROLL_CALL}, yes INTEGER, abstain INTEGER, no INTEGER, absent INTEGER,
    vintage VARCHAR, file_id INTEGER, source_row BIGINT)`,
  /** `layer.vote`: how a state stood on a roll call. A state that is not in it was no member then, or the source does not say. */
  `CREATE TABLE layer.vote (source VARCHAR, record VARCHAR, state trade_unit, choice ${CHOICE}, file_id INTEGER, source_row BIGINT)`,
] as const;

/** Name of the clean table of a source's roll calls, below the schema clean. */
export function rollCallTable(source: string): string {
  return `${cleanTable(source)}__roll_calls`;
}

/** The clean tables of a source of votes, empty: its roll calls, and its votes. */
export function createCleanVotes(source: string): Statement[] {
  return [
    sql`CREATE TABLE ${name("clean", rollCallTable(source))} (${fixed(ROLL_CALL)}, dropped VARCHAR, vintage VARCHAR, file_id INTEGER, source_row BIGINT)`,
    sql`CREATE TABLE ${name("clean", cleanTable(source))} (record VARCHAR, state trade_unit, state_code VARCHAR, session INTEGER,
      choice ${fixed(CHOICE)}, dropped VARCHAR, vintage VARCHAR, file_id INTEGER, source_row BIGINT)`,
  ];
}

/** Fills `layer.vote` and `layer.roll_call` with the rows of the clean tables that entered. */
export function fillVotes(sources: readonly string[]): Statement[] {
  const votes = sources.map(
    (source) => sql`SELECT ${idOf(source)} AS source, record, state, choice, file_id, source_row
      FROM ${name("clean", cleanTable(source))} WHERE dropped IS NULL`,
  );
  const calls = sources.map(
    (source) =>
      sql`SELECT ${idOf(source)} AS source, * EXCLUDE (dropped) FROM ${name("clean", rollCallTable(source))} WHERE dropped IS NULL`,
  );
  return [
    sql`INSERT INTO layer.vote SELECT * FROM (${joined(votes, " UNION ALL ")}) ORDER BY source, record, state`,
    sql`INSERT INTO layer.roll_call BY NAME
      SELECT c.*, v.yes, v.abstain, v.no, v.absent FROM (${joined(calls, " UNION ALL BY NAME ")}) AS c
      LEFT JOIN (SELECT source, record, count(*) FILTER (choice = 'yes') AS yes, count(*) FILTER (choice = 'abstain') AS abstain,
        count(*) FILTER (choice = 'no') AS no, count(*) FILTER (choice = 'absent') AS absent FROM layer.vote GROUP BY source, record) AS v
        USING (source, record)
      ORDER BY c.source, c.session, c.date, c.record`,
  ];
}

// Ids are [a-z0-9/-] by the source schema.
function idOf(source: string): Statement {
  return fixed(`'${source.replaceAll("'", "''")}'`);
}
