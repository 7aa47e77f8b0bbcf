import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";

const VOTES = fixed("clean.un_ukraine_votes");

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

/** Questions about the rows of un/ukraine-votes. */
export const checks: readonly Check[] = [
  tally("A/RES/68/262", [100, 11, 58]),
  tally("A/RES/ES-11/1", [141, 5, 35]),
  tally("A/RES/ES-11/2", [140, 5, 38]),
  tally("A/RES/ES-11/3", [93, 24, 58]),
];
