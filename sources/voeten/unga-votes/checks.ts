import {type Check, check, checkWhen, fixed, sql} from "../../../src/ingest/index.ts";
import {keepsEveryState} from "../../shared/tie-checks.ts";

const VOTES = fixed("clean.voeten_unga_votes");
const CALLS = fixed("clean.voeten_unga_votes__roll_calls");

const WHOLE = sql`SELECT count(*) > 1000 AS yes FROM ${CALLS} WHERE dropped IS NULL`;

/** Questions about the rows of voeten/unga-votes. */
export const checks: readonly Check[] = [
  // Two hundred columns of choices are tested here at once: tested one by one they take the engine minutes.
  check(
    "every cell is one of the code book's",
    sql`SELECT count(*) AS observed FROM ${VOTES} WHERE dropped LIKE 'no choice of ours%'`,
    {atMost: 0},
  ),
  check(
    "a session is never held after its closing",
    sql`SELECT count(*) AS observed FROM ${CALLS} WHERE dropped IS NULL AND left(date, 4)::INTEGER - 1945 NOT BETWEEN session - 1 AND session + 1`,
    {atMost: 0},
  ),
  checkWhen(
    WHOLE,
    check(
      "votes add up to the stated tally in most roll calls (5,846 of the 6,152 that state all three are told by the copy)",
      sql`SELECT avg((v.yes = c.stated_yes AND v.no = c.stated_no AND v.abstain = c.stated_abstain)::INTEGER) AS observed
        FROM ${CALLS} AS c JOIN (SELECT record, count(*) FILTER (choice = 'yes') AS yes, count(*) FILTER (choice = 'no') AS no,
          count(*) FILTER (choice = 'abstain') AS abstain FROM ${VOTES} WHERE dropped IS NULL GROUP BY record) AS v USING (record)
        WHERE c.stated_no IS NOT NULL`,
      {atLeast: 0.94},
    ),
  ),
  checkWhen(
    WHOLE,
    check(
      "share of members that cast no vote",
      sql`SELECT avg((choice = 'absent')::INTEGER) AS observed FROM ${VOTES} WHERE dropped IS NULL`,
      {atLeast: 0.01, atMost: 0.25},
    ),
  ),
  // 8 is absent: a member that stays away has a row too.
  ...keepsEveryState({
    source: "voeten/unga-votes",
    kind: "roll_call",
    of: "un",
    fromFirst: true,
    wholeWhen: WHOLE,
  }),
];
