import {type Statement, sql} from "../../../src/ingest/index.ts";
import {blocMembers, states} from "../../../src/reference/index.ts";

/** The last day on which a state was admitted to the United Nations before the years of this data set. */
const UN_SINCE = "2011-07-14";

/** Groups that `reference/` can dissolve by date, as the relation `member(grp, state, since, until)`. */
export function members(): Statement {
  const rows = [...ofUnion(), ...ofNations()];
  const column = (of: (row: Membership) => string): Statement => sql`unnest(${rows.map(of)}::VARCHAR[])`;
  return sql`SELECT ${column(({group}) => group)} AS grp, ${column(({state}) => state)} AS state,
    nullif(${column(({since}) => since)}, '') AS since, nullif(${column(({until}) => until)}, '') AS until`;
}

interface Membership {
  readonly group: string;
  readonly state: string;
  readonly since: string;
  readonly until: string;
}

function ofUnion(): Membership[] {
  return blocMembers()
    .filter(({bloc}) => bloc === "EU")
    .map(({iso3, start, end}) => ({
      group: "EU",
      state: states().get(iso3).nameEn,
      since: start ?? "",
      until: end ?? "",
    }));
}

// Days of admission are not in reference/states; all of today's members were in by this one.
function ofNations(): Membership[] {
  return states()
    .all.filter(({unMember}) => unMember)
    .map(({nameEn}) => ({group: "UN", state: nameEn, since: UN_SINCE, until: ""}));
}
