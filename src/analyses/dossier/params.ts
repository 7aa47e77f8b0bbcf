import {type Day, day, yearOf} from "../../base/index.ts";

/** The question of `dossier`. */
export interface DossierParams {
  /** A state: ISO3 or name. */
  readonly state: string;
  readonly shock: Day;
  /** Last year that counts as before. */
  readonly from: number;
  /** Last year that counts as after; each figure is of the last one that its source has. */
  readonly to: number;
}

/** A question with parts left open (null or absent): the default study fills them. */
export interface DossierRequest {
  readonly state: string;
  readonly shock?: Day | null;
  readonly from?: number | null;
  readonly to?: number | null;
}

/** The default study: the year before the shock against the last of the three from it on. */
export function dossierParams({state, shock, from, to}: DossierRequest): DossierParams {
  const at = shock ?? day("2022-02-24");
  return {state, shock: at, from: from ?? yearOf(at) - 1, to: to ?? yearOf(at) + 2};
}
