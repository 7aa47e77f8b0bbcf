import type {Flow, Frequency, PeriodRange} from "../../base/index.ts";

/** What the rows of an exploration are: parts of the choice, the whole of it, or what there is to choose from. */
export type ExploreBy = "period" | "reporter" | "partner" | "chapter" | "total" | "source";

/** A choice within what may be added up as it stands. Null means "not restricted". */
export interface ExploreParams {
  readonly by: ExploreBy;
  /** Id of the source; null for the one with the most records of the flow. */
  readonly source: string | null;
  readonly flow: Flow;
  /** Null for that of the finest lines, months before years. */
  readonly frequency: Frequency | null;
  readonly basis: "origin" | "consignment";
  /** Id of a list of goods. */
  readonly goods: string | null;
  readonly period: PeriodRange | null;
  /** Codes or names of states, as they report or trade; W00 for the world. */
  readonly reporters: readonly string[] | null;
  readonly partners: readonly string[] | null;
  /** Two digits each, or TOTAL. */
  readonly chapters: readonly string[] | null;
}
