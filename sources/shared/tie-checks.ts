import {type Check, check, checkWhen, type Statement, sql} from "../../src/ingest/index.ts";

/** States that a source is held to, by kind of tie. */
export interface Universe {
  readonly source: string;
  readonly kind: string;
  /** `study`: the states the study is about. `un`: all members of the United Nations. */
  readonly of: "study" | "un";
  /** ISO3 of those that the publisher does not have, with the reason; a state that comes back fails the second check. */
  readonly lacks?: Readonly<Record<string, string>>;
}

/** The same of every year. */
export interface YearlyUniverse extends Universe {
  /** Years that the publisher leaves out for everybody. */
  readonly gaps?: readonly number[];
  /** Years in which the publisher does not have one state, by ISO3; one that comes back fails the second check. */
  readonly without?: Readonly<Record<string, readonly number[]>>;
  /** Days of admission are not known: states outside of the study are awaited from their own first year on. */
  readonly fromFirst?: boolean;
  /** One row with `yes`, instead of the hundred states: a few roll calls have every state. */
  readonly wholeWhen?: Statement;
}

/** The same over all years that the source covers. */
export interface SpanUniverse extends Universe {
  /** States in a file that is held to the rest; a source of chosen states has fewer than the usual hundred. */
  readonly whole?: number;
}

/**
 * No state disappears unsaid, in no year: each of the universe is in every year from the first to the last that the source
 * covers, unless it did not exist or the publisher is known to lack it. Asked only of files that hold at least a hundred
 * states: the few rows of a fixture are held to nothing.
 */
export function keepsEveryState(universe: YearlyUniverse): readonly Check[] {
  const {of, kind, lacks = {}, gaps = [], without = {}, fromFirst = false} = universe;
  const lacking = Object.keys(lacks);
  const lackingYears = Object.entries(without).flatMap(([iso3, years]) =>
    years.map((year) => `${iso3} ${year}`),
  );
  const covered = coverage(universe);
  const whole = universe.wholeWhen ?? isWhole(covered);
  return [
    checkWhen(
      whole,
      check(
        `no state of the ${named(of)} is missing from ${kind} in any year`,
        sql`SELECT count(*) AS observed FROM (${membersOf(of)}) AS m
          CROSS JOIN (SELECT unnest(range(min(year), max(year) + 1)) AS year FROM (${covered})) AS y
          LEFT JOIN (${covered}) AS c ON c.state = m.iso3 AND c.year = y.year
          LEFT JOIN (SELECT state, min(year) AS year FROM (${covered}) GROUP BY state) AS first ON first.state = m.iso3
          WHERE c.ties IS NULL AND y.year NOT IN (SELECT unnest(${[...gaps]}::INTEGER[]))
            AND m.iso3 NOT IN (SELECT unnest(${lacking}::VARCHAR[])) AND m.iso3 || ' ' || y.year NOT IN (SELECT unnest(${lackingYears}::VARCHAR[]))
            AND CASE WHEN ${fromFirst} AND NOT m.study THEN first.year IS NULL OR y.year > first.year ELSE m.born IS NULL OR y.year > m.born END
            AND (m.gone IS NULL OR y.year < m.gone)`,
        {atMost: 0},
      ),
    ),
    checkWhen(
      whole,
      check(
        `no state said to be lacking from ${kind} is there`,
        sql`SELECT count(DISTINCT state) AS observed FROM (${covered}) WHERE state IN (SELECT unnest(${lacking}::VARCHAR[]))
          OR state || ' ' || year IN (SELECT unnest(${lackingYears}::VARCHAR[]))`,
        {atMost: 0},
      ),
    ),
  ];
}

/**
 * No state disappears unsaid from ties that are sparse by nature: each of the universe is in at least one year of the source,
 * unless the publisher is known to lack it. A fixture is held to nothing here either.
 */
export function keepsStates(universe: SpanUniverse): readonly Check[] {
  const {of, kind, lacks = {}, whole} = universe;
  const lacking = Object.keys(lacks);
  const covered = coverage(universe);
  return [
    checkWhen(
      isWhole(covered, whole),
      check(
        `no state of the ${named(of)} is missing from ${kind} in all years`,
        sql`SELECT count(*) AS observed FROM (${membersOf(of)}) AS m
          WHERE iso3 NOT IN (SELECT state FROM (${covered})) AND iso3 NOT IN (SELECT unnest(${lacking}::VARCHAR[]))`,
        {atMost: 0},
      ),
    ),
    checkWhen(
      isWhole(covered, whole),
      check(
        `no state said to be lacking from all years of ${kind} is there`,
        sql`SELECT count(DISTINCT state) AS observed FROM (${covered}) WHERE state IN (SELECT unnest(${lacking}::VARCHAR[]))`,
        {atMost: 0},
      ),
    ),
  ];
}

function named(of: Universe["of"]): string {
  return of === "study" ? "study" : "United Nations";
}

function membersOf(of: Universe["of"]): Statement {
  return sql`SELECT iso3, study, TRY_CAST(left(start, 4) AS INTEGER) AS born, TRY_CAST(left("end", 4) AS INTEGER) AS gone FROM ref.state
    WHERE CASE WHEN ${of} = 'study' THEN study ELSE un_member END`;
}

function coverage({source, kind}: Universe): Statement {
  return sql`SELECT state, year, sum(ties) AS ties FROM meta.tie_coverage WHERE source = ${source} AND kind = ${kind} GROUP BY ALL`;
}

function isWhole(covered: Statement, states = 100): Statement {
  return sql`SELECT count(DISTINCT state) >= ${states} AS yes FROM (${covered})`;
}
