import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";

const VOTES = fixed("clean.un_library_votes");

/** The tally as the United Nations recorded it: yes, no, abstentions. */
function tally(resolution: string, [yes, no, abstain]: readonly [number, number, number]): Check {
  return checkWhen(
    sql`SELECT count(*) > 0 AS yes FROM ${VOTES} WHERE record = ${resolution} AND dropped IS NULL`,
    check(
      `${resolution} was ${yes} to ${no} with ${abstain} abstentions`,
      sql`SELECT abs(count(*) FILTER (choice = 'yes') - ${yes}) + abs(count(*) FILTER (choice = 'no') - ${no})
        + abs(count(*) FILTER (choice = 'abstain') - ${abstain}) AS observed FROM ${VOTES} WHERE record = ${resolution} AND dropped IS NULL`,
      {atMost: 0},
    ),
  );
}

/** Questions about the rows of un/library-votes. */
export const checks: readonly Check[] = [
  // Two hundred columns of choices are tested here at once: tested one by one they take the engine minutes.
  check(
    "every cell is one of the code book's",
    sql`SELECT count(*) AS observed FROM ${VOTES} WHERE dropped LIKE 'no choice of ours%'`,
    {atMost: 0},
  ),
  tally("A/RES/ES-11/1", [141, 5, 35]),
  tally("A/RES/ES-11/2", [140, 5, 38]),
  tally("A/RES/ES-11/3", [93, 24, 58]),
  check(
    "every roll call has the 193 members",
    sql`SELECT count(*) AS observed FROM (SELECT record FROM ${VOTES} WHERE dropped IS NULL GROUP BY record HAVING count(*) <> 193)`,
    {atMost: 0},
  ),
];
