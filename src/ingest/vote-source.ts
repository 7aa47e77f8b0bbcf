import type {Statement} from "../store/index.ts";
import type {Check} from "./check.ts";
import type {Correction} from "./correction.ts";
import type {Publication, Scheme, Shape} from "./source.ts";

/** What `source.yaml` says of a data set of votes. */
export interface VoteMeta extends Publication {
  /** The body that voted. */
  readonly body: string;
}

/** One shape a data set of votes is published in. */
export interface VoteDialect extends Shape {
  /** Scheme of `state_code`. */
  readonly schemes: {readonly state: Scheme};
  /**
   * One SELECT over the relation `typed` (the taken columns with their types, `file_id`, `source_row`), one row a roll call:
   *
   * - `record` VARCHAR, the source's own key; `session` INTEGER; `meeting` VARCHAR, `regular` or the name of an emergency session
   * - `date` VARCHAR `YYYY`, `YYYY-MM` or `YYYY-MM-DD`; `resolution`, `title` VARCHAR, NULL where not given
   * - `motion` VARCHAR: `resolution`, `paragraph` or `amendment`
   * - `counted` BOOLEAN: whether the published agreement scores count it, see docs/methods/votes.md
   * - `stated_yes`, `stated_abstain`, `stated_no` INTEGER: the publisher's own tally, NULL where it gives none
   * - `dropped` VARCHAR: NULL, or why this roll call must not enter; `file_id`, `source_row` passed through. A row that only
   *   names a roll call of another file is dropped as `TITLE_ONLY`: its title goes to that one, if it has none
   */
  readonly rollCalls: Statement;
  /**
   * One SELECT over `typed`, one row a roll call and state:
   *
   * - `record` VARCHAR as above; `session` INTEGER; `state_code` VARCHAR in the dialect's scheme
   * - `choice` VARCHAR: yes, abstain, no or absent
   * - `dropped` VARCHAR: NULL, or why this cell must not enter (no member, not known); `file_id`, `source_row` passed through
   */
  readonly votes: Statement;
}

/** One data set of votes: a folder below `sources/`. */
export interface VoteSource {
  readonly feeds: "votes";
  readonly meta: VoteMeta;
  readonly dialects: readonly VoteDialect[];
  readonly checks: readonly Check[];
  readonly corrections: readonly Correction[];
}

/** Why a row that only names a roll call of another file is dropped. */
export const TITLE_ONLY = "names a roll call that stands in another file";

/** Year in which a session of the United Nations General Assembly opens, less its number. */
export const SESSION_YEAR = 1945;
