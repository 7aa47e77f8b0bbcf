import type {Day} from "../../base/index.ts";

/** What `response` was asked for. */
export interface ResponseParams {
  /** One state's record, or null for the typology of all states of the study. */
  readonly state: string | null;
  /** The pole that acts are measured against: an id of reference/blocs/poles.csv. */
  readonly pole: string;
  readonly shock: Day;
}
