import {type Day, day, yearOf} from "../../base/index.ts";

/** The question of growth against a synthetic control. */
export interface GrowthParams {
  /** ISO3. */
  readonly state: string;
  readonly shock: Day;
  /** First and last year of the panel; the last is earlier where the state's series ends earlier. */
  readonly from: number;
  readonly to: number;
  /** A level at constant prices: id of reference/indicators. */
  readonly indicator: string;
  /** Bloc whose members are no donors, because the shock is theirs. */
  readonly region: string;
}

/** A question with parts left open (null or absent): the default study fills them. */
export interface GrowthRequest {
  readonly state: string;
  readonly shock?: Day | null;
  readonly from?: number | null;
  readonly to?: number | null;
}

const YEARS_BEFORE = 10;

/** The default study; ten years before the shock. */
export function growthParams({state, shock, from, to}: GrowthRequest): GrowthParams {
  const at = shock ?? day("2022-02-24");
  return {
    state,
    shock: at,
    from: from ?? yearOf(at) - YEARS_BEFORE,
    to: to ?? yearOf(at) + 2,
    indicator: "gdp_constant_usd",
    region: "post-soviet",
  };
}
