import {type Day, day, yearOf} from "../../base/index.ts";

/** The question of growth against a synthetic control. */
export interface GrowthParams {
  /** ISO3. */
  readonly state: string;
  readonly shock: Day;
  /** First and last year of the panel; a shorter run where the state's series is shorter. */
  readonly from: number;
  readonly to: number;
  /** A level at constant prices: id of reference/indicators. */
  readonly indicator: string;
  /** Bloc whose members are no donors, because the shock is theirs. */
  readonly region: string;
  /** Donors at most: those outside the region whose levels before the shock were nearest. With all of them any path is fitted. */
  readonly donors: number;
}

/** A question with parts left open (null or absent): the default study fills them. */
export interface GrowthRequest {
  readonly state: string;
  readonly shock?: Day | null;
  readonly from?: number | null;
  readonly to?: number | null;
}

const YEARS_BEFORE = 20;
const DONORS = 30;

/** The default study; twenty years before the shock, the thirty states most alike before it. */
export function growthParams({state, shock, from, to}: GrowthRequest): GrowthParams {
  const at = shock ?? day("2022-02-24");
  return {
    state,
    shock: at,
    from: from ?? yearOf(at) - YEARS_BEFORE,
    to: to ?? yearOf(at) + 2,
    indicator: "gdp_constant_usd",
    region: "post-soviet",
    donors: DONORS,
  };
}
