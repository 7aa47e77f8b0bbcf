import {type Check, check, checkWhen, type Statement, sql} from "../../src/ingest/index.ts";

/**
 * The tally of a resolution as the United Nations recorded it, yes, no and abstentions, where the votes hold it.
 *
 * @param votes the clean table of votes, a row a state
 */
export function tally(
  votes: Statement,
  resolution: string,
  [yes, no, abstain]: readonly [number, number, number],
): Check {
  const own = sql`FROM ${votes} WHERE record = ${resolution} AND dropped IS NULL`;
  return checkWhen(
    sql`SELECT count(*) > 0 AS yes ${own}`,
    check(
      `${resolution} was ${yes} to ${no} with ${abstain} abstentions`,
      sql`SELECT abs(count(*) FILTER (choice = 'yes') - ${yes}) + abs(count(*) FILTER (choice = 'no') - ${no})
        + abs(count(*) FILTER (choice = 'abstain') - ${abstain}) AS observed ${own}`,
      {atMost: 0},
    ),
  );
}
