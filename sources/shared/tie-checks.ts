import {type Check, check, checkWhen, sql} from "../../src/ingest/index.ts";

/** States that a source is held to, by kind of tie. */
export interface Universe {
  readonly source: string;
  readonly kind: string;
  /** `study`: the states the study is about. `un`: all members of the United Nations. */
  readonly of: "study" | "un";
  /** ISO3 of those that the publisher does not have, with the reason; a state that comes back fails the second check. */
  readonly lacks?: Readonly<Record<string, string>>;
  /** Years that the publisher leaves out for everybody. */
  readonly gaps?: readonly number[];
}

/**
 * No state disappears unsaid, in no year: each of the universe is in every year from the first to the last that the source
 * covers, unless it did not exist or the publisher is known to lack it. Asked only of files that hold at least a hundred
 * states: the few rows of a fixture are held to nothing.
 */
export function keepsEveryState(universe: Universe): readonly Check[] {
  const {source, kind, of, lacks = {}} = universe;
  const lacking = Object.keys(lacks);
  const members = sql`SELECT iso3, TRY_CAST(left(start, 4) AS INTEGER) AS born, TRY_CAST(left("end", 4) AS INTEGER) AS gone FROM ref.state
    WHERE CASE WHEN ${of} = 'study' THEN study ELSE un_member END`;
  const covered = sql`SELECT state, year, sum(ties) AS ties FROM meta.tie_coverage WHERE source = ${source} AND kind = ${kind} GROUP BY ALL`;
  const isWhole = sql`SELECT count(DISTINCT state) >= 100 AS yes FROM (${covered})`;
  return [
    checkWhen(
      isWhole,
      check(
        `no state of the ${of === "study" ? "study" : "United Nations"} is missing from ${kind} in any year`,
        sql`SELECT count(*) AS observed FROM (${members}) AS m
          CROSS JOIN (SELECT unnest(range(min(year), max(year) + 1)) AS year FROM (${covered})) AS y
          LEFT JOIN (${covered}) AS c ON c.state = m.iso3 AND c.year = y.year
          WHERE c.ties IS NULL AND y.year NOT IN (SELECT unnest(${[...(universe.gaps ?? [])]}::INTEGER[]))
            AND m.iso3 NOT IN (SELECT unnest(${lacking}::VARCHAR[])) AND (m.born IS NULL OR y.year > m.born) AND (m.gone IS NULL OR y.year < m.gone)`,
        {atMost: 0},
      ),
    ),
    checkWhen(
      isWhole,
      check(
        `no state said to be lacking from ${kind} is there`,
        sql`SELECT count(DISTINCT state) AS observed FROM (${covered}) WHERE state IN (SELECT unnest(${lacking}::VARCHAR[]))`,
        {atMost: 0},
      ),
    ),
  ];
}
