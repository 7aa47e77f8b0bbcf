import type {Counted} from "../../layers/votes/index.ts";

/** The question of `votes agreement`. */
export interface AgreementParams {
  /** Sessions of the General Assembly, ascending, or all known from one on; null for the last one with roll calls. */
  readonly sessions: readonly number[] | {readonly from: number} | null;
  /** With whom: ISO3 codes or names. */
  readonly others: readonly string[];
  /** Whose agreement; null for every state that voted. */
  readonly states: readonly string[] | null;
  /** Which roll calls count. */
  readonly count: Counted;
  /** Only this source; null takes for each session the lowest rank among those that have at least half of it. */
  readonly source: string | null;
}

/** A question with parts left open (null or absent): the default study fills them. */
export type AgreementRequest = {readonly [Part in keyof AgreementParams]?: AgreementParams[Part] | null};

/** The default study; every part of it is a parameter. */
export function agreementParams(request: AgreementRequest): AgreementParams {
  return {
    sessions: request.sessions ?? null,
    others: request.others ?? ["RUS"],
    states: request.states ?? null,
    count: request.count ?? "published",
    source: request.source ?? null,
  };
}

/** The question of `votes roll-calls`. */
export interface RollCallsParams {
  /** Sessions, ascending, or all known from one on; null for the last one with roll calls. */
  readonly sessions: readonly number[] | {readonly from: number} | null;
  /** Text that the number or the title must have in it. */
  readonly match: string | null;
  readonly source: string | null;
}

/** The question of `votes roll-call`. */
export interface RollCallParams {
  /** Number of the resolution as its source or people write it, or a source's own key of the roll call. */
  readonly resolution: string;
  /** Only this source; null takes the lowest rank that has it. */
  readonly source: string | null;
}

/** The question of `votes ideal-points`. */
export interface IdealPointParams {
  /** Sessions, ascending, or all known from one on; null for the last one with ideal points. */
  readonly sessions: readonly number[] | {readonly from: number} | null;
  /** Whose: ISO3 codes or names; null for every state that has one. */
  readonly states: readonly string[] | null;
  /** Only this source; null takes the lowest rank. */
  readonly source: string | null;
}
